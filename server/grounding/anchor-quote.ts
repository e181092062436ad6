/** Find where a paper says a quote: exactly, loosened (white space, hyphens, ligatures, case), or within a stated budget. */
import { fail, ok, type Result } from '../result.ts'
import type { PaperText, Span } from '../papers/schema.ts'
import { foldSpace, squeeze } from '../text/normalize.ts'
import { wordDiff } from '../text/word-diff.ts'
import { approximateMatch } from './approximate-match.ts'
import type { PaperIndex } from './paper-index.ts'
import { spansOfLetters } from './paper-letters.ts'
import { quoteWords } from './paper-words.ts'
import type { Anchor, AnchorError, Match } from './schema.ts'

/** What settles which of several places is meant: the page that the mark names, else the nearest to `nearPageIndex`. */
export type AnchorHints = { pageNumber?: number | null; nearPageIndex?: number | null }

export type QuoteMatch = {
  anchor: Anchor
  /** All other places of the same words, in reading order. */
  otherPlaces: Anchor[]
  /** Where an approximate quote differs: `the paper has "5", the quote "8"`; else null. */
  differs: string | null
}

/** Fewer letters than this are compared word for word, never loosely. */
const leastLoosened = 8
const contextLength = 32

/**
 * @param quote words as the model or the editor gives them; an ellipsis parts it, and its parts stand on the same or the next page
 * @returns the place that the hints settle (the first without hints) with all others, or why there is none. Never throws.
 */
export function anchorQuote(
  quote: string,
  index: PaperIndex,
  hints: AnchorHints = {},
): Result<QuoteMatch, AnchorError> {
  const parts = quote.split(/\s*(?:\[?\.\.\.\]?|\[?…\]?)\s*/).filter((part) => squeeze(part).text !== '')
  if (parts.length === 0) return fail({ kind: 'quote-too-short', message: 'The quote has no words to look for.' })
  if (parts.length === 1) return anchorPart(parts[0]!, index, hints)
  return joinParts(parts, index, hints)
}

function anchorPart(quote: string, index: PaperIndex, hints: AnchorHints): Result<QuoteMatch, AnchorError> {
  const letters = squeeze(quote).text
  const places = placesOfLetters(letters, index).map((spans) => anchorAt(spans, quote, index.paper))
  const kept = letters.length < leastLoosened ? places.filter((anchor) => anchor.match === 'exact') : places
  if (kept.length > 0) {
    const chosen = choose(kept, hints)
    return ok({ anchor: chosen, otherPlaces: kept.filter((anchor) => anchor !== chosen), differs: null })
  }
  const words = quoteWords(quote)
  if (words.length < 4)
    return fail({ kind: 'quote-too-short', message: 'Not found as it stands, and too short to look for with changes.' })
  const match = approximateMatch(words, index.words)
  if (!match) return fail({ kind: 'quote-not-found', message: 'These words are not in the text we read.' })
  const spans = joinWords(index.words.places.slice(match.from, match.to))
  const anchor = { ...anchorAt(spans, quote, index.paper), match: 'approximate' as const }
  // Only white space or glued digits apart: the fault of the text layer, not of the quote.
  if (match.cost === 0) return ok({ anchor: { ...anchor, match: 'loosened' }, otherPlaces: [], differs: null })
  return ok({ anchor, otherPlaces: [], differs: differences(anchor.quote, quote) })
}

function joinParts(parts: readonly string[], index: PaperIndex, hints: AnchorHints): Result<QuoteMatch, AnchorError> {
  const found: QuoteMatch[] = []
  for (const part of parts) {
    const near = found.at(-1)?.anchor.spans[0]?.pageIndex
    const result = anchorPart(part, index, near === undefined ? hints : { nearPageIndex: near })
    if (!result.ok) return result
    found.push(result.value)
  }
  const pages = found.map((match) => match.anchor.spans[0]!.pageIndex)
  if (Math.max(...pages) - Math.min(...pages) > 1)
    return fail({ kind: 'quote-not-found', message: 'The parts of this quote stand on pages far apart.' })
  const first = found[0]!.anchor
  const last = found.at(-1)!.anchor
  const match: Match = found.some((part) => part.anchor.match === 'approximate') ? 'approximate' : 'loosened'
  const quote = found.map((part) => part.anchor.quote).join(' … ')
  const spans = found.flatMap((part) => part.anchor.spans)
  const differs = found.flatMap((part) => part.differs ?? []).join('; ')
  return ok({
    anchor: { spans, quote, prefix: first.prefix, suffix: last.suffix, match },
    otherPlaces: [],
    differs: differs === '' ? null : differs,
  })
}

