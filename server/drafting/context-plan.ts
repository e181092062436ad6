/** What of a paper is sent to a model, and what is said about it: in order of worth, within the model's budget. */
import type { Block, PaperText } from '../papers/schema.ts'
import { blockWorth } from './block-worth.ts'
import { estimateTokens } from './estimate-tokens.ts'
import { neutralise, pageLine } from './fence.ts'
import { findInstructions } from './find-instructions.ts'
import { noteBlocks } from './note-blocks.ts'
import type { ContextPlan, NoteForDraft } from './schema.ts'

export type PlanOptions = {
  /** For the paper's text alone. */
  budgetTokens: number
  notes: readonly NoteForDraft[]
}

/**
 * Blocks that the notes are about go first, then abstract, introduction, method, results, limitations, conclusion,
 * captions and tables, related work, appendix; references, hidden text and unreadable pages never. When a block does
 * not fit, the rest is left out and said. What goes stands in the paper's order, each page headed by `[page N]`.
 */
export function planContext(paper: PaperText, { budgetTokens, notes }: PlanOptions): ContextPlan {
  const readable = new Set(
    paper.pages
      .filter(({ quality }) => quality.state === 'ok' || quality.state === 'ocr')
      .map(({ pageIndex }) => pageIndex),
  )
  const blocks = paper.blocks.map((block) => ({
    ...block,
    spans: block.spans.filter(({ pageIndex }) => readable.has(pageIndex)),
  }))
  const chosen = chooseBlocks(blocks, budgetTokens, notes)
  const pages = pieceByPage(paper, blocks, chosen)
  const sent = [...chosen].map((index) => blocks[index]!)
  // Title and authors go by themselves.
  const all = letters(blocks.filter(({ kind, spans }) => spans.length > 0 && kind !== 'title' && kind !== 'authors'))
  const share = all === 0 ? 0 : letters(sent) / all
  const pagesSent = [...pages.keys()].map((pageIndex) => pageIndex + 1)
  const text = [...pages]
    .map(([pageIndex, pieces]) => `${pageLine(pageIndex + 1)}\n${pieces.join('\n\n')}`)
    .join('\n\n')
  return {
    paperText: text.toWellFormed(),
    pagesSent,
    pageCount: paper.pages.length,
    share,
    leftOut: leftOut(blocks, chosen),
    summary: summaryOf(pagesSent, paper.pages.length, share),
    suspicious: findInstructions(sent),
  }
}

/** Indexes of the blocks that go; a heading goes with the first block under it. */
function chooseBlocks(blocks: readonly Block[], budgetTokens: number, notes: readonly NoteForDraft[]): Set<number> {
  const worth = blockWorth(blocks)
  const wanted = noteBlocks(blocks, notes)
  const order = blocks
    .map((block, index) => ({
      block,
      index,
      worth: wanted.has(index) && worth[index] !== null ? -1 : (worth[index] ?? null),
    }))
    .filter(
      (one): one is typeof one & { worth: number } =>
        one.worth !== null && one.block.kind !== 'heading' && one.block.spans.length > 0,
    )
    .toSorted((a, b) => a.worth - b.worth || a.index - b.index)
  const chosen = new Set<number>()
  let left = budgetTokens
  for (const { block, index } of order) {
    const headings = headingsOver(blocks, block).filter((heading) => !chosen.has(heading))
    const cost = [index, ...headings].reduce((sum, one) => sum + estimateTokens(blocks[one]!.text) + 2, 0)
    if (cost > left) break
    left -= cost
    for (const one of [index, ...headings]) chosen.add(one)
  }
  return chosen
}

function headingsOver(blocks: readonly Block[], block: Block): number[] {
  const found: number[] = []
  for (let at = block.section; at !== null && !found.includes(at); at = blocks[at]?.section ?? null) found.push(at)
  return found.filter((index) => (blocks[index]?.spans.length ?? 0) > 0)
}

/** The chosen text by page, in the order of the paper; a paragraph over a page break is parted there, so that each quote stands under its page. */
function pieceByPage(paper: PaperText, blocks: readonly Block[], chosen: ReadonlySet<number>): Map<number, string[]> {
  const pages = new Map<number, string[]>()
  for (const [index, block] of blocks.entries()) {
    if (!chosen.has(index)) continue
    for (const span of block.spans) {
      const whole =
        block.spans.length === 1 ? block.text : (paper.pages[span.pageIndex]?.text.slice(span.start, span.end) ?? '')
      const text = block.kind === 'equation' ? '(formula)' : neutralise(whole).trim()
      const pieces = pages.get(span.pageIndex) ?? []
      pages.set(span.pageIndex, pieces)
      if (text !== '') pieces.push(text)
    }
  }
  return new Map([...pages].toSorted(([a], [b]) => a - b))
}

/** Headings under which nothing was sent. */
function leftOut(blocks: readonly Block[], chosen: ReadonlySet<number>): string[] {
  return blocks.flatMap((block, index) =>
    block.kind === 'heading' && block.spans.length > 0 && !chosen.has(index) ? [block.text.replace(/\s+/g, ' ')] : [],
  )
}

const letters = (blocks: readonly Block[]) =>
  blocks.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0)

/** "sent pages 1-9 and 14 of 31 (42 %)"; 100 % only when nothing was left out. */
function summaryOf(pages: readonly number[], pageCount: number, share: number): string {
  const ranges: [number, number][] = []
  for (const page of pages) {
    const last = ranges.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else ranges.push([page, page])
  }
  const names = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
  const percent = share < 1 ? Math.min(99, Math.round(share * 100)) : 100
  if (names.length === 0) return `sent nothing of ${pageCount} ${pageCount === 1 ? 'page' : 'pages'} (0 %)`
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `sent ${pages.length === 1 ? 'page' : 'pages'} ${list} of ${pageCount} (${percent} %)`
}
