/** Short words of the review page. Pure. */
import type { DraftSummary, ReviewView } from '../../server/desk/schema.ts'
import type { Draft } from '../../server/drafting/schema.ts'
import { lengthBand, type Length } from '../../server/papers/schema.ts'
import type { Revision } from '../../server/review/schema.ts'

/** "14:02" in the editor's own time. */
export const clock = (iso: string): string =>
  new Date(iso).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

export const originWords = (origin: Revision['origin']): string =>
  ({ draft: 'as drafted', edit: 'edited', own: 'written by you', restored: 'restored' })[origin]

/** "212 of 150-210 words", and how many are over or to go. */
export function bandWords(
  words: number,
  length: Length,
): { text: string; off: string; state: 'short' | 'in' | 'long' } {
  const { min, max } = lengthBand(length)
  const state = words < min ? 'short' : words > max ? 'long' : 'in'
  const off = state === 'short' ? `${min - words} to go` : state === 'long' ? `${words - max} over` : 'in the band'
  return { text: `${words} of ${min}-${max} words`, off, state }
}

/** What to say after "Draft 2". */
export const draftStateWords = (status: DraftSummary['status']): string =>
  ({
    streaming: 'is being written',
    complete: 'is complete',
    incomplete: 'is incomplete',
    interrupted: 'was interrupted when Galley stopped',
    failed: 'failed',
    unreadable: 'was not written: the model found too little readable text',
  })[status]

/** Its text is kept as far as it came, and is not to be approved as it stands. */
export const isUnfinished = (status: DraftSummary['status']): boolean =>
  status === 'incomplete' || status === 'interrupted'

/** The newest draft where it came to nothing beside a text that is not its own. A stop was the editor's own wish. */
export function failedBeside({ head, drafts }: Pick<ReviewView, 'head' | 'drafts'>): DraftSummary | null {
  const newest = drafts.reduce<DraftSummary | null>(
    (one, other) => (one && one.number > other.number ? one : other),
    null,
  )
  if (!head || !newest || newest.id === head.draftId || newest.error?.kind === 'stopped') return null
  return newest.status === 'complete' || newest.status === 'streaming' ? null : newest
}

/** What is worth saying of a draft beside its text, most urgent first. */
export function draftNews(draft: Draft): string[] {
  const notes = draft.notesNotMentioned
  return [
    ...(draft.error ? [draft.error.message] : []),
    ...(notes.length > 0 ? [`Not mentioned: your ${notes.length === 1 ? 'note' : 'notes'} ${notes.join(', ')}`] : []),
    ...(draft.plan?.suspicious ?? []).map((text) => `The paper’s text speaks to a language model: “${text}”`),
    ...draft.tail,
    ...(draft.broken.length > 0 ? [`${draft.broken.length} evidence marks were cut off and left out`] : []),
    ...(draft.plan ? [draft.plan.summary] : []),
  ]
}

/** A streaming reply as prose: marks taken out, one that is not closed yet held back, the tail for the editor cut. */
export function replyAsProse(reply: string): string {
  const [prose = ''] = reply.split(/^For the editor:/m)
  return prose
    .replace(/ ?\[\[[\s\S]*?(?:"\]\]|\]\])/g, '')
    .replace(/ ?\[(?:\[[\s\S]*)?$/, '')
    .trimEnd()
}
