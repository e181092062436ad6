/** What a sentence is compared with: the sentences round its quotes and its nearest passages. */
import type { Span } from '../papers/schema.ts'
import type { Window } from '../text/bm25.ts'
import { coverage, type RankedWindow } from './closest-passage.ts'
import type { PaperIndex } from './paper-index.ts'

export type Evidence = {
  /** Sentences of the paper that hold a found quote or a link. */
  quoted: ReadonlySet<number>
  /** Those, the nearest passages, and one sentence before and after each. */
  near: ReadonlySet<number>
  /** Pages of the quotes and the nearest passages. */
  pages: ReadonlySet<number>
  /** The sentences of the quotes one by one, and the two best passages: what a slip is judged against. */
  core: readonly CoreText[]
}

export type CoreText = { sentences: readonly number[]; text: string; terms: ReadonlySet<string> }

/**
 * A passage that was only found for its number would make any number "near": it must cover this share of what the best passage
 * covers of the words.
 */
const nearShare = 0.7

/** @param content the sentence's words without numbers, stemmed */
export function gatherEvidence(
  content: readonly string[],
  anchored: readonly Span[],
  ranked: readonly RankedWindow[],
  index: PaperIndex,
): Evidence {
  const quoted = new Set(index.sentencesAt(anchored))
  const near = new Set<number>()
  const addNear = (first: number, last: number) => {
    for (let at = first; at <= last; at += 1) near.add(at)
    // A table that happens to stand beside a passage holds any number.
    for (const at of [first - 1, last + 1]) if (index.sentences[at]?.table === false) near.add(at)
  }
  for (const at of quoted) addNear(at, at)
  const covered = ranked.map(({ window }) => coverage(content, coreText(sentencesIn(window), index).terms, index))
  const best = Math.max(0, ...covered)
  for (const [at, { window }] of ranked.entries())
    if (covered[at]! >= nearShare * best) addNear(window.first, window.first + window.count - 1)
  const core = [...quoted].map((at) => coreText([at], index))
  for (const { window } of ranked.slice(0, 2)) core.push(coreText(sentencesIn(window), index))
  const pages = new Set([...anchored.map((span) => span.pageIndex), ...ranked.map(({ window }) => window.pageIndex)])
  return { quoted, near, pages, core }
}

/** Indices of a window's sentences. */
export function sentencesIn({ first, count }: Window): number[] {
  return Array.from({ length: count }, (_, offset) => first + offset)
}

function coreText(sentences: readonly number[], index: PaperIndex): CoreText {
  const [first] = sentences
  const terms =
    sentences.length === 1
      ? index.sentences[first!]!.termSet
      : new Set(sentences.flatMap((at) => index.sentences[at]!.terms))
  return { sentences, text: sentences.map((at) => index.sentences[at]!.text).join(' '), terms }
}
