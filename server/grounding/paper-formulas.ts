/** The display formulas of a paper: their boxes, their printed numbers, and the sentences that lead to them. */
import type { Block, Box, PaperText, Span } from '../papers/schema.ts'
import type { FormulaPlace } from './schema.ts'

export type PaperFormula = {
  place: FormulaPlace
  /** Indices of sentences: the one that ends at it ("is defined as:"), and the one that goes on after it ("where …"). */
  beside: ReadonlySet<number>
}

/** What extraction may leave between a formula and its sentence or its number: other formulas, and stray signs. */
const aside = new Set<Block['kind']>(['equation', 'figure-text'])
/** A formula farther from the prose than this many pieces belongs to no sentence. */
const mostAside = 4

/** @param sentencesAt indices of the sentences that touch any of the spans */
export function paperFormulas(paper: PaperText, sentencesAt: (spans: readonly Span[]) => number[]): PaperFormula[] {
  return paper.blocks.flatMap((block, at) => {
    if (block.kind !== 'equation') return []
    const before = prose(paper.blocks.slice(Math.max(0, at - mostAside), at).toReversed())
    const after = prose(paper.blocks.slice(at + 1, at + 1 + mostAside))
    const beside = new Set([
      ...(before && !/[.!?]\s*$/.test(before.text) ? sentencesAt(edge(before.spans.at(-1), 'end')) : []),
      ...(after && /^\s*(?:where|with|here|in which)\b/i.test(after.text)
        ? sentencesAt(edge(after.spans[0], 'start'))
        : []),
    ])
    const numbers = numbersOf(block, paper.blocks[at + 1])
    return boxes(block).flatMap(({ pageIndex, box }) =>
      numbers.map((number) => ({ place: { number, pageIndex, box }, beside })),
    )
  })
}

/** The first block of prose; null when something else than formulas stands between. */
function prose(blocks: readonly Block[]): Block | null {
  const first = blocks.find((block) => !aside.has(block.kind))
  return first?.kind === 'paragraph' || first?.kind === 'abstract' ? first : null
}

function edge(span: Span | undefined, side: 'start' | 'end'): Span[] {
  if (!span) return []
  return side === 'start' ? [{ ...span, end: span.start + 1 }] : [{ ...span, start: span.end - 1 }]
}

/** "(3)" in it, or at the head of the stray signs after it; several where formulas were read as one; `[null]` without any. */
function numbersOf(block: Block, next: Block | undefined): (string | null)[] {
  const own = [...block.text.matchAll(/(?<=^|\s)\((\d{1,3}[a-z]?)\)(?=[\s.,;]|$)/g)].map((match) => match[1]!)
  if (own.length > 0) return own
  const aftermath = next?.kind === 'figure-text' ? /^[\s.,;)\]}]*\((\d{1,3}[a-z]?)\)/.exec(next.text)?.[1] : undefined
  return [aftermath ?? null]
}

/** One a page, round all its pieces. */
function boxes(block: Block): { pageIndex: number; box: Box }[] {
  return [...Map.groupBy(block.boxes, ({ pageIndex }) => pageIndex)].map(([pageIndex, pieces]) => ({
    pageIndex,
    box: pieces
      .map(({ box }) => box)
      .reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]),
  }))
}
