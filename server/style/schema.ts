/** The nouns of style: a past issue as it was read, what was measured on past issues, and the examples a prompt shows. */
import { z } from 'zod'
import type { Failure } from '../result.ts'

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

/** What was measured on past issues and approved entries; their prose only. */
export type StyleProfile = {
  issues: number
  /** Of the entries: those that were approved here, past the imported issues. */
  approved: number
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

/** A past issue that was kept. */
export type KeptIssue = ImportedIssue & { id: IssueImportId; fileName: string; author: string; importedAt: string }
export const IssueImportId = z.string().uuid().brand<'IssueImportId'>()
export type IssueImportId = z.infer<typeof IssueImportId>

/** An approved or imported entry: what the style is measured on, and what may serve as an example. Its text never changes. */
export type PastEntry = {
  /** Of the approval or the imported entry. */
  id: string
  origin: 'approved' | 'imported'
  /** Null for an imported one, which has no PDF. */
  paperId: string | null
  /** Without version. */
  arxivId: string | null
  title: string
  starred: boolean
  /** Markdown; call-outs are paragraphs of it, pictures are left out. */
  text: string
  /** An instant, or the day of an issue (`YYYY-MM-DD`); null where an issue has none. */
  publishedAt: string | null
}

/** One example in a drafting prompt. */
export type Exemplar = {
  origin: 'approved' | 'imported' | 'shipped'
  title: string
  /** What its head says behind the title: "short, 100 words; no notes". */
  about: string
  /** The draft as it should have come: prose, with evidence marks where they are known. */
  text: string
}

export type StyleError = Failure<'issue-not-found' | 'no-entries'>

/** What the page shows of the house style; `line` is "10 entries, 2 starred, 36-364 words". */
export type StyleView = {
  issues: (KeptIssue & { line: string })[]
  profile: StyleProfile
  line: string
  /** Empty while nothing can be measured. */
  measuredCard: string
}
