/** Sentences as weighted bags of words: how near each is to the middle of its text, and to each other. */
import { tokens } from '../../text/tokens.ts'

/** Unit length; word to weight (term frequency times log inverse sentence frequency). */
export type Vector = ReadonlyMap<string, number>

export function sentenceVectors(sentences: readonly string[]): Vector[] {
  const bags = sentences.map((sentence) => tokens(sentence).map(stem))
  const counts = new Map<string, number>()
  for (const bag of bags) for (const word of new Set(bag)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return bags.map((bag) => {
    const weights = new Map<string, number>()
    for (const word of bag)
      weights.set(word, (weights.get(word) ?? 0) + Math.log((sentences.length + 1) / (counts.get(word) ?? 1)))
    return unit(weights)
  })
}

/** Cosine with the mean of all, 0..1: how much a sentence says what the others say. */
export function centrality(vectors: readonly Vector[]): number[] {
  const sum = new Map<string, number>()
  for (const vector of vectors) for (const [word, weight] of vector) sum.set(word, (sum.get(word) ?? 0) + weight)
  const middle = unit(sum)
  return vectors.map((vector) => cosine(vector, middle))
}

export function cosine(a: Vector, b: Vector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [word, weight] of small) sum += weight * (large.get(word) ?? 0)
  return sum
}

/** Mean 0 and standard deviation 1; all 0 where all are equal. */
export function standardise(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1
  return values.map((value) => (value - mean) / deviation)
}

const stem = (word: string) => word.replace(/(?:ings?|ed)$/, '')

function unit(weights: Map<string, number>): Vector {
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight ** 2, 0)) || 1
  return new Map([...weights].map(([word, weight]) => [word, weight / length]))
}
