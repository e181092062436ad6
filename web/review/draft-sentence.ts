/** The words that the draft gave to a sentence of the text. Pure. */
import { alignSentences } from '../../server/text/align-sentences.ts'
import { sentences, type TextSpan } from '../../server/text/sentences.ts'

/** `place` is the sentence in the text, half-open; `words` are the draft's; null where the draft has no such sentence. */
export type DraftSentence = { place: TextSpan; words: string } | null

/**
 * The sentence at a place of the text, and what it was in the draft. Sentences are paired by their words; one that was
 * rewritten from the ground up is the only one that the draft has between its neighbours.
 * @param at half-open, in `text`; where it holds several sentences (words typed behind one that was changed), the first
 *   that the draft knows and that is not as it was
 */
export function draftSentence(draft: string, text: string, at: { from: number; to: number }): DraftSentence {
  const drafted = sentences(draft)
  const written = sentences(text)
  const partners = partnersOf(wordsOf(draft, drafted), wordsOf(text, written))
  const known = written.flatMap((place, index) => {
    const partner = drafted[partners.get(index) ?? -1]
    const isAt = place.start < at.to && place.end > at.from
    return isAt && partner ? [{ place, words: draft.slice(partner.start, partner.end) }] : []
  })
  return known.find(({ place, words }) => text.slice(place.start, place.end) !== words) ?? known[0] ?? null
}

const wordsOf = (text: string, spans: readonly TextSpan[]) => spans.map(({ start, end }) => text.slice(start, end))

/** Index in the draft by index in the text. */
function partnersOf(drafted: readonly string[], written: readonly string[]): Map<number, number> {
  const partners = new Map(alignSentences(drafted, written).map(({ from, to }) => [to, from]))
  const paired = new Map(partners)
  for (const index of written.keys()) {
    if (paired.has(index) || (index > 0 && !paired.has(index - 1))) continue
    const before = index === 0 ? -1 : paired.get(index - 1)!
    const after = index === written.length - 1 ? drafted.length : paired.get(index + 1)
    // Alone between its neighbours on both sides: else nobody knows which one it was.
    if (after === before + 2) partners.set(index, before + 1)
  }
  return partners
}
