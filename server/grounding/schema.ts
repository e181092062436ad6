/** The nouns of grounding: evidence marks, anchors, and the status of every sentence and number. */
import type { Failure } from '../result.ts'
import type { Span } from '../papers/schema.ts'

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
}

/** A passage that the editor tied to a sentence; the sentence may have been edited since, the paper read anew. */
export type SentenceLink = { sentence: string; anchor: Anchor }

/** Something for the editor to look at; `why` names the words compared. */
export type CheckKind =
  'direction' | 'entity' | 'overclaim' | 'lost-hedge' | 'exchanged-numbers' | 'arrow-pair' | 'other-number'
export type Check = { kind: CheckKind; why: string }

export type Passage = { anchor: Anchor; score: number }

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
  /** Numbers (1-based) of the editor's notes that the sentence carries. */
  notes: number[]
  /** A suggested opinion. */
  take: boolean
  /** The sentence differs from the draft's, so the draft's evidence may no longer fit. */
  changed: boolean
  checks: Check[]
}

/** What the checks say of one text against one reading of the paper. Kept append only. */
export type Grounding = {
  sentences: GroundedSentence[]
  /** "not found in the text we read" names these. 1-based page numbers. */
  pagesNotRead: number[]
}
