/** Which blocks of a paper go to a model: in order of worth, until the budget is full. */
import type { Block, PaperText } from '../papers/schema.ts'
import { blockWorth } from './block-worth.ts'
import { estimateTokens } from '../text/estimate-tokens.ts'
import { headingsOver } from './headings.ts'
import { noteBlocks } from './note-blocks.ts'
import type { NoteForDraft } from './schema.ts'

export type Choice = {
  /** All blocks of the paper, without the parts of them on pages that cannot be read. */
  blocks: readonly Block[]
  /** Indexes into `blocks`, in the order in which they were chosen. */
  chosen: ReadonlySet<number>
  /** Worth by index into `blocks`; null is never sent. */
  worth: readonly (number | null)[]
}

/**
 * Blocks that the notes are about go first, then abstract, introduction, method, results, limitations, conclusion,
 * captions and tables, related work, appendix; references, hidden text and unreadable pages never.
 * @param budgetTokens for the paper's text alone; the first block that does not fit ends the choice
 */
export function chooseBlocks(paper: PaperText, budgetTokens: number, notes: readonly NoteForDraft[]): Choice {
  const readable = new Set(
    paper.pages
      .filter(({ quality }) => quality.state === 'ok' || quality.state === 'ocr')
      .map(({ pageIndex }) => pageIndex),
  )
  const blocks = paper.blocks.map((block) => ({
    ...block,
    spans: block.spans.filter(({ pageIndex }) => readable.has(pageIndex)),
  }))
  const worth = blockWorth(blocks)
  const order = inOrderOfWorth(blocks, worth, noteBlocks(blocks, notes))
  const chosen = new Set<number>()
  let left = budgetTokens
  for (const { block, index } of order) {
    // A heading goes with the first block under it.
    const headings = headingsOver(blocks, block).filter(
      (heading) => !chosen.has(heading) && blocks[heading]!.spans.length > 0,
    )
    const cost = [index, ...headings].reduce((sum, one) => sum + estimateTokens(blocks[one]!.text) + 2, 0)
    if (cost > left) break
    left -= cost
    for (const one of [index, ...headings]) chosen.add(one)
  }
  return { blocks, chosen, worth }
}

/** Blocks that the notes are about come before all others. */
function inOrderOfWorth(blocks: readonly Block[], worth: Choice['worth'], wanted: ReadonlySet<number>) {
  return blocks
    .map((block, index) => ({ block, index, worth: wanted.has(index) && worth[index] !== null ? -1 : worth[index]! }))
    .filter(({ block, index }) => worth[index] !== null && block.kind !== 'heading' && block.spans.length > 0)
    .toSorted((a, b) => a.worth - b.worth || a.index - b.index)
}
