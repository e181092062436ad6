/** First guess at what each block of a page is: what the text goes on around, and what it must not be joined with. */
import type { TextBlock } from './blocks.ts'
import type { BodyStyle } from './body-style.ts'
import { captionStart } from './marks.ts'
import { rowsOf } from './rows.ts'

/** `inset`: loose small print, the text of a figure; `cells`: rows of a table; `formula`: a display formula. */
export type TextKind = 'body' | 'caption' | 'footnote' | 'inset' | 'cells' | 'formula'

export type KindPage = { blocks: readonly TextBlock[]; widthPt: number; heightPt: number }

/** @returns one kind a block. Detectors of structure may know better; without them this is enough to keep sentences whole. */
export function kindsOf(page: KindPage, body: BodyStyle): TextKind[] {
  const kinds = page.blocks.map((block): TextKind => (isCaption(block, body) ? 'caption' : 'body'))
  const letters = page.blocks.reduce((sum, block) => sum + block.letters, 0)
  for (const [i, block] of page.blocks.entries()) {
    if (kinds[i] !== 'body') continue
    const goesOn = kinds[i - 1] === 'footnote' && page.blocks[i - 1]?.x0 === block.x0
    if ((goesOn || isMarked(block)) && isAtFoot(block, page, body, letters)) kinds[i] = 'footnote'
    else if (isInset(block, page, body)) kinds[i] = 'inset'
  }
  markTables(page.blocks, kinds, body)
  return kinds
}

const overlaps = (a: TextBlock, b: TextBlock): boolean =>
  Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) > 0.3 * Math.min(a.x1 - a.x0, b.x1 - b.x0)

function isCaption(block: TextBlock, body: BodyStyle): boolean {
  const first = block.lines[0]
  const label = first && captionStart(first.text)
  if (!first || !label) return false
  return (
    /^\s*[.:|—–]|^$/.test(first.text.slice(label.length)) ||
    block.size < 0.95 * body.size ||
    first.words[0]?.font.bold === true
  )
}

/** Starts with a footnote's mark; the notes of a first page (grants, addresses) have none. References count "1." or "[1]". */
const isMarked = ({ lines: [first], pageIndex }: TextBlock): boolean =>
  pageIndex === 0 || /^(?:\^\{\d{1,2}\}|\d{1,2}(?:\s|(?=\p{L}))|[*∗†‡§¶])/u.test(first?.text ?? '')

/** Smaller than the body, in the lower half, nothing of body size below it in its column. */
function isAtFoot(block: TextBlock, page: KindPage, body: BodyStyle, letters: number): boolean {
  const small = 0.95 * body.size
  if (block.size >= small || block.y1 <= 0.5 * page.heightPt || block.letters >= 0.45 * letters) return false
  const others = page.blocks.filter((other) => other !== block && overlaps(block, other) && other.size >= small)
  const below = others.some((other) => other.y0 > block.y0 + 1 && other.letters > 20)
  const above = others.some((other) => other.y1 < block.y0 + 2 && other.letters > 60)
  return above && !below
}

function isInset(block: TextBlock, page: KindPage, body: BodyStyle): boolean {
  // A number or a letter on its own: an axis tick, a part of a formula. As a paragraph it would look like a page number.
  if (block.lines.length === 1 && /^(?:[^\p{L}]{1,12}|..?)$/u.test(block.lines[0]?.text ?? '')) return true
  if (block.size >= 0.93 * body.size || block.letters >= 400) return false
  const long = block.lines.filter((line) => line.x1 - line.x0 > 0.3 * page.widthPt || line.letters > 38).length
  return long < 2
}

/** Looks like a heading: larger, bold or numbered, and short. */
export function isHeadingLike(block: TextBlock, body: BodyStyle): boolean {
  const numbered = /^(?:(?:\d+|[IVX]+)(?:\.\d+)*\.?\s+\p{Lu}|[A-Z]\.\s)/u.test(block.lines[0]?.text ?? '')
  return (block.size > 1.08 * body.size || block.bold || numbered) && block.lines.length <= 3 && block.letters < 140
}

/** Blocks of rows on either side of a table's caption. */
function markTables(blocks: readonly TextBlock[], kinds: TextKind[], body: BodyStyle): void {
  const widest = Math.max(0, ...blocks.map((block) => block.x1 - block.x0))
  for (const [at, caption] of blocks.entries()) {
    if (kinds[at] !== 'caption' || !/^(?:tab|таб|表)/i.test(caption.lines[0]?.text ?? '')) continue
    for (const step of [-1, 1]) {
      let before = caption
      for (let i = at + step; i >= 0 && i < blocks.length; i += step) {
        const block = blocks[i]
        if (!block || (kinds[i] !== 'inset' && kinds[i] !== 'body')) break
        if (kinds[i] === 'body') {
          if (!isLooseCell(block, before, widest, body) && !isRows(block)) break
          kinds[i] = 'cells'
        }
        before = block
      }
    }
  }
}

const isLooseCell = (block: TextBlock, before: TextBlock, widest: number, body: BodyStyle): boolean =>
  block.x1 - block.x0 < 0.6 * widest &&
  block.letters < 60 &&
  block.size < 1.08 * body.size &&
  !isHeadingLike(block, body) &&
  Math.abs(block.y0 - before.y0) < 6 * body.size

function isRows(block: TextBlock): boolean {
  const rows = rowsOf(block.lines)
  const loose = rows.filter(
    (row) => row.lines.length > 1 || row.lines.some((line) => line.words.length < 4 && line.letters < 20),
  ).length
  const prose = block.letters > 30 && block.lines.filter((line) => line.letters > 45).length > 0.4 * block.lines.length
  return loose >= 0.6 * rows.length && !prose
}