/** Every place of these letters; a number is never matched inside a longer one, a short quote never inside a word. */
function placesOfLetters(letters: string, index: PaperIndex): Span[][] {
  const found: Span[][] = []
  const { text } = index.letters
  for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + 1)) {
    const spans = spansOfLetters(index.letters, at, at + letters.length, index.paper)
    const before = charactersBefore(index.paper, spans[0]!)
    const after = charactersAfter(index.paper, spans.at(-1)!)
    const short = letters.length < leastLoosened
    const cutsNumber =
      (/^\d/.test(letters) && /\d[.,]?$/.test(before)) || (/\d$/.test(letters) && /^[.,]?\d/.test(after))
    const cutsWord = short && (/[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after))
    // A cell is read twice, along its row and down its column.
    const known = found.some(([first]) => first!.pageIndex === spans[0]!.pageIndex && first!.start === spans[0]!.start)
    if (!cutsNumber && !cutsWord && !known) found.push(spans)
  }
  return found
}

/** @returns the anchor of a place, with the paper's own words and `exact` when they equal the quote's but for white space */
function anchorAt(spans: Span[], quote: string, paper: PaperText): Anchor {
  const words = foldSpace(spans.map((span) => paper.pages[span.pageIndex]!.text.slice(span.start, span.end)).join(' '))
  const bare = (text: string) =>
    foldSpace(text.normalize('NFC')).replace(/^[^\p{L}\p{N}%$+=<>]+|[^\p{L}\p{N}%$+=<>]+$/gu, '')
  return {
    spans,
    quote: words,
    prefix: charactersBefore(paper, spans[0]!),
    suffix: charactersAfter(paper, spans.at(-1)!),
    match: bare(words) === bare(quote) ? 'exact' : 'loosened',
  }
}

function charactersBefore(paper: PaperText, span: Span): string {
  return paper.pages[span.pageIndex]!.text.slice(Math.max(0, span.start - contextLength), span.start)
}

function charactersAfter(paper: PaperText, span: Span): string {
  return paper.pages[span.pageIndex]!.text.slice(span.end, span.end + contextLength)
}

function choose(places: readonly Anchor[], { pageNumber, nearPageIndex }: AnchorHints): Anchor {
  const page = (anchor: Anchor) => anchor.spans[0]!.pageIndex
  const onPage = places.filter((anchor) => page(anchor) + 1 === pageNumber)
  const pool = onPage.length > 0 ? onPage : places
  const near = pageNumber ? pageNumber - 1 : nearPageIndex
  if (near === undefined || near === null) return pool[0]!
  return pool.reduce((best, anchor) => (Math.abs(page(anchor) - near) < Math.abs(page(best) - near) ? anchor : best))
}

/** Words that follow each other on a page become one span. */
function joinWords(places: readonly Span[]): Span[] {
  const spans: Span[] = []
  for (const place of places) {
    const last = spans.at(-1)
    if (last && last.pageIndex === place.pageIndex && place.start >= last.end && place.start - last.end < 40)
      last.end = place.end
    else spans.push({ ...place })
  }
  return spans
}

/** What the paper has where the quote differs, at most three places, a changed number first. */
function differences(paper: string, quote: string): string {
  const said: { paper: string; quote: string }[] = []
  const fold = (text: string) =>
    quoteWords(text)
      .map(({ word }) => word)
      .join(' ')
  let pending: { paper: string; quote: string } | null = null
  for (const piece of wordDiff(fold(paper), fold(quote))) {
    if (piece.kind === 'same' && piece.text.trim() !== '') pending = null
    else if (piece.kind === 'same' && pending) {
      pending.paper += piece.text
      pending.quote += piece.text
    } else if (piece.kind !== 'same') {
      if (!pending) said.push((pending = { paper: '', quote: '' }))
      pending[piece.kind === 'removed' ? 'paper' : 'quote'] += piece.text
    }
  }
  const numbersFirst = said.toSorted(
    (a, b) => Number(/\d/.test(b.paper + b.quote)) - Number(/\d/.test(a.paper + a.quote)),
  )
  return numbersFirst
    .slice(0, 3)
    .map((pair) => `the paper has ${shown(pair.paper)}, the quote ${shown(pair.quote)}`)
    .join('; ')
}

function shown(words: string): string {
  return words.trim() === '' ? 'nothing' : `"${words.trim()}"`
}
