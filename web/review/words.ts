/** Short words of the review page. Pure. */
import type { DraftSummary, ReviewView } from '../../server/desk/schema.ts'
import { choicesNeeded, type Draft, type DraftRank, type FeatureName } from '../../server/drafting/schema.ts'
import { lengthBand, type Length } from '../../server/papers/schema.ts'
import type { Revision } from '../../server/review/schema.ts'

/** "14:02" in the editor's own time. */
export const clock = (iso: string): string =>
  new Date(iso).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** "25 Nov, 14:02": of a state that may be days old. */
export const dayAndClock = (iso: string): string =>
  new Date(iso).toLocaleString(undefined, {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })

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
    ...(draft.repair ? [repairWords(draft.repair)] : []),
    ...(draft.rank ? [`${sentence(rankWords(draft.rank))}; the others are under Drafts`] : []),
    ...draft.tail,
    ...(draft.broken.length > 0 ? [`${draft.broken.length} evidence marks were cut off and left out`] : []),
    ...(draft.plan ? [draft.plan.summary] : []),
    ...(draft.plan?.condensed?.dropped
      ? [`${draft.plan.condensed.dropped} condensed notes were left out: the paper does not have their words`]
      : []),
  ]
}

/** "Asked once to be shorter: 260 words, then 204". */
function repairWords({ asked, words, wordsAfter, kept, error }: NonNullable<Draft['repair']>): string {
  const was = `Asked once to be ${asked}: ${words} words`
  if (wordsAfter === null) return `${was}; no second text came${error ? ` (${error.message})` : ''}`
  return kept === 'second' ? `${was}, then ${wordsAfter}` : `${was}, then ${wordsAfter}, which was no better`
}

/** "best of 3", "2nd of 3". */
export const rankWords = ({ place, of }: Pick<DraftRank, 'place' | 'of'>): string =>
  place === 1 ? `best of ${of}` : `${place === 2 ? '2nd' : place === 3 ? '3rd' : `${place}th`} of ${of}`

/** What the weights of a ranking rest on. */
export const learningWords = ({ choices }: Pick<DraftRank, 'choices'>): string =>
  choices < choicesNeeded
    ? `Weights set by hand; learning from what you keep, ${choices} of ${choicesNeeded}`
    : `Weights learnt from ${choices} drafts that you kept`

export const featureWords: Record<FeatureName, string> = {
  'numbers-found': 'numbers found',
  'quotes-found': 'quotes found',
  length: 'length',
  'house-style': 'house style',
  'own-words': 'words of its own',
  'notes-used': 'notes used',
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** A streaming reply as prose: marks taken out, one that is not closed yet held back, the tail for the editor cut. */
export function replyAsProse(reply: string): string {
  const [prose = ''] = reply.split(/^For the editor:/m)
  return prose
    .replace(/ ?\[\[[\s\S]*?(?:"\]\]|\]\])/g, '')
    .replace(/ ?\[(?:\[[\s\S]*)?$/, '')
    .trimEnd()
}
