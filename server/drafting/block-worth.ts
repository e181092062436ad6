/** How much each block of a paper is worth to a summary: what is sent first when not all fits. */
import type { Block } from '../papers/schema.ts'
import { headingsOver } from './headings.ts'

/** Low is sent first; null is never sent. */
export type Worth = number | null

/** By the words of a heading; the first row that fits. A section that none knows is read as method. */
const sections: readonly (readonly [RegExp, Worth])[] = [
  [/^\W*(?:[\dIVX]+\.?\s*)?(?:references|bibliography|literature cited|works cited)\b/i, null],
  [/acknowledge?ments?|author contributions?|funding|conflicts? of interest|checklist|ethics statement/i, 9],
  [/^\W*(?:[\dIVX]+\.?\s*)?(?:appendi(?:x|ces)|supplement(?:ary|al)?)\b/i, 8],
  [/^\W*abstract\b/i, 0],
  [/introduction|motivation/i, 1],
  [/limitation|failure|threats to validity|broader impact/i, 4],
  [/conclu|discussion|summary|future work/i, 5],
  [/related work|background|preliminar|prior work|previous work/i, 7],
  [/result|experiment|evaluation|ablation|analys[ie]s|finding|comparison|performance|study/i, 3],
]
const method = 2
const captions = 6
const appendix = 8

/** Worth by index into `blocks`. Title and authors travel on their own; formulas and lettering of figures are noise. */
export function blockWorth(blocks: readonly Block[]): Worth[] {
  return blocks.map((block) => {
    if (['reference', 'title', 'authors', 'figure-text'].includes(block.kind)) return null
    const section = sectionWorth(blocks, block)
    if (section === null) return null
    if (block.kind === 'abstract') return 0
    if (block.appendix) return Math.max(appendix, section)
    return block.kind === 'caption' || block.kind === 'table' ? Math.max(captions, section) : section
  })
}

/** The worth of the nearest heading that has a known name, going up; what stands before all headings is front matter. */
function sectionWorth(blocks: readonly Block[], block: Block): Worth {
  const over = headingsOver(blocks, block).map((index) => blocks[index]!)
  const headings = block.kind === 'heading' ? [block, ...over] : over
  if (headings.length === 0) return 0
  for (const { text } of headings) {
    const row = sections.find(([pattern]) => pattern.test(text))
    if (row) return row[1]
  }
  return method
}
