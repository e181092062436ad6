/** The drafts that this process is writing: their text to the last piece, for the pages that watch. */
import type { DraftId } from './schema.ts'

/** `step`: what is done now, and how many steps there were before; each step's text begins anew. */
export type LiveDraft = {
  reply: string
  waiting: { untilMs: number; why: string } | null
  step: { number: number; said: string }
}

export type LiveDrafts = {
  begin: (id: DraftId) => void
  change: (id: DraftId, live: LiveDraft) => void
  end: (id: DraftId) => void
  /** Null when this process is not writing it. */
  get: (id: DraftId) => LiveDraft | null
  /** Resolves at the next change or the end of that draft, or after `ms`. */
  changed: (id: DraftId, ms: number) => Promise<void>
}

export function createLiveDrafts(): LiveDrafts {
  const drafts = new Map<DraftId, LiveDraft>()
  const waiters = new Map<DraftId, Set<() => void>>()
  const wake = (id: DraftId) => {
    for (const waiter of waiters.get(id) ?? []) waiter()
  }
  return {
    begin: (id) => drafts.set(id, { reply: '', waiting: null, step: { number: 0, said: '' } }),
    change(id, live) {
      drafts.set(id, live)
      wake(id)
    },
    end(id) {
      drafts.delete(id)
      wake(id)
    },
    get: (id) => drafts.get(id) ?? null,
    changed(id, ms) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const waiting = waiters.get(id) ?? new Set()
      waiters.set(id, waiting.add(resolve))
      const timer = setTimeout(resolve, ms)
      return promise.finally(() => {
        clearTimeout(timer)
        waiting.delete(resolve)
        if (waiting.size === 0 && waiters.get(id) === waiting) waiters.delete(id)
      })
    },
  }
}
