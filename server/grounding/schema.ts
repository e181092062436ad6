/** The nouns of grounding: evidence marks, anchors, and the status of every sentence and number. */
import type { Failure } from '../result.ts'
import type { Box, Span } from '../papers/schema.ts'

/**
 * A mark that a model left in a draft. `offset` is where it stood in the prose without marks (UTF-16 units): the end of
 * the sentence it belongs to.
 */
export type EvidenceMark =
  | { kind: 'quote'; offset: number; quote: string; pageNumber: number | null }
  | { kind: 'note'; offset: number; note: number }
  | { kind: 'take'; offset: number }
  | { kind: 'unknown'; offset: number; raw: string }

/** How a quote was matched; `approximate` is within the stated budget of changed words and always labelled so. */
export type Match = 'exact' | 'loosened' | 'approximate'

/** Where the paper says something: one span, or two when it crosses a page break. Found again by quote, prefix and suffix. */
export type Anchor = { spans: Span[]; quote: string; prefix: string; suffix: string; match: Match }

export type AnchorError = Failure<'quote-not-found' | 'quote-too-short' | 'quote-ambiguous'>

/**
 * - `quoted` a quote of the sentence was found; - `closest` nearest passage, not confirmed; - `linked` by the editor;
 * - `missing` not found in the text we read; - `own` typed by the editor, or a suggested take.
 */
export type SentenceStatus = 'quoted' | 'closest' | 'linked' | 'missing' | 'own'
export type QuoteStatus = 'found' | 'approximate' | 'not-found'

export type GroundedQuote = {
  quote: string
  pageNumber: number | null
  status: QuoteStatus
  /** A bare number or fewer than 4 words: says where, proves little. */
  weak: boolean
  anchor: Anchor | null
  /** All other places of the same words. */
  otherPlaces: Anchor[]
  /** For `approximate`: what the paper has where the quote differs, e.g. `the paper has "5", the quote "8"`. */
  differs: string | null
}

/**
 * - `near` in or near the sentence's evidence; - `elsewhere` in the paper, not near; - `derived` from two numbers of the
 * paper; - `missing` nowhere; - `maybe-in-figure` nowhere in the text, and a plot or an unread page could hold it.
 */
export type NumberStatus = 'near' | 'elsewhere' | 'derived' | 'missing' | 'maybe-in-figure'

export type NumberPlace = {
  span: Span
  /** The words around it, at most 160 characters. */
  context: string
  /** "Table 3, Nucleus, PG19" when it stands in a table cell. */
  cell: string | null
}

export type GroundedNumber = {
  /** Half-open span in the checked text. */
  start: number
  end: number
  text: string
  status: NumberStatus
  places: NumberPlace[]
  /** For `derived`: how, e.g. `80.7 − 69.7`. */
  derivation: string | null
  /** Where the sentence has another cell than the abstract's number of the same table row or column: that number, in the abstract. */
  headline?: NumberPlace
}

/** A display formula that the sentence speaks of: its number as printed ("3") or null, and its box. */
export type FormulaPlace = { number: string | null; pageIndex: number; box: Box }

/** A passage that the editor tied to a sentence, or said not to be its source. `tiedTo`: its words then, where others stand now. */
export type SentenceLink = { sentence: string; anchor: Anchor; tiedTo?: string }

/** Something for the editor to look at; `why` names the words compared. */
export type CheckKind =
  'direction' | 'entity' | 'overclaim' | 'lost-hedge' | 'exchanged-numbers' | 'arrow-pair' | 'other-number'
export type Check = { kind: CheckKind; why: string }

/** All that approval asks about: what was not found, what a check fired on, and where a model saw the passage say otherwise. */
export type FlagKind = CheckKind | 'sentence-missing' | 'quote-missing' | 'number-missing' | 'model-doubt'
export type Flag = { kind: FlagKind; why: string }

export type Passage = { anchor: Anchor; score: number }

/** A sentence that a model wrote, and what the paper says there: at most 3 passages, those round its quotes first. */
export type ClaimBesidePassages = { sentence: string; passages: { pageNumber: number; text: string }[] }

/**
 * What a model said of a claim beside its passages; `words` stand in the passage on that page (from 1). No state is a
 * promise, and `check-error` says nothing of the sentence: no verdict could be had.
 */
export type SecondLook = { sentence: string } & (
  | { state: 'says-so' | 'says-otherwise'; words: string; pageNumber: number }
  | { state: 'does-not-say' }
  | { state: 'check-error'; why: string }
)

/** The claims a few a call, what came of each call at once. Ends early when `signal` aborts. `runId`: see llm's `SpendRun`. */
export type AskAboutClaims = (
  claims: readonly ClaimBesidePassages[],
  by: { model: string; runId: string },
  signal: AbortSignal,
) => AsyncIterable<{ callId: string | null; looks: SecondLook[] }>

export type GroundedSentence = {
  /** Half-open span in the checked text (the revision, marks taken out). */
  start: number
  end: number
  text: string
  status: SentenceStatus
  quotes: GroundedQuote[]
  /** Nearest passages, best first, at most 3, on different pages where possible. */
  passages: Passage[]
  numbers: GroundedNumber[]
  /** Named by number ("equation 3"), or beside the place that the sentence rests on; absent when there is none. */
  formulas?: FormulaPlace[]
  /** Numbers (1-based) of the editor's notes that the sentence carries. */
  notes: number[]
  /** A suggested opinion. */
  take: boolean
  /** The sentence differs from the draft's, so the draft's evidence may no longer fit. */
  changed: boolean
  checks: Check[]
  /** Laid over when it is shown, as the editor's links are; never kept with a grounding. */
  secondLook?: SecondLook
}

/** What the checks say of one text against one reading of the paper. Kept append only. */
export type Grounding = {
  sentences: GroundedSentence[]
  /** "not found in the text we read" names these. 1-based page numbers. */
  pagesNotRead: number[]
}
