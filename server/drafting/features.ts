/** What speaks for and against a draft, measured without a model: the features of its score. */
import type { EvidenceMark, Grounding } from '../grounding/schema.ts'
import { lengthBand, type Length, type PaperText } from '../papers/schema.ts'
import { copiedWords, wordRuns } from '../text/copied-words.ts'
import { countWords } from '../text/count-words.ts'
import { houseLint, takeSpans } from '../text/house-lint.ts'
import type { Features, NoteForDraft } from './schema.ts'

export type FeatureInput = {
  prose: string
  marks: readonly EvidenceMark[]
  /** Null where the paper cannot be read: then nothing counts as found. */
  grounding: Grounding | null
  /** `paperRuns` of the paper, made once for all its drafts. */
  runs: ReadonlySet<string>
  length: Length
  /** What this house does not print. */
  wordsNeverUsed: readonly string[]
  notes: readonly NoteForDraft[]
  notesUsed: readonly number[]
}

/** The paper's own wording, references left out. */
export const paperRuns = ({ blocks }: PaperText): ReadonlySet<string> =>
  wordRuns(
    blocks
      .filter(({ kind }) => kind !== 'reference')
      .map(({ text }) => text)
      .join('\n'),
  )

/** Each 0..1, 1 is best. Where there is nothing to judge (no number, no note) it is 1; a draft without a quote has found none. */
export function featuresOf({
  prose,
  marks,
  grounding,
  runs,
  length,
  wordsNeverUsed,
  notes,
  notesUsed,
}: FeatureInput): Features {
  const checked = grounding?.sentences ?? []
  const numbers = checked.flatMap((sentence) => sentence.numbers)
  const quotes = checked.flatMap((sentence) => sentence.quotes)
  const { aim, min, max } = lengthBand(length)
  const words = countWords(prose)
  const off = Math.max(min - words, words - max, 0)
  const copied = copiedWords(prose, runs).copied.filter(Boolean).length
  return {
    'numbers-found': share(numbers.filter(({ status }) => status !== 'missing').length, numbers.length, 1),
    'quotes-found': share(quotes.filter(({ status }) => status === 'found').length, quotes.length, 0),
    length: Math.max(0, 1 - off / aim),
    'house-style': 1 / (1 + houseLint(prose, takeSpans(prose, marks), wordsNeverUsed).length),
    'own-words': 1 - share(copied, words, 0),
    'notes-used': share(notesUsed.length, notes.length, 1),
  }
}

const share = (part: number, whole: number, ofNothing: number) => (whole === 0 ? ofNothing : Math.min(1, part / whole))
