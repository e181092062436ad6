/** Find a quote with a few words changed: words vote for a place, then a word-level edit distance decides. */
import type { PaperWords, QuoteWord } from './paper-words.ts'
import { stem } from './terms.ts'

export type ApproximateMatch = {
  /** Half-open range of the paper's words. */
  from: number
  to: number
  /** Words that differ; half for the same stem. */
  cost: number
}

/**
 * @param quote at least 4 words
 * @returns the best place within the budget (a quarter of the words under 8 words, else .34) with at least 4 words right, or
 *   null. The budget was measured: from .30 to .40 a full sentence of another paper is taken in .002 of the cases.
 */
export function approximateMatch(quote: readonly QuoteWord[], paper: PaperWords): ApproximateMatch | null {
  if (quote.length < 4) return null
  const budget = quote.length < 8 ? 0.25 : 0.34
  let best: ApproximateMatch | null = null
  for (const offset of likelyOffsets(quote, paper)) {
    const low = Math.max(0, offset - 6)
    const high = Math.min(paper.words.length, offset + quote.length + 14)
    const match = semiGlobal(quote, paper.words, low, high)
    if (!best || match.cost < best.cost) best = match
  }
  if (!best || best.cost / quote.length > budget || quote.length - best.cost < 4) return null
  return best
}

/** The four places that most words of the quote point to, rare words counting more. */
function likelyOffsets(quote: readonly QuoteWord[], paper: PaperWords): number[] {
  const votes = new Map<number, number>()
  for (const [index, { word }] of quote.entries()) {
    const places = paper.at.get(word)
    if (!places || places.length > 400) continue
    const weight = 1 / Math.log2(2 + places.length)
    for (const place of places) {
      const bin = Math.floor((place - index) / 4)
      votes.set(bin, (votes.get(bin) ?? 0) + weight)
    }
  }
  // A place may be split over two bins.
  const scored = [...votes.keys()].map((bin) => ({ bin, score: votes.get(bin)! + (votes.get(bin + 1) ?? 0) }))
  return scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 4)
    .map(({ bin }) => bin * 4)
}

function substitution(a: string, b: string): number {
  if (a === b) return 0
  // A changed digit is a changed fact, never a form of the same word.
  if (/\d/.test(a) || /\d/.test(b)) return 1
  return a.length > 4 && b.length > 4 && stem(a) === stem(b) ? 0.5 : 1
}

/** Levenshtein distance of the whole quote to the best stretch of `words[low, high)`. */
function semiGlobal(
  quote: readonly QuoteWord[],
  words: readonly string[],
  low: number,
  high: number,
): ApproximateMatch {
  const width = high - low
  let costs = new Float64Array(width + 1)
  let starts = Int32Array.from({ length: width + 1 }, (_, index) => index)
  for (const [row, { word }] of quote.entries()) {
    const nextCosts = new Float64Array(width + 1)
    const nextStarts = new Int32Array(width + 1)
    nextCosts[0] = row + 1
    for (let column = 1; column <= width; column += 1) {
      const diagonal = costs[column - 1]! + substitution(word, words[low + column - 1]!)
      const up = costs[column]! + 1
      const left = nextCosts[column - 1]! + 1
      const least = Math.min(diagonal, up, left)
      nextCosts[column] = least
      nextStarts[column] =
        least === diagonal ? starts[column - 1]! : least === up ? starts[column]! : nextStarts[column - 1]!
    }
    costs = nextCosts
    starts = nextStarts
  }
  let end = 0
  for (let column = 1; column <= width; column += 1) if (costs[column]! < costs[end]!) end = column
  return { from: low + starts[end]!, to: low + end, cost: costs[end]! }
}
