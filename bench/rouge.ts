/** ROUGE as the offline bench uses it: F1, lower case, letters and digits, the best of several references. */

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? []

export type Rouge = { rouge1: number; rouge2: number; rougeL: number }

/** Each 0..100, and each the best over the references (Lin 2004; SciTLDR reports the maximum). */
export function rouge(text: string, references: readonly string[]): Rouge {
  const best = (measure: (a: string[], b: string[]) => number) =>
    100 * Math.max(...references.map((reference) => measure(wordsOf(text), wordsOf(reference))))
  return { rouge1: best((a, b) => grams(a, b, 1)), rouge2: best((a, b) => grams(a, b, 2)), rougeL: best(longest) }
}

function grams(a: readonly string[], b: readonly string[], n: number): number {
  const of = (words: readonly string[]) => words.slice(n - 1).map((_, at) => words.slice(at, at + n).join(' '))
  const [left, right] = [of(a), of(b)]
  const waiting = new Map<string, number>()
  for (const gram of right) waiting.set(gram, (waiting.get(gram) ?? 0) + 1)
  let hits = 0
  for (const gram of left) {
    const count = waiting.get(gram) ?? 0
    if (count === 0) continue
    hits += 1
    waiting.set(gram, count - 1)
  }
  return hits === 0 ? 0 : (2 * hits) / (left.length + right.length)
}

function longest(a: readonly string[], b: readonly string[]): number {
  let above = new Array<number>(b.length + 1).fill(0)
  for (const word of a) {
    const row = [0]
    for (const [at, other] of b.entries())
      row.push(word === other ? above[at]! + 1 : Math.max(above[at + 1]!, row[at]!))
    above = row
  }
  return a.length + b.length === 0 ? 0 : (2 * above[b.length]!) / (a.length + b.length)
}
