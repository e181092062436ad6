/** Does a page's geometry contradict its drawing order? The drawing order is right far more often than any geometry. */
import type { TextBlock } from './blocks.ts'
import type { BodyStyle } from './body-style.ts'
import type { Line } from './lines.ts'
import { rowsOf } from './rows.ts'

/**
 * Two columns drawn row by row, or blocks drawn out of order. Real pages reach it 5 times of 824, each time rightly;
 * smaller pieces than these give false alarms in formulas.
 */
export function isOutOfOrder(lines: readonly Line[], blocks: readonly TextBlock[], body: BodyStyle): boolean {
  if (sideBySide(lines) > 0.2 || isReadAcross(lines, body)) return true
  const large = blocks.filter((block) => block.letters > 40)
  const wrong = stepsBack(large)
  if (wrong >= 2 && wrong > 0.2 * large.length) return true
  const middling = blocks.filter((block) => block.letters > 12)
  const wrongMiddling = stepsBack(middling)
  return wrong >= 1 && wrongMiddling >= 3 && wrongMiddling > 0.18 * middling.length
}

/** Steps up in the same column, or to a column on the left that is not below. */
function stepsBack(blocks: readonly TextBlock[]): number {
  return blocks.filter((block, i) => {
    const before = blocks[i - 1]
    if (!before) return false
    const overlap = Math.min(before.x1, block.x1) - Math.max(before.x0, block.x0)
    const sameColumn = overlap > 0.3 * Math.min(before.x1 - before.x0, block.x1 - block.x0)
    return sameColumn ? block.y1 < before.y0 + 2 : before.x0 > block.x1 && block.y0 < before.y1 - 2
  }).length
}

/** Share of neighbours in the drawing order that stand side by side on one baseline. */
function sideBySide(lines: readonly Line[]): number {
  const long = lines.filter((line) => line.letters > 27)
  if (long.length < 10) return isShortPageAcross(lines) ? 1 : 0
  const beside = long.filter((line, i) => {
    const before = long[i - 1]
    const sameRow = before && Math.abs(before.baseline - line.baseline) < 0.3 * before.size
    return sameRow && (line.x0 > before.x1 || line.x1 < before.x0)
  })
  return beside.length / (long.length - 1)
}

/** A page of a few lines, nearly all in pairs of prose side by side; the cells of a table are shorter. */
function isShortPageAcross(lines: readonly Line[]): boolean {
  if (lines.length < 4 || lines.length % 2 === 1) return false
  const letters = lines.reduce((sum, line) => sum + line.letters, 0)
  const wordsOnLines = lines.reduce((sum, line) => sum + line.text.split(' ').length, 0)
  if (letters < 15 * lines.length || wordsOnLines < 3 * lines.length) return false
  return lines.every((line, i) => {
    const left = i % 2 === 0 ? line : lines[i - 1]
    const right = i % 2 === 0 ? lines[i + 1] : line
    return left && right && Math.abs(left.baseline - right.baseline) < 0.3 * left.size && right.x0 > left.x1
  })
}

/** A strip that no word crosses and that cuts half of the long rows in two, where lines run across it. */
function isReadAcross(lines: readonly Line[], body: BodyStyle): boolean {
  const text = lines.filter((line) => line.letters > 12)
  if (text.length < 8) return false
  const width = Math.max(...text.map((line) => line.x1)) - Math.min(...text.map((line) => line.x0))
  const gap = 0.7 * body.size
  const rows = rowsOf(lines)
    .map((row) => row.lines.flatMap((line) => line.words).toSorted((a, b) => a.x0 - b.x0))
    .filter((words) => words.length > 6 && (words.at(-1)?.x1 ?? 0) - (words[0]?.x0 ?? 0) > 0.6 * width)
  if (rows.length < 8) return false
  // Strips are counted at every third point across the page.
  const votes = new Map<number, number>()
  for (const words of rows) {
    const strips = new Set<number>()
    for (const [i, word] of words.entries()) {
      const before = words[i - 1]
      if (!before || word.x0 - before.x1 <= gap) continue
      for (let x = Math.ceil(before.x1 / 3); x <= Math.floor(word.x0 / 3); x++) strips.add(x)
    }
    for (const x of strips) votes.set(x, (votes.get(x) ?? 0) + 1)
  }
  const best = [...votes].toSorted((a, b) => b[1] - a[1])[0]
  if (!best || best[1] < 0.5 * rows.length) return false
  const x = best[0] * 3
  const across = lines.filter(
    (line) =>
      line.x0 < x - 20 &&
      line.x1 > x + 20 &&
      line.letters > 20 &&
      line.words.some((word, i) => {
        const before = line.words[i - 1]
        return before && before.x1 <= x + 3 && word.x0 >= x - 3 && word.x0 - before.x1 > gap
      }),
  )
  return across.length > 0.4 * rows.length
}
