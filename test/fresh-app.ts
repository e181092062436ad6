/** The whole server as a value, on a throw-away library: what main.ts wires, without a port. */
import { onTestFinished } from 'vitest'
import type { ExtractionPool } from '../server/papers/extraction-pool.ts'
import { createApp } from '../server/app.ts'
import { makeParts, type Parts } from '../server/make-parts.ts'
import type { ModelSettings } from '../server/settings/schema.ts'
import type { Engine } from '../server/storage/open-database.ts'
import { freshStore } from './fresh-database.ts'

export type FreshApp = {
  app: ReturnType<typeof createApp>
  parts: Parts
  folder: string
  json: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; body: never }>
}

/** @param model the stub model's address, or null for the offline drafter */
export async function freshApp(
  engine: Engine,
  options: { model?: ModelSettings | null; now?: () => Date; pool?: ExtractionPool } = {},
): Promise<FreshApp> {
  const { db, blobs, libraryId, folder } = await freshStore(engine)
  const parts = await makeParts({
    db,
    blobs,
    libraryId,
    author: 'test',
    dataFolder: folder,
    model: options.model ?? null,
    now: options.now ?? (() => new Date()),
    readers: 1,
    ...(options.pool && { pool: options.pool }),
  })
  onTestFinished(() => parts.close())
  await parts.queue.start()
  const app = createApp(parts)
  return {
    app,
    parts,
    folder,
    async json(method, path, body, headers = {}) {
      const response = await app.request(`http://127.0.0.1${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: (await response.json()) as never }
    },
  }
}
