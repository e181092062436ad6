/** Lines -> blocks: lines that follow each other in the drawing order, near, in one size. */
import type { BodyStyle } from './body-style.ts'
import { captionStart, endsSentence } from './marks.ts'
import { labelOf, type Label, type Labels } from './labels.ts'
import type { Line } from './lines.ts'

export type TextBlock = {
  pageIndex: number
  lines: Line[]
  x0: number
  x1: number
  /** Top of the first line and baseline of the last. */
  y0: number
  y1: number
  /** Of most of the letters. */
  size: number
  letters: number
  /** Every line is bold. */
  bold: boolean
}

const loneNumber = /^\(?\d{1,3}(?:\.\d{1,2})?[a-z]?\)?$/
/** Lines with more letters are text: their size and weight part blocks. */
const wide = 12

/** @param lines of one page, in reading order; lines of different labels never share a block, those of one label always do */
export function blocksFromLines(lines: readonly Line[], body: BodyStyle, labels: Labels): TextBlock[] {
  const farthest = Math.max(1.75, (1.12 * body.leading) / body.size)
  const groups: Line[][] = []
  let group: Line[] = []
  let x0 = 0
  let x1 = 0
  let groupLabel: Label | undefined
  for (const line of lines) {
    const before = group.at(-1)
    const label = labelOf(line, labels)
    const together =
      label === groupLabel && (label !== undefined || (before && belongs(line, before, x0, x1, farthest, body)))
    if (before && together) {
      group.push(line)
      x0 = Math.min(x0, line.x0)
      x1 = Math.max(x1, line.x1)
    } else {
      group = [line]
      groups.push(group)
      groupLabel = label
      ;({ x0, x1 } = line)
    }
  }
  return groups.map(makeBlock)
}

function belongs(line: Line, before: Line, x0: number, x1: number, farthest: number, body: BodyStyle): boolean {
  const down = line.baseline - before.baseline
  const big = Math.max(line.size, before.size)
  if (down <= -0.8 * big || down >= farthest * big) return false
  const sameRow = Math.abs(down) < 0.45 * big
  const bothWide = line.letters > wide && before.letters > wide
  if (bothWide && Math.abs(line.size - before.size) >= 0.06 * big) return false
  // The page number of an entry in the contents, the number of a formula.
  if (sameRow && line.x0 > before.x1 && loneNumber.test(line.text)) return true
  const overlap = Math.min(x1, line.x1) - Math.max(x0, line.x0)
  if (!(overlap > 0 || (sameRow && line.x0 - x1 < 3 * big && line.x0 > before.x0))) return false
  if (bothWide && line.bold !== before.bold && Math.abs(line.size - body.size) > 0.08 * body.size) return false
  return sameRow || !startsCaption(line, before, down, body)
}

/** "Table 3." at the start of a line in mid-sentence is no caption. */
function startsCaption(line: Line, before: Line, down: number, body: BodyStyle): boolean {
  const label = captionStart(line.text)
  if (label === null || !/^\s*(?:[.:|]|$)/.test(line.text.slice(label.length))) return false
  const first = line.words[0]
  return (
    endsSentence(before.text) ||
    before.letters < wide ||
    down > 1.35 * body.leading ||
    Math.abs(line.size - before.size) > 0.04 * Math.max(line.size, before.size) ||
    (first !== undefined && first.font !== before.words.at(-1)?.font && first.font.bold)
  )
}

function makeBlock(lines: Line[]): TextBlock {
  const sizes = new Map<number, number>()
  let letters = 0
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const line of lines) {
    const size = Math.round(line.size * 10) / 10
    sizes.set(size, (sizes.get(size) ?? 0) + line.letters)
    letters += line.letters
    x0 = Math.min(x0, line.x0)
    x1 = Math.max(x1, line.x1)
    y0 = Math.min(y0, line.baseline - line.size)
    y1 = Math.max(y1, line.baseline)
  }
  const size = [...sizes].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 10
  const pageIndex = lines[0]?.pageIndex ?? 0
  return { pageIndex, lines, x0, x1, y0, y1, size, letters, bold: lines.every((line) => line.bold) }
}
