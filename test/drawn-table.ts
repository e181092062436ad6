/** Tables drawn for tests: rows as lines of text, cells parted by `|`, an empty cell left blank. */
import type { Graphic, Word } from '../server/papers/extraction/page-content.ts'
import { tableCells } from '../server/papers/extraction/tables.ts'
import type { TableCell } from '../server/papers/schema.ts'
import { paragraph, path, row, rule, structureOf, type DrawnFont } from './drawn-page.ts'

/** `y` of the first row's baseline and the step to the next, in points. */
const firstRow = 260
const step = 13

export type DrawnTable = {
  /** Left edge of each column. */
  at: readonly number[]
  /** `---` draws a rule over the whole table, `--- 220 400` one from x to x. */
  rows: readonly string[]
  graphics?: readonly Graphic[]
  font?: DrawnFont
}

/** The words and rules of a table under a caption, from y = 240 on. */
export function drawnTable({ at, rows, graphics = [], font = 'body' }: DrawnTable): {
  words: Word[][]
  graphics: Graphic[]
} {
  const words: Word[][] = [row(80, 240, 'Table 1: Levels by month.', { size: 9 })]
  const rules: Graphic[] = []
  let y = firstRow
  for (const text of rows) {
    if (text.startsWith('---')) {
      const [from = 90, to = 500] = text.split(' ').slice(1).map(Number)
      rules.push(rule(from, to, y - step + 4))
      continue
    }
    for (const [column, cell] of text.split('|').entries())
      if (cell.trim() !== '') words.push(row(at[column]!, y, cell.trim(), { font }))
    y += step
  }
  return { words, graphics: [...rules, ...graphics] }
}

/** A vertical rule. */
export const post = (x: number, from: number, to: number): Graphic => ({
  ...path([x - 0.2, from, x + 0.2, to]),
  fill: null,
})

/** The cells that are found in a drawn table between two paragraphs; none where no table is found. */
export function cellsOf(table: DrawnTable): TableCell[] {
  const { words, graphics } = drawnTable(table)
  const [found] = structureOf({
    words: [paragraph(80, 80, 10), ...words, paragraph(80, 520, 10)],
    graphics,
  }).tables
  return found ? tableCells(found.lines, found.rules) : []
}

/** `[row head, column head]` of each cell with this text. */
export const named = (cells: readonly TableCell[], text: string): [string, string][] =>
  cells.filter((cell) => cell.text === text).map(({ rowHead, columnHead }) => [rowHead, columnHead])
