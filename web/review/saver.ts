/** Carries text to the server and keeps it in this browser meanwhile: the effects around `save-state`. */
import type { EditOp, Revision } from '../../server/review/schema.ts'
import type { ActiveTime } from './active-time.ts'
import type { KeptText, KeptTexts } from './kept-text.ts'
import type { ReviewApi } from './review-api.ts'
import { isDirty, next, retryMs, startState, statusOf, type SaveAction, type SaveState } from './save-state.ts'

export type SaverParts = {
  paperId: string
  api: Pick<ReviewApi, 'saveText'>
  kept: KeptTexts
  activeTime: ActiveTime
  now: () => Date
}

/** A save starts so long after the last key. */
const idleMs = 800
/** Browsers let a request of at most 64 kB outlive its page. */
const keepaliveBytes = 60_000

type Head = Pick<Revision, 'id' | 'sequence' | 'text'>
export type Saver = ReturnType<typeof createSaver>

/** @param head the newest revision, or null on an empty page */
export function createSaver({ paperId, api, kept, activeTime, now }: SaverParts, head: Head | null) {
  let state: SaveState = startState(head?.id ?? null, head?.text ?? '')
  let sequence = head?.sequence ?? 0
  let status = statusOf(state)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let keeping: Promise<void> | null = null
  let keepAgain = false
  const listeners = new Set<() => void>()

  function act(action: SaveAction): void {
    state = next(state, action)
    status = statusOf(state, status)
    for (const listener of listeners) listener()
  }
  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }
  /** One write at a time; what is typed meanwhile is written after it. */
  function keep(): Promise<void> {
    keepAgain = true
    keeping ??= writeKept().finally(() => (keeping = null))
    return keeping
  }
  async function writeKept(): Promise<void> {
    while (keepAgain) {
      keepAgain = false
      const { base, text, unsent } = state
      const write = isDirty(state)
        ? kept.put({ paperId, base, text, ...unsent, at: now().toISOString() })
        : kept.remove(paperId)
      // A full or forbidden store: the server still gets every save.
      await write.catch(() => undefined)
    }
  }

  /** Sends what is unsent, once at a time. */
  function flush(keepalive = false): Promise<void> {
    clearTimeout(timer)
    running ??= send(keepalive).finally(() => {
      running = null
      if (state.kind === 'unsaved') later(idleMs)
      if (state.kind === 'offline') later(retryMs(state.failures))
    })
    return running
  }

  async function send(keepalive: boolean): Promise<void> {
    const before = state
    act({ kind: 'send' })
    if (state === before || state.kind !== 'saving') return
    const save = { text: state.text, ops: [...state.unsent.ops], activeMs: state.unsent.activeMs }
    const small = JSON.stringify(save).length < keepaliveBytes
    const answer = await api.saveText(paperId, state.base, save, keepalive && small)
    if (answer.ok) {
      sequence = answer.value.revision.sequence
      act({ kind: 'sent', revision: answer.value.revision, at: now().toISOString() })
    } else if (answer.error.kind === 'revision-conflict') act({ kind: 'conflict', theirs: answer.error.theirs ?? null })
    else if (answer.error.status === 0 || answer.error.status >= 500) act({ kind: 'no-answer' })
    else act({ kind: 'refuse', message: answer.error.message })
    await keep()
  }

  return {
    state: () => state,
    /** The same object until something of it changes. */
    status: () => status,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    edit(newText: string, ops: readonly EditOp[]) {
      activeTime.sign(now().getTime())
      act({ kind: 'edit', text: newText, ops, activeMs: activeTime.take() })
      void keep()
      if (state.kind === 'unsaved') later(idleMs)
    },
    flush,
    /** Sends until nothing is unsent or something stands in the way. @returns true when the server has everything */
    async settle(): Promise<boolean> {
      for (let tries = 0; tries < 3 && state.kind !== 'saved' && state.kind !== 'conflict'; tries++) await flush()
      return !isDirty(state)
    },
    /** Back to unsaved text of an earlier visit; where the server has moved on meanwhile, saving it finds the conflict. */
    restore(earlier: KeptText) {
      state = { ...startState(earlier.base, state.text) }
      act({ kind: 'edit', text: earlier.text, ops: earlier.ops, activeMs: earlier.activeMs })
      later(idleMs)
    },
    /** @returns true when mine stands on theirs, on the server */
    async keepMine(): Promise<boolean> {
      act({ kind: 'keep-mine' })
      await flush()
      return !isDirty(state)
    },
    /**
     * A newer text of the server takes the place of a clean one; unsaved text is left alone, and so is everything when
     * the news is older than what this page has saved itself.
     * @returns true when it did
     */
    renew(newer: Head): boolean {
      if (isDirty(state) || newer.sequence <= sequence) return false
      sequence = newer.sequence
      act({ kind: 'renew', base: newer.id, text: newer.text })
      return true
    },
    /** The page goes: what is unsent is sent with the last breath, and is kept here in any case. */
    close() {
      clearTimeout(timer)
      if (state.kind === 'unsaved') void flush(true)
    },
  }
}
