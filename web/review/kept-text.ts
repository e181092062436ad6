/** Unsaved text in this browser's own store: written at every change, forgotten when the server has it. */
import { openDB, type DBSchema } from 'idb'
import type { EditOp } from '../../server/review/schema.ts'

export type KeptText = {
  paperId: string
  base: string | null
  text: string
  ops: readonly EditOp[]
  activeMs: number
  /** ISO-8601 instant of the last change. */
  at: string
}
interface Schema extends DBSchema {
  text: { key: string; value: KeptText }
}

export type KeptTexts = {
  put: (kept: KeptText) => Promise<void>
  get: (paperId: string) => Promise<KeptText | undefined>
  remove: (paperId: string) => Promise<void>
}

/** One store a page; it opens at the first use. */
export function keptTexts(): KeptTexts {
  const opening = openDB<Schema>('galley', 1, {
    upgrade: (db) => void db.createObjectStore('text', { keyPath: 'paperId' }),
  })
  return {
    put: async (kept) => void (await (await opening).put('text', kept)),
    get: async (paperId) => (await opening).get('text', paperId),
    remove: async (paperId) => (await opening).delete('text', paperId),
  }
}
