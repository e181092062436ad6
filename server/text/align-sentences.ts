/** Which sentence of one text became which sentence of another. */
import { foldSpace } from './normalize.ts'
import { words } from './tokens.ts'

/** Sentence `from` of the first text became sentence `to` of the second; `similarity` 1 when equal, white space apart. */
export type SentencePair = { from: number; to: number; similarity: number }

/** Below this share of common words a sentence is another one, not a changed one. */
export const sameSentenceFloor = 0.5

/**
 * Pair sentences one to one: equal ones first (in order), then the most similar (ties: the nearest places), down to
 * `sameSentenceFloor`. Sentences may have changed places.
 * @returns pairs by `to`; a sentence without a partner is in none
 */
export function alignSentences(from: readonly string[], to: readonly string[]): SentencePair[] {
  const pairs: SentencePair[] = []
  const freeFrom = new Set(from.keys())
  const freeTo = new Set(to.keys())
  const take = (pair: SentencePair) => {
    pairs.push(pair)
    freeFrom.delete(pair.from)
    freeTo.delete(pair.to)
  }
  const fromFolded = from.map(foldSpace)
  for (const [t, sentence] of to.entries()) {
    const folded = foldSpace(sentence)
    const f = [...freeFrom].find((index) => fromFolded[index] === folded)
    if (f !== undefined) take({ from: f, to: t, similarity: 1 })
  }
  const candidates: SentencePair[] = []
  for (const f of freeFrom)
    for (const t of freeTo) {
      const similarity = wordSimilarity(from[f]!, to[t]!)
      if (similarity >= sameSentenceFloor) candidates.push({ from: f, to: t, similarity })
    }
  const distance = (pair: SentencePair) => Math.abs(pair.from / from.length - pair.to / to.length)
  candidates.sort((a, b) => b.similarity - a.similarity || distance(a) - distance(b))
  for (const pair of candidates) if (freeFrom.has(pair.from) && freeTo.has(pair.to)) take(pair)
  return pairs.toSorted((a, b) => a.to - b.to)
}

/** Share 0..1 of words in common, repeats counted: 2 · common / all words (Dice). 1 for two texts without words. */
export function wordSimilarity(a: string, b: string): number {
  const left = words(a)
  const right = words(b)
  if (left.length + right.length === 0) return 1
  const counts = new Map<string, number>()
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1)
  let common = 0
  for (const word of right) {
    const count = counts.get(word) ?? 0
    if (count > 0) common += 1
    counts.set(word, count - 1)
  }
  return (2 * common) / (left.length + right.length)
}
