/** BM25 over windows of texts (Robertson & Zaragoza 2009), with scores of all windows at once. */

/** A run of `count` texts from `first`, scored as one; its score is multiplied by `weight`. */
export type Window = { first: number; count: number; weight: number }

export type Bm25<W extends Window = Window> = {
  windows: readonly W[]
  /** Weight of a term, from its share of the windows; a term nowhere weighs most. */
  idf: (term: string) => number
  has: (term: string) => boolean
  /**
   * Score every window. The returned array is reused by the next call: read it before that.
   * @param query distinct terms with a weight each (1 is plain)
   */
  scores: (query: ReadonlyMap<string, number>) => Float64Array
}

const k1 = 1.2
/** Higher than the usual .75: long windows otherwise win. */
const b = 0.9

type Postings = { windows: number[]; counts: number[] }

/**
 * @param textTerms the terms of each text (a sentence, an entry)
 * @param windows which texts each window holds
 */
export function createBm25<W extends Window>(
  textTerms: readonly (readonly string[])[],
  windows: readonly W[],
): Bm25<W> {
  const postings = new Map<string, Postings>()
  const lengths = new Float64Array(windows.length)
  for (const [index, window] of windows.entries()) {
    for (let s = window.first; s < window.first + window.count; s += 1)
      for (const term of textTerms[s]!) {
        lengths[index]! += 1
        let list = postings.get(term)
        if (!list) postings.set(term, (list = { windows: [], counts: [] }))
        if (list.windows.at(-1) === index) list.counts[list.counts.length - 1]! += 1
        else {
          list.windows.push(index)
          list.counts.push(1)
        }
      }
  }
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, windows.length)
  const norms = lengths.map((length) => k1 * (1 - b + (b * length) / Math.max(1, average)))
  const scores = new Float64Array(windows.length)
  const idf = (term: string) => {
    const df = postings.get(term)?.windows.length ?? 0
    return Math.log(1 + (windows.length - df + 0.5) / (df + 0.5))
  }
  return {
    windows,
    idf,
    has: (term) => postings.has(term),
    scores: (query) => {
      scores.fill(0)
      for (const [term, boost] of query) {
        const list = postings.get(term)
        if (!list) continue
        const weight = idf(term) * boost * (k1 + 1)
        for (let at = 0; at < list.windows.length; at += 1) {
          const window = list.windows[at]!
          const count = list.counts[at]!
          scores[window]! += (weight * count) / (count + norms[window]!)
        }
      }
      for (const [index, window] of windows.entries()) scores[index]! *= window.weight
      return scores
    },
  }
}
