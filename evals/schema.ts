/** The nouns of the evals: what a scorer is given, and the score that explains itself. */
import type { EvidenceMark, Grounding } from '../server/grounding/schema.ts'

export type ScoreUnit = 'share' | 'count' | 'words' | 'usd' | 'ms'

/** `value` null: there was nothing to judge (never 1). `why` names what was counted, for the editor. */
export type Score = { name: ScorerName; value: number | null; unit: ScoreUnit; better: 'low' | 'high'; why: string }

export type ScorerName =
  | 'wrong-facts'
  | 'numbers-found'
  | 'quotes-found'
  | 'slips'
  | 'house-lint'
  | 'length-band'
  | 'words-copied'
  | 'rouge-l'
  | 'chrf'
  | 'edit-cost'
  | 'cost'
  | 'time'

/** One draft and what is known about it; plain data, so that a score can be made again years later. */
export type ScorerInput = {
  /** The draft without marks. */
  prose: string
  marks: EvidenceMark[]
  /** What the checks say of `prose` against the paper; null where no reading of the paper is at hand. */
  grounding: Grounding | null
  /** Runs of words of the paper, references left out (`wordRuns` of server/text/copied-words.ts, made once a paper); null where it is not at hand. */
  paperRuns: ReadonlySet<string> | null
  /** Words that were asked for, both ends included. */
  band: { min: number; max: number }
  /** The editor's text of the same paper, only where it did not grow from a draft that is compared here. */
  reference: string | null
  /** What the editor made of this very draft; only for drafts that were live. */
  approved: string | null
  /** US dollars; null when price or usage is unknown. */
  costUsd: number | null
  durationMs: number | null
}

/** Pure, and total: never throws on odd text. */
export type Scorer = (input: ScorerInput) => Score
