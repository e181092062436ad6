/** The title of a paper: the block of lines on page 1 (else 2) that looks most like one. */
import type { Layout, LayoutPage } from './page-layout.ts'
import { isKnownName, startsAbstract } from './section-names.ts'
import { joinLineTexts, textOfParts, type StyledLine } from './styled-line.ts'

export type Title = { text: string; page: LayoutPage; lines: StyledLine[] }

type TitleBlock = { size: number; bold: boolean; lines: StyledLine[]; step: number | null }

/** Imprints and covers: what a title never holds. */
const imprint =
  /https?:|www\.|doi\b|©|issn|\bvol(ume|\.)|\bpp\.|@|^\W*(arxiv)|proceedings of|journal|университет|федеральное|министерство|государственн/i
const affiliation = /@|universit|institute of/i

/**
 * Blocks of one size and weight in the top 62 % of the page, scored by size against the body, weight, place and words.
 * "Largest font" fails on logos, journal names and drop caps.
 * @returns null when no block looks like a title
 */
export function findTitle(layout: Layout): Title | null {
  for (const page of layout.pages.slice(0, 2)) {
    const best = bestBlock(page, layout)
    // A title may be set in the body's size; on a second page (after a cover) only a clear one counts.
    const enough = page.pageIndex === 0 ? -0.6 : 1
    if (!best || (best.score <= enough && layout.pages.length > 1)) continue
    const lines = withSubtitle(best.block, page)
    const text = joinLineTexts(lines.map(withoutMarks)).replace(/\s+/g, ' ').replace(trailingMarks, '').trim()
    return { text, page, lines }
  }
  return null
}

function bestBlock(page: LayoutPage, layout: Layout): { block: TitleBlock; score: number } | null {
  const top = page.lines.filter((line) => line.letters > 0 && !line.furniture && line.box[1] < page.heightPt * 0.62)
  const abstractTop = Math.min(...top.filter((line) => startsAbstract(line.text)).map((line) => line.box[1]), Infinity)
  let best: { block: TitleBlock; score: number } | null = null
  for (const block of titleBlocks(top)) {
    const score = scoreOf(block, top, abstractTop, page, layout)
    if (score !== null && (!best || score > best.score)) best = { block, score }
  }
  return best
}

function titleBlocks(lines: readonly StyledLine[]): TitleBlock[] {
  const blocks: TitleBlock[] = []
  let open: TitleBlock | null = null
  for (const line of lines) {
    const isDropCap = line.letters <= 2
    if (open && !isDropCap && continues(open, line)) {
      const step = line.baseline - open.lines.at(-1)!.baseline
      if (!(open.step !== null && step > open.step * 1.35 + 1 && step > 4)) {
        if (step > 4) open.step = Math.max(open.step ?? 0, step)
        open.lines.push(line)
        continue
      }
    }
    open = { size: line.size, bold: line.bold, lines: [line], step: null }
    blocks.push(open)
  }
  return blocks
}

function continues(block: TitleBlock, line: StyledLine): boolean {
  const last = block.lines.at(-1)!
  const step = line.baseline - last.baseline
  // Small capitals: the second line may be all small (a source in lower case).
  const ratio = Math.max(line.size, block.size) / Math.min(line.size, block.size)
  const smallCapitals = line.capitals && last.capitals && line.font === last.font && ratio < 1.32
  const sameSize = Math.abs(line.size - block.size) < 0.06 * block.size + 0.2
  return (smallCapitals || sameSize) && line.bold === block.bold && step > -1 && step < 2 * block.size
}

function scoreOf(
  block: TitleBlock,
  top: readonly StyledLine[],
  abstractTop: number,
  page: LayoutPage,
  { body }: Layout,
): number | null {
  const text = block.lines.map((line) => line.text).join(' ')
  const letters = block.lines.reduce((sum, line) => sum + line.letters, 0)
  const words = text.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length
  const first = block.lines[0]!
  if (letters < 6 || words < 2 || words > 45 || imprint.test(text)) return null
  if (first.box[1] > abstractTop && block.size <= body.size * 1.25) return null
  let score = Math.log(block.size / body.size) * 10
  if (block.bold) score += 1
  if (block.lines.some((line) => line.capitals || line.smallCapitals)) score += 0.3
  const left = Math.min(...block.lines.map((line) => line.box[0]))
  const right = Math.max(...block.lines.map((line) => line.box[2]))
  if (Math.abs((left + right) / 2 - page.widthPt / 2) < page.widthPt * 0.04) score += 0.5
  score -= (first.box[1] / page.heightPt) * 5
  if (words >= 4) score += 1
  if (words >= 3) score += 0.5
  // A logo or a name of a system may stand large under the authors.
  if (top.some((line) => line.baseline < first.baseline && affiliation.test(line.text) && line.size < block.size))
    score -= 3
  if (isKnownName(text)) score -= 6
  if (/^(\d+(\.\d+)*|[IVX]+)\.?\s+\p{Lu}/u.test(text) && block.size < body.size * 1.35) score -= 3
  return score
}

/** A first part that ends in a colon goes on in a somewhat smaller size of the same font. */
function withSubtitle(block: TitleBlock, page: LayoutPage): StyledLine[] {
  const last = block.lines.at(-1)!
  if (!/[:—–]$/.test(last.text)) return block.lines
  const next = page.lines[page.lines.indexOf(last) + 1]
  if (!next || next.furniture || next.font.name !== last.font.name) return block.lines
  const ratio = next.size / last.size
  const step = next.baseline - last.baseline
  return ratio >= 0.7 && ratio <= 1 && step > 0 && step < 2.2 * last.size ? [...block.lines, next] : block.lines
}

const trailingMarks = /\s*[∗†‡§¶*⋆]+$/

/** A title's footnote marks: raised digits and signs at its end. */
function withoutMarks(line: StyledLine): string {
  let count = line.parts.length
  while (count > 1 && line.parts[count - 1]!.raised && /^[\s\d*∗†‡§¶⋆]+$/.test(line.parts[count - 1]!.word.text))
    count -= 1
  return textOfParts(line.parts.slice(0, count)).replace(trailingMarks, '')
}
