/** The drafts of one request: the first one's pieces go to its row and to the pages, the others are written out of sight. */
import PQueue from 'p-queue'
import type { Chat } from '../llm/schema.ts'
import { countWords } from '../text/count-words.ts'
import { writeToLength } from './fit-length.ts'
import type { LiveDraft, LiveDrafts } from './live-drafts.ts'
import { parseReply } from './parse-reply.ts'
import type { Draft, DraftId } from './schema.ts'
import type { DraftStore, FinishedDraft } from './store.ts'
import { offline, type DraftInput, type WriteEvent, type WriteParts } from './write-draft.ts'

/** The partial is written to the row at most so often. */
const partialEveryMs = 250
/** Drafts of one request that are written at once. */
const atOnce = 2

/** `bestOf`: drafts that are written for one request; the best is shown. `wordsNeverUsed`: of the house, for the ranking. */
export type DraftSettings = { takes: boolean; bestOf: number; wordsNeverUsed: readonly string[] }

export type BatchParts = WriteParts & {
  store: Pick<DraftStore, 'savePartial'>
  live: Pick<LiveDrafts, 'begin' | 'change'>
  settings: () => Promise<DraftSettings>
  now: () => Date
  /** True when the editor pressed Stop; an abort without it is the server going down. */
  wasStopped: (id: DraftId) => boolean
}

/**
 * One draft, or as many as the settings say; the offline drafter would only write the same again.
 * @param id of the draft that streams
 * @returns how each ended, that one first
 */
export async function writeBatch(
  id: DraftId,
  input: DraftInput,
  parts: BatchParts,
  signal: AbortSignal,
): Promise<[FinishedDraft, ...FinishedDraft[]]> {
  parts.live.begin(id)
  const broken = new AbortController()
  const stop = AbortSignal.any([signal, broken.signal])
  // What the drafts of one request cost counts together, for the limit of a run.
  const run = { id, limitUsd: null }
  const chat: Chat = (request, ended) => parts.chat({ ...request, run }, ended)
  const write = () => writeToLength(input, { ...parts, chat }, stop)
  const { bestOf } = await parts.settings()
  const more = input.model === offline ? 0 : bestOf - 1
  const queue = new PQueue({ concurrency: atOnce })
  const first = queue.add(() => shown(id, write(), more, parts))
  const others = Array.from({ length: more }, () => queue.add(() => outOfSight(write())))
  try {
    return await Promise.all([first, ...others])
  } catch (error) {
    // Nothing goes on being paid for that nobody will see; and what still runs must not touch a draft that has ended.
    broken.abort()
    await Promise.allSettled([first, ...others])
    throw error
  }
}

/** @param more drafts that are still written when this one has ended */
async function shown(
  id: DraftId,
  events: AsyncIterable<WriteEvent>,
  more: number,
  { live, store, now, wasStopped }: BatchParts,
): Promise<FinishedDraft> {
  let state: LiveDraft = { reply: '', waiting: null, step: { number: 0, said: '' } }
  const change = (to: Partial<LiveDraft>) => {
    state = { ...state, ...to }
    live.change(id, state)
  }
  const step = (said: string) => ({ number: state.step.number + 1, said })
  let savedAt = now().getTime()
  let whole = false
  for await (const event of events) {
    if ('written' in event) {
      const { written } = event
      if (written.error?.kind === 'stopped' && !wasStopped(id))
        return { ...written, status: 'interrupted', error: wentDown }
      if (more > 0) {
        // Whole, and it may have to wait for the others: it must outlive the server.
        await store.savePartial(id, written.reply)
        change({ reply: written.reply, waiting: null, step: step(`Written; ${more} more to choose from`) })
      }
      return written
    }
    if ('waiting' in event) {
      change({ waiting: event.waiting })
    } else if ('step' in event) {
      // A whole first reply stays in the row while the model is asked about its length: it must outlive the server.
      whole = state.reply !== ''
      if (whole) await store.savePartial(id, state.reply)
      change({ reply: '', waiting: null, step: step(event.step) })
    } else {
      change({ reply: state.reply + event.text, waiting: null })
      if (whole || now().getTime() - savedAt < partialEveryMs) continue
      await store.savePartial(id, state.reply)
      savedAt = now().getTime()
    }
  }
  throw new Error('a draft ended without its last event')
}

async function outOfSight(events: AsyncIterable<WriteEvent>): Promise<FinishedDraft> {
  for await (const event of events) if ('written' in event) return event.written
  throw new Error('a draft ended without its last event')
}

const wentDown = {
  kind: 'interrupted',
  message: 'The server went down while this was written. What had come is kept; draft again to have it whole.',
}

/** What is left of a draft of which only the row is known. */
export function interrupted({ reply }: Pick<Draft, 'reply'>): FinishedDraft {
  const parsed = parseReply(reply)
  return {
    status: 'interrupted',
    reply,
    parsed,
    words: countWords(parsed.prose),
    plan: null,
    callId: null,
    callIds: [],
    repair: null,
    error: wentDown,
  }
}
