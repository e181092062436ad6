/** Blocks -> passages: one whole paragraph, heading, caption or note each, also over columns, pages and floats. */
import type { TextBlock } from './blocks.ts'
import type { BodyStyle } from './body-style.ts'
import { isHeadingLike, type TextKind } from './kinds.ts'
import type { Label } from './labels.ts'
import type { Line } from './lines.ts'
import { endsSentence } from './marks.ts'
import { rowsOf } from './rows.ts'

/** A block with what it is; `label` comes from the detectors of structure. */
export type KnownBlock = { block: TextBlock; kind: TextKind; label: Label | undefined }

export type Passage = { kind: TextKind; label: Label | undefined; lines: Line[] }

type Open = {
  passage: Passage
  size: number
  heading: boolean
  /** Its last line is as long as its block: the paragraph may go on in the next column. */
  full: boolean
}

/** How far a torn sentence looks for its other half, in blocks. */
const lookAhead = 30

/**
 * The open paragraph is a thing of its own: floats that come between its halves are held back and follow it, and the
 * other half is appended wherever it comes.
 * @param blocks of the whole paper, in reading order
 */
export function passagesOf(blocks: readonly KnownBlock[], body: BodyStyle): Passage[] {
  const passages: Passage[] = []
  const held: Passage[] = []
  let open: Open | null = null
  const close = (): void => {
    passages.push(...held.splice(0))
    open = null
  }

  for (const [at, known] of blocks.entries()) {
    const { block, kind, label } = known
    if (kind !== 'body' || (open !== null && isInterruption(blocks, at, open, body))) {
      addFloat(open ? held : passages, known)
      continue
    }
    const heading = label ? label.kind === 'heading' : isHeadingLike(block, body)
    const paragraphs = label ? [block.lines] : paragraphsOf(block)
    for (const [i, lines] of paragraphs.entries()) {
      const current: Open | null = open
      if (current && i === 0 && !heading && continues(current, block, lines, label, body)) {
        current.passage.lines.push(...lines)
      } else {
        close()
        open = { passage: { kind, label, lines: [...lines] }, size: block.size, heading, full: false }
        passages.push(open.passage)
      }
      if (!open) continue
      const last = lines.at(-1)
      open.size = block.size
      open.heading = heading
      open.full =
        i === paragraphs.length - 1 && block.lines.length > 1 && last !== undefined && last.x1 > block.x1 - last.size
    }
    if (open && endsSentence(lastText(open)) && !open.full) close()
  }
  passages.push(...held)
  return passages
}

/** The notes of a page come after its text, not between two of its columns. */
export function footnotesLast(passages: readonly Passage[]): Passage[] {
  const ordered: Passage[] = []
  const notes: Passage[] = []
  const pageOf = ({ lines }: Passage): number => lines[0]?.pageIndex ?? 0
  for (const passage of passages) {
    const [note] = notes
    if (note && pageOf(passage) > pageOf(note)) ordered.push(...notes.splice(0))
    if (passage.kind === 'footnote' && !passage.label) notes.push(passage)
    else ordered.push(passage)
  }
  return [...ordered, ...notes]
}

const lastText = ({ passage }: Open): string => passage.lines.at(-1)?.text ?? ''

function continues(
  open: Open,
  block: TextBlock,
  lines: readonly Line[],
  label: Label | undefined,
  body: BodyStyle,
): boolean {
  if (label !== undefined && label === open.passage.label) return true
  if (open.heading || label !== open.passage.label || Math.abs(block.size - open.size) >= 0.08 * body.size) return false
  const [first, second] = lines
  if (!endsSentence(lastText(open)) || /^\p{Ll}/u.test(first?.text ?? '')) return true
  const indented = second !== undefined && first !== undefined && first.x0 - second.x0 > 0.6 * first.size
  return open.full && !indented
}

/** A block of another size between the halves of a sentence: the other half comes soon, in the size of the first. */
function isInterruption(blocks: readonly KnownBlock[], at: number, open: Open, body: BodyStyle): boolean {
  const block = blocks[at]?.block
  if (!block || open.heading || blocks[at]?.label || endsSentence(lastText(open))) return false
  if (Math.abs(block.size - open.size) < 0.08 * body.size) return false
  for (const { block: next, kind, label } of blocks.slice(at + 1, at + lookAhead)) {
    if (next.pageIndex > block.pageIndex + 1) return false
    if (kind !== 'body' || label || Math.abs(next.size - open.size) > 0.04 * body.size || next.letters < 20) continue
    return /^\p{Ll}/u.test(next.lines[0]?.text ?? '') || /\p{L}-$/u.test(lastText(open))
  }
  return false
}

function addFloat(list: Passage[], { block, kind, label }: KnownBlock): void {
  const last = list.at(-1)
  if (label !== undefined && last?.label === label) {
    last.lines.push(...block.lines)
    return
  }
  const loose = kind === 'inset' || kind === 'cells' || label?.kind === 'table' || label?.kind === 'figure-text'
  if (!loose) {
    for (const lines of label ? [block.lines] : paragraphsOf(block)) list.push({ kind, label, lines: [...lines] })
    return
  }
  // The loose words of one figure or table are one passage: axis ticks on their own would look like page numbers.
  const lines = rowsOf(block.lines).flatMap((row) => row.lines)
  const goesOn =
    last !== undefined &&
    last.label === undefined &&
    label === undefined &&
    (last.kind === 'inset' || last.kind === 'cells') &&
    last.lines[0]?.pageIndex === block.pageIndex
  if (goesOn) last.lines.push(...lines)
  else list.push({ kind, label, lines })
}

/** A new paragraph starts after a sentence's end, at an indent or after a short line. */
export function paragraphsOf(block: TextBlock): Line[][] {
  const lefts = block.lines.map((line) => line.x0).toSorted((a, b) => a - b)
  const left = lefts[lefts.length >> 1] ?? 0
  const paragraphs: Line[][] = []
  let before: Line | null = null
  for (const line of block.lines) {
    const starts =
      before !== null &&
      Math.abs(line.baseline - before.baseline) >= 0.45 * line.size &&
      endsSentence(before.text) &&
      (isIndent(line, before, left) || before.x1 < block.x1 - 2.5 * line.size)
    const paragraph = paragraphs.at(-1)
    if (paragraph && !starts) paragraph.push(line)
    else paragraphs.push([line])
    before = line
  }
  return paragraphs
}

function isIndent(line: Line, before: Line, left: number): boolean {
  const indent = line.x0 - left
  return indent > 0.7 * line.size && indent < 4 * line.size && line.x0 - before.x0 > 0.6 * line.size
}
