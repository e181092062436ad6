/** What the offline drafter is held against: the prototype's mix of LexRank, centroid, cue phrases and position, and the plain baselines. */

export type Pick = (sentences: readonly string[]) => number

const tokensOf = (sentence: string): string[] => sentence.toLowerCase().match(/[a-z][a-z0-9-]+|\d+(?:\.\d+)?%?/g) ?? []
const stopWords = new Set(
  'a an the of to in and or for on with is are be we our that this it as by from at which can has have its their these not but than then such using use used via also more most other into between each over all both was were been'.split(
    ' ',
  ),
)
const stem = (word: string) => word.replace(/(ings?|ed|es|s)$/, '')

type Vector = Map<string, number>
function vectors(sentences: readonly string[]): Vector[] {
  const bags = sentences.map((sentence) =>
    tokensOf(sentence)
      .filter((word) => !stopWords.has(word))
      .map(stem),
  )
  const counts = new Map<string, number>()
  for (const bag of bags) for (const word of new Set(bag)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return bags.map((bag) => {
    const vector: Vector = new Map()
    for (const word of bag) vector.set(word, (vector.get(word) ?? 0) + 1)
    for (const [word, count] of vector) vector.set(word, count * Math.log((sentences.length + 1) / counts.get(word)!))
    return scaled(vector)
  })
}
function scaled(vector: Vector): Vector {
  const length = Math.sqrt([...vector.values()].reduce((sum, value) => sum + value ** 2, 0)) || 1
  return new Map([...vector].map(([word, value]) => [word, value / length]))
}
const dot = (a: Vector, b: Vector) => [...a].reduce((sum, [word, value]) => sum + value * (b.get(word) ?? 0), 0)

function centroid(all: readonly Vector[]): number[] {
  const sum: Vector = new Map()
  for (const vector of all) for (const [word, value] of vector) sum.set(word, (sum.get(word) ?? 0) + value)
  return all.map((vector) => dot(vector, scaled(sum)))
}

/** LexRank (Erkan and Radev 2004): PageRank with damping .85 over cosines above .1. */
function lexRank(all: readonly Vector[]): number[] {
  const weights = all.map((a, i) => all.map((b, j) => (i === j || dot(a, b) <= 0.1 ? 0 : dot(a, b))))
  const degrees = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0))
  const n = all.length
  let rank = new Array<number>(n).fill(1 / n)
  for (let round = 0; round < 100; round += 1) {
    const dangling = rank.reduce((sum, value, i) => sum + (degrees[i] === 0 ? value : 0), 0)
    rank = rank.map(
      (_, j) =>
        0.15 / n +
        0.85 *
          (dangling / n +
            rank.reduce((sum, value, i) => sum + (degrees[i] ? (value * weights[i]![j]!) / degrees[i]! : 0), 0)),
    )
  }
  return rank
}

const cues: readonly (readonly [RegExp, number])[] = [
  [
    /\b(we|this (paper|work)|here,? we)\b.{0,40}\b(propose|present|introduce|develop|describe|show|demonstrate|find|prove|analy[sz]e|study|argue|release)/i,
    1.2,
  ],
  [/\b(outperform|state[- ]of[- ]the[- ]art|improv|surpass|achiev|reduc|faster|gain)/i, 0.5],
  [/\d+(\.\d+)?\s?%|\b\d+(\.\d+)?x\b|\bvs\.? \d/i, 0.4],
  [/\b(however|limitation|fail|cannot|does not|trade-?off)\b/i, 0.25],
  [/\b(surprising|interesting|in contrast|unlike)/i, 0.2],
  [/\b(Fig(ure)?|Table|Section|Sec|Appendix|Eq)\.?\s*\(?\d/i, -0.6],
  [/^(this|these|it|they|such|moreover|furthermore|in addition|then|for example|e\.g)/i, -0.35],
  [/\b(thank|grant|license|anonymous|copyright|arXiv|http)\b/i, -2],
  [/[=∈∑≤≥∥]|\\[a-z]+\{/, -0.7],
]
const cueOf = (sentence: string) =>
  cues.reduce((sum, [pattern, weight]) => sum + (pattern.test(sentence) ? weight : 0), 0)

function standard(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1
  return values.map((value) => (value - mean) / deviation)
}

/** Weights of the prototype that were best on all of the dev part (ROUGE-L): the strongest form of it. */
const mix = { lexRank: 0.1, centroid: 0.2, cue: 1, position: -0.4 }

export const prototype: Pick = (sentences) => {
  const all = vectors(sentences)
  const [ranks, middles] = [standard(lexRank(all)), standard(centroid(all))]
  return top(
    sentences.map((sentence, index) => {
      const count = tokensOf(sentence).length
      const length = count < 6 || count > 55 ? -1.5 : 0
      const position = index / (sentences.length - 1 || 1)
      return (
        mix.lexRank * ranks[index]! +
        mix.centroid * middles[index]! +
        mix.cue * cueOf(sentence) +
        mix.position * position +
        length
      )
    }),
  )
}
export const baselines: Readonly<Record<string, Pick>> = {
  lead: () => 0,
  LexRank: (sentences) => top(lexRank(vectors(sentences))),
  centroid: (sentences) => top(centroid(vectors(sentences))),
  cues: (sentences) => top(sentences.map(cueOf)),
}
export const top = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores))
