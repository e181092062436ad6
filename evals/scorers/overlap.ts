/** Distance to the editor's text: ROUGE-L and chrF. Only against texts that grew from no draft that is compared. */
import { words } from '../../server/text/tokens.ts'
import type { Scorer } from '../schema.ts'

/** ROUGE-L (Lin 2004) over the whole text: F1 of the longest common subsequence of words, lower case, not stemmed. */
export const rougeL: Scorer = ({ prose, reference }) => {
  const base = { name: 'rouge-l', unit: 'share', better: 'high' } as const
  if (reference === null) return { ...base, value: null, why: 'no text that is fair to compare with' }
  const ours = words(prose)
  const theirs = words(reference)
  if (ours.length === 0 || theirs.length === 0) return { ...base, value: null, why: 'one of the texts is empty' }
  const common = commonSubsequence(ours, theirs)
  return { ...base, value: (2 * common) / (ours.length + theirs.length), why: `${common} words in the same order` }
}

function commonSubsequence(a: readonly string[], b: readonly string[]): number {
  let above = new Uint32Array(b.length + 1)
  for (const word of a) {
    const row = new Uint32Array(b.length + 1)
    for (const [j, other] of b.entries()) row[j + 1] = word === other ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!)
    above = row
  }
  return above[b.length]!
}

const longestGram = 6
/** Recall counts twice as much as precision. */
const beta = 2

/** chrF2 (Popović 2015) as sacreBLEU computes it: precision and recall of character 1- to 6-grams, white space left out. */
export const chrF: Scorer = ({ prose, reference }) => {
  const base = { name: 'chrf', unit: 'share', better: 'high' } as const
  if (reference === null) return { ...base, value: null, why: 'no text that is fair to compare with' }
  const ours = [...prose.replace(/\s+/g, '')]
  const theirs = [...reference.replace(/\s+/g, '')]
  if (ours.length === 0 || theirs.length === 0) return { ...base, value: null, why: 'one of the texts is empty' }
  const orders = Math.min(longestGram, ours.length, theirs.length)
  let precision = 0
  let recall = 0
  for (let n = 1; n <= orders; n += 1) {
    const left = counts(ours, n)
    const right = counts(theirs, n)
    let matched = 0
    for (const [gram, count] of left) matched += Math.min(count, right.get(gram) ?? 0)
    precision += matched / (ours.length - n + 1) / orders
    recall += matched / (theirs.length - n + 1) / orders
  }
  const value = precision + recall === 0 ? 0 : ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall)
  return { ...base, value, why: `precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}` }
}

function counts(characters: readonly string[], n: number): Map<string, number> {
  const found = new Map<string, number>()
  for (let start = 0; start + n <= characters.length; start += 1) {
    const gram = characters.slice(start, start + n).join('')
    found.set(gram, (found.get(gram) ?? 0) + 1)
  }
  return found
}
