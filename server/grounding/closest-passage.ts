/** The passages of a paper that are nearest to a sentence, best first, on different pages. */
import { foldSpace } from '../text/normalize.ts'
import type { PaperIndex, PaperWindow } from './paper-index.ts'
import { queryTerms } from './terms.ts'
import type { Passage } from './schema.ts'

export type RankedWindow = { window: PaperWindow; score: number }
/** `pageScores[p]` is how well page `p` suits the sentence before any prior: what the next sentence takes as its prior. */
export type Ranking = { windows: RankedWindow[]; pageScores: Float64Array }

/** Numbers of the sentence count twice: the best single step of the prototype. */
const numberBoost = 2
/** A page that suits the sentence before is likelier; above .3 drafts without context lose. */
const priorWeight = 0.3
/** Of two pages with a passage alike, the one that goes on about it: the mean of so many best windows, weighed so. */
const massWindows = 10
const massWeight = 0.2

/**
 * BM25 over sentences and windows of two and three; the best window a page, then the pages by score.
 * @param prior `pageBest` of the sentence before, or null
 * @returns at most 3 windows; on different pages unless the paper has fewer that match
 */
export function rankPassages(text: string, index: PaperIndex, prior: Float64Array | null = null): Ranking {
  const query = new Map(queryTerms(text).map((term) => [term, /\d/.test(term) ? numberBoost : 1]))
  const scores = index.bm25.scores(query)
  const { windows } = index.bm25
  const pageScores = new Float64Array(index.paper.pages.length)
  const best: { page: number; at: number }[] = []
  for (const [page, all] of Map.groupBy(windows.keys(), (at) => windows[at]!.pageIndex)) {
    const sorted = all.filter((at) => scores[at]! > 0).toSorted((a, b) => scores[b]! - scores[a]!)
    const [first] = sorted
    if (first === undefined) continue
    const mass = sorted.slice(0, massWindows).reduce((sum, at) => sum + scores[at]!, 0) / massWindows
    pageScores[page] = scores[first]! + massWeight * mass
    best.push({ page, at: first })
  }
  const priorTop = prior ? Math.max(...prior) : 0
  const factor = (page: number) => (prior && priorTop > 0 ? 1 + (priorWeight * prior[page]!) / priorTop : 1)
  const ranked = best.map(({ page, at }) => ({ window: windows[at]!, score: pageScores[page]! * factor(page) }))
  const top = ranked.toSorted((a, b) => b.score - a.score).slice(0, 3)
  if (top.length > 0 && top.length < 3) fillFromSamePages(top, windows, scores, factor)
  return { windows: top, pageScores }
}

/** A paper of one or two pages still has three passages: the next best that overlap none taken. */
function fillFromSamePages(
  top: RankedWindow[],
  windows: readonly PaperWindow[],
  scores: Float64Array,
  factor: (page: number) => number,
): void {
  while (top.length < 3) {
    let best: RankedWindow | null = null
    for (const [at, window] of windows.entries()) {
      const score = scores[at]! * factor(window.pageIndex)
      if (score <= (best?.score ?? 0)) continue
      const free = top.every(
        (taken) =>
          window.first >= taken.window.first + taken.window.count || taken.window.first >= window.first + window.count,
      )
      if (free) best = { window, score }
    }
    if (!best) return
    top.push(best)
  }
}

/** A ranked window as the page shows it. */
export function passageOf({ window, score }: RankedWindow, index: PaperIndex): Passage {
  const sentences = index.sentences.slice(window.first, window.first + window.count)
  return {
    score: Math.round(score * 1000) / 1000,
    anchor: {
      spans: sentences.flatMap((sentence) => sentence.spans),
      quote: foldSpace(sentences.map((sentence) => sentence.text).join(' ')),
      prefix: '',
      suffix: '',
      match: 'exact',
    },
  }
}

/**
 * The passages nearest to any text that an editor asks about.
 * @returns best first, at most 3; none when no content word of `text` stands in the paper
 */
export function closestPassages(text: string, index: PaperIndex): Passage[] {
  return rankPassages(text, index).windows.map((ranked) => passageOf(ranked, index))
}

/** Share 0..1 of a text's content words that stand in `evidence`, rare words counting more (idf). 0 when it has none. */
export function coverage(content: readonly string[], evidence: ReadonlySet<string>, index: PaperIndex): number {
  let covered = 0
  let all = 0
  for (const term of content) {
    const weight = index.bm25.idf(term)
    all += weight
    if (evidence.has(term)) covered += weight
  }
  return all === 0 ? 0 : covered / all
}
