/** The nouns of style: a past issue as it was read, and what was measured on past issues. */

export type IssueFormat = 'text' | 'markdown' | 'html'

/**
 * One paragraph of an entry, as light Markdown. `call-out` leads to a figure that stood under it (it ends with a colon
 * or begins with an ellipsis); `figure` is a picture alone.
 */
export type ImportedParagraph = { kind: 'prose' | 'call-out' | 'figure'; text: string }

export type ImportedEntry = {
  /** Plain text, star and link taken off. */
  heading: string
  starred: boolean
  /** Where the heading led, or null. */
  link: string | null
  paragraphs: ImportedParagraph[]
}

/** Something that has no place in an issue; `line` counts from 1 in the file. */
export type UnplacedLine = { line: number; text: string }

/** A past issue. Every line of the file with a letter or digit in it is in exactly one of these fields. */
export type ImportedIssue = {
  format: IssueFormat
  /** `YYYY-MM-DD`, or null when the title gives none. */
  date: string | null
  /** Empty when the file has none. */
  title: string
  /** The short names in the title, in its order. */
  labels: string[]
  sponsor: string | null
  intro: string[]
  entries: ImportedEntry[]
  outro: string[]
  unplaced: UnplacedLine[]
}

/** A line of a file before it has its place; `line` counts from 1 in the file, level 1 is the largest heading. */
export type IssueLine =
  | { kind: 'heading'; line: number; text: string; level: number; link: string | null }
  | { kind: 'text'; line: number; text: string }
  | { kind: 'rule'; line: number }

/** Of `n` values; all null when n is 0. */
export type Spread = { n: number; min: number | null; median: number | null; max: number | null }

/** How an entry begins: with a question, with a verb and no subject, with "this paper" or "the authors", or otherwise. */
export type OpeningKind = 'question' | 'verb' | 'this-paper' | 'other'

export type LengthProfile = {
  words: Spread
  /** Call-outs and pictures left out. */
  paragraphs: Spread
  sentences: Spread
}

/** What was measured on past issues; the prose of entries only. */
export type StyleProfile = {
  issues: number
  entries: number
  starred: LengthProfile
  plain: LengthProfile
  callOuts: number
  sentencesPerParagraph: Spread
  wordsPerSentence: Spread
  /** Share 0..1 of sentences in which the writer says I, me, my, mine or myself; null without sentences. */
  firstPersonShare: number | null
  /** Contractions a hundred words; null without words. */
  contractionsPer100Words: number | null
  /** Share 0..1 of entries that ask at least one question; null without entries. */
  questionShare: number | null
  numbersPerEntry: Spread
  /** Results written as before → after, over all entries. */
  arrows: number
  /** One an entry, in order: its first four words. */
  openings: { heading: string; words: string; kind: OpeningKind }[]
  /** Phrases on the house's list of phrases to avoid that never stand in these issues. */
  neverUsed: string[]
  /** Doubled words and stray punctuation of the past issues: shown, never learnt. */
  slips: { heading: string; message: string }[]
}
