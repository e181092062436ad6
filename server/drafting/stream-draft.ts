/** One draft as a page sees it being written: all so far first, then the pieces, then how it ended. */
import type { LiveDrafts } from './live-drafts.ts'
import type { Draft, DraftId } from './schema.ts'
import type { DraftStore } from './store.ts'

export type DraftStreamEvent =
  | { event: 'text'; data: { text: string } }
  | { event: 'waiting'; data: { untilMs: number; why: string } }
  /** What is done now; the text begins anew after it. */
  | { event: 'step'; data: { said: string } }
  | { event: 'end'; data: Pick<Draft, 'status' | 'error'> }

/** A draft that another process writes is looked up in its row so often. */
const pollMs = 500

/** Ends with one `end`; an unknown draft gives none. Stops when `signal` aborts. */
export async function* streamDraft(
  store: Pick<DraftStore, 'find'>,
  live: LiveDrafts,
  id: DraftId,
  signal: AbortSignal,
): AsyncGenerator<DraftStreamEvent> {
  let sent = ''
  let stepsSeen = 0
  let waitingUntil = 0
  while (!signal.aborted) {
    // Asked for before the state is read: a change in between is not missed.
    const changed = live.changed(id, pollMs)
    const here = live.get(id)
    const row = here ? null : await store.find(id)
    if (!here && !row) return
    const reply = here?.reply ?? row?.reply ?? ''
    const step = here?.step
    // The kept reply may be another one than the last that was seen.
    if ((step && step.number !== stepsSeen) || !reply.startsWith(sent)) {
      yield { event: 'step', data: { said: step?.said ?? '' } }
      stepsSeen = step?.number ?? stepsSeen
      sent = ''
    }
    if (reply.length > sent.length) yield { event: 'text', data: { text: reply.slice(sent.length) } }
    sent = reply
    if (here?.waiting && here.waiting.untilMs !== waitingUntil) {
      waitingUntil = here.waiting.untilMs
      yield { event: 'waiting', data: here.waiting }
    }
    if (row && row.status !== 'streaming') {
      yield { event: 'end', data: { status: row.status, error: row.error } }
      return
    }
    await changed
  }
}
