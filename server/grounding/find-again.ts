/** Find an anchor again in another reading of the same paper, by its words and what stood round them. */
import { fail, type Result, ok } from '../result.ts'
import type { PaperText, Span } from '../papers/schema.ts'
import { foldSpace, squeeze } from '../text/normalize.ts'
import { anchorQuote } from './anchor-quote.ts'
import type { PaperIndex } from './paper-index.ts'
import type { Anchor, AnchorError } from './schema.ts'

/**
 * @param anchor made on an earlier reading; its page is only a hint
 * @returns the anchor in `index`; several places that context cannot tell apart are `quote-ambiguous`, since a wrong highlight
 *   is worse than none
 */
export function findAgain(anchor: Anchor, index: PaperIndex): Result<Anchor, AnchorError> {
  const nearPageIndex = anchor.spans[0]?.pageIndex ?? null
  const found = anchorQuote(anchor.quote, index, { nearPageIndex })
  if (!found.ok) return found
  const places = [found.value.anchor, ...found.value.otherPlaces]
    .map((place) => ({
      place,
      likeness: contextLikeness(anchor, place),
      away: Math.abs(place.spans[0]!.pageIndex - (nearPageIndex ?? 0)),
    }))
    .toSorted((a, b) => b.likeness - a.likeness || a.away - b.away)
  const [best, second] = places
  if (best && second && best.likeness === second.likeness && best.away === second.away)
    return fail({
      kind: 'quote-ambiguous',
      message: 'These words stand in several places of the new text; link the right one again.',
    })
  // A match that was approximate stays labelled so.
  return ok({ ...best!.place, match: anchor.match === 'approximate' ? 'approximate' : best!.place.match })
}

/** The anchor's spans hold its very words: this is still the reading that it was made on, or one that says the same there. */
export function stillStands({ spans, quote }: Anchor, paper: Pick<PaperText, 'pages'>): boolean {
  const words = spans.map(({ pageIndex, start, end }) => paper.pages[pageIndex]?.text.slice(start, end) ?? '')
  return foldSpace(words.join(' ')) === foldSpace(quote)
}

const contextLength = 40

/** The same anchor with the words round it as this reading has them. */
export function withContext(anchor: Anchor, paper: Pick<PaperText, 'pages'>): Anchor {
  const first = anchor.spans[0]
  const last = anchor.spans.at(-1)
  const page = (span: Span | undefined) => (span ? (paper.pages[span.pageIndex]?.text ?? '') : '')
  return {
    ...anchor,
    prefix: page(first).slice(Math.max(0, (first?.start ?? 0) - contextLength), first?.start ?? 0),
    suffix: page(last).slice(last?.end ?? 0, (last?.end ?? 0) + contextLength),
  }
}

/** Letters in common at the end of the prefix and at the start of the suffix. */
function contextLikeness(a: Anchor, b: Anchor): number {
  const before = (anchor: Anchor) => [...squeeze(anchor.prefix).text].toReversed()
  const after = (anchor: Anchor) => [...squeeze(anchor.suffix).text]
  return commonStart(before(a), before(b)) + commonStart(after(a), after(b))
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return at
  return length
}
