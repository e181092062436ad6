import { expect, test } from 'vitest'
import { paragraph, row, structureOf } from '../../../test/drawn-page.ts'
import { isNumber, tableCells } from './tables.ts'

type Cells = readonly (readonly [x: number, text: string])[]

/** A table's rows under a caption, as cells at x. */
function cellsOf(...rows: Cells[]): ReturnType<typeof tableCells> {
  const words = rows.map((cells, index) => cells.flatMap(([x, text]) => row(x, 260 + index * 13, text)))
  const [table] = structureOf({
    words: [paragraph(80, 80, 10), row(80, 240, 'Table 1: Levels by month.', { size: 9 }), ...words, paragraph(80, 420, 12)],
  }).tables
  return table ? tableCells(table.lines) : []
}

const named = (cells: ReturnType<typeof tableCells>, text: string): [string, string][] =>
  cells.filter((cell) => cell.text === text).map(({ rowHead, columnHead }) => [rowHead, columnHead])

test('a number is named by its row and its column', () => {
  const cells = cellsOf([[100, 'River'], [220, 'Spring'], [320, 'Autumn']], [[100, 'Elbe'], [220, '4.1'], [320, '3.2']], [[100, 'Oder'], [220, '2.5'], [320, '2.4']])
  expect(named(cells, '2.4')).toEqual([['Oder', 'Autumn']])
  expect(named(cells, '4.1')).toEqual([['Elbe', 'Spring']])
})

test('an empty cell stays empty: what follows keeps its column', () => {
  const cells = cellsOf([[100, 'River'], [220, 'Spring'], [320, 'Autumn']], [[100, 'Elbe'], [220, '4.1'], [320, '3.2']], [[100, 'Oder'], [320, '2.4']])
  expect(named(cells, '2.4')).toEqual([['Oder', 'Autumn']])
  expect(cells.filter(({ row: at }) => at === 2)).toHaveLength(2)
})

test('a head over two columns joins the heads under it', () => {
  const cells = cellsOf(
    [[240, 'Measured by hand']],
    [[100, 'River'], [220, 'Spring'], [320, 'Autumn']],
    [[100, 'Elbe'], [220, '4.1'], [320, '3.2']],
    [[100, 'Oder'], [220, '2.5'], [320, '2.4']],
  )
  expect(named(cells, '2.5')).toEqual([['Oder', 'Measured by hand / Spring']])
  expect(named(cells, '2.4')).toEqual([['Oder', 'Measured by hand / Autumn']])
})

test('a blank row head carries the one above', () => {
  const cells = cellsOf([[100, 'River'], [220, 'Place'], [320, 'Level']], [[100, 'Elbe'], [220, 'upper'], [320, '3.2']], [[220, 'lower'], [320, '2.4']])
  expect(named(cells, '2.4')).toEqual([['Elbe', 'Level']])
})

test('a table whose first row is words has one head row', () => {
  const cells = cellsOf(
    [[100, 'Setting'], [220, 'Value']],
    [[100, 'Optimizer'], [220, 'AdamW']],
    [[100, 'Batch'], [220, '16']],
  )
  expect(named(cells, '16')).toEqual([['Batch', 'Value']])
  expect(named(cells, 'AdamW')).toEqual([['Optimizer', 'Value']])
})

test('units under the heads belong to them', () => {
  const cells = cellsOf(
    [[100, 'River'], [220, 'Level'], [320, 'Flow']],
    [[220, '(cm)'], [320, '(l/s)']],
    [[100, 'Elbe'], [220, 'low'], [320, 'none']],
    [[100, 'Oder'], [220, '2.5'], [320, '2.4']],
  )
  expect(named(cells, '2.4')).toEqual([['Oder', 'Flow / (l/s)']])
  expect(named(cells, 'low')).toEqual([['Elbe', 'Level / (cm)']])
})

test('numbers that stand close are two cells', () => {
  const cells = cellsOf([[100, 'River'], [220, 'A'], [243, 'B']], [[100, 'Elbe'], [220, '4.12'], [244, '3.24']], [[100, 'Oder'], [220, '2.51'], [244, '2.43']])
  expect(named(cells, '2.43')).toEqual([['Oder', 'B']])
})

test.each([['76.3%', true], ['−20.4', true], ['225 ± 2', true], ['1.2B', true], ['5.3M', true], ['ResNet-50', false], ['full text', false]])('is %s a number: %s', (text, expected) => {
  expect(isNumber(text)).toBe(expected)
})
