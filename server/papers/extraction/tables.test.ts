import { expect, test } from 'vitest'
import { paragraph, row, rule, structureOf } from '../../../test/drawn-page.ts'
import { isNumber } from './table-values.ts'
import { tableCells } from './tables.ts'

type Cells = readonly (readonly [x: number, text: string])[]

/** A table's rows under a caption, as cells at x. */
function cellsOf(...rows: Cells[]): ReturnType<typeof tableCells> {
  const words = rows.map((cells, index) => cells.flatMap(([x, text]) => row(x, 260 + index * 13, text)))
  const [table] = structureOf({
    words: [
      paragraph(80, 80, 10),
      row(80, 240, 'Table 1: Levels by month.', { size: 9 }),
      ...words,
      paragraph(80, 420, 12),
    ],
  }).tables
  return table ? tableCells(table.lines) : []
}

const named = (cells: ReturnType<typeof tableCells>, text: string): [string, string][] =>
  cells.filter((cell) => cell.text === text).map(({ rowHead, columnHead }) => [rowHead, columnHead])

test('a number is named by its row and its column', () => {
  const cells = cellsOf(
    [
      [100, 'River'],
      [220, 'Spring'],
      [320, 'Autumn'],
    ],
    [
      [100, 'Elbe'],
      [220, '4.1'],
      [320, '3.2'],
    ],
    [
      [100, 'Oder'],
      [220, '2.5'],
      [320, '2.4'],
    ],
  )
  expect(named(cells, '2.4')).toEqual([['Oder', 'Autumn']])
  expect(named(cells, '4.1')).toEqual([['Elbe', 'Spring']])
})

test('an empty cell stays empty: what follows keeps its column', () => {
  const cells = cellsOf(
    [
      [100, 'River'],
      [220, 'Spring'],
      [320, 'Autumn'],
    ],
    [
      [100, 'Elbe'],
      [220, '4.1'],
      [320, '3.2'],
    ],
    [
      [100, 'Oder'],
      [320, '2.4'],
    ],
  )
  expect(named(cells, '2.4')).toEqual([['Oder', 'Autumn']])
  expect(cells.filter(({ row: at }) => at === 2)).toHaveLength(2)
})

test('a head over two columns joins the heads under it', () => {
  const cells = cellsOf(
    [[240, 'Measured by hand']],
    [
      [100, 'River'],
      [220, 'Spring'],
      [320, 'Autumn'],
    ],
    [
      [100, 'Elbe'],
      [220, '4.1'],
      [320, '3.2'],
    ],
    [
      [100, 'Oder'],
      [220, '2.5'],
      [320, '2.4'],
    ],
  )
  expect(named(cells, '2.5')).toEqual([['Oder', 'Measured by hand / Spring']])
  expect(named(cells, '2.4')).toEqual([['Oder', 'Measured by hand / Autumn']])
})

test('a blank row head carries the one above, joined by a second column of names', () => {
  const cells = cellsOf(
    [
      [100, 'River'],
      [220, 'Place'],
      [320, 'Level'],
    ],
    [
      [100, 'Elbe'],
      [220, 'upper'],
      [320, '3.2'],
    ],
    [
      [220, 'lower'],
      [320, '2.4'],
    ],
  )
  expect(named(cells, '2.4')).toEqual([['Elbe / lower', 'Level']])
})

test('a row head in the middle of its rows is the head of those above it too', () => {
  const group = (y: string, numbers: readonly string[]) =>
    numbers.map((text, at): Cells =>
      at === 1
        ? [
            [100, y],
            [220, text],
          ]
        : [[220, text]],
    )
  const cells = cellsOf(
    [
      [100, 'River'],
      [220, 'Level'],
    ],
    ...group('Elbe', ['1.1', '1.2', '1.3']),
    ...group('Oder', ['2.1', '2.2', '2.3']),
  )
  expect(cells.filter(({ rowHead }) => rowHead === 'Elbe').map(({ text }) => text)).toEqual(['1.1', '1.2', '1.3'])
  expect(named(cells, '2.1')).toEqual([['Oder', 'Level']])
})

test.each([
  ['a count with its share', ['21.5M (26.5%)', '4.7M (5.8%)']],
  ['two values in a cell', ['77.8% @ 0.554s', '84.3% @ 19.0s']],
  ['a fraction', ['54 / 59 = 91.5%', '53 / 59 = 89.8%']],
])('%s is a value: the first row of them is no head', (_name, [first = '', second = '']) => {
  const cells = cellsOf(
    [[220, 'Level']],
    [
      [100, 'Elbe'],
      [220, first],
    ],
    [
      [100, 'Oder'],
      [220, second],
    ],
  )
  expect(named(cells, first)).toEqual([['Elbe', 'Level']])
  expect(named(cells, second)).toEqual([['Oder', 'Level']])
})

test('whole numbers that grow under a head name their columns', () => {
  const cells = cellsOf(
    [
      [100, 'River'],
      [270, 'Level after days'],
    ],
    [
      [220, '1'],
      [320, '5'],
      [420, '10'],
    ],
    [
      [100, 'Elbe'],
      [220, '4.1'],
      [320, '3.2'],
      [420, '3.1'],
    ],
    [
      [100, 'Oder'],
      [220, '2.5'],
      [320, '2.4'],
      [420, '2.2'],
    ],
  )
  expect(named(cells, '2.2')).toEqual([['Oder', expect.stringMatching(/\b10$/)]])
})

test('cells that say there is no value do not make a row of heads', () => {
  const cells = cellsOf(
    [
      [100, 'River'],
      [220, 'Spring'],
      [320, 'Autumn'],
      [420, 'Winter'],
    ],
    [
      [100, 'Elbe'],
      [220, '–'],
      [320, '3.2'],
      [420, 'N/A'],
    ],
    [
      [100, 'Oder'],
      [220, '2.5'],
      [320, '2.4'],
      [420, '–'],
    ],
  )
  expect(named(cells, '3.2')).toEqual([['Elbe', 'Autumn']])
})

test('a head row drawn in one piece between two rules belongs to its table, not to a paragraph', () => {
  const rows = [
    [
      [100, 'Elbe'],
      [220, '4.1'],
      [320, '3.2'],
    ],
    [
      [100, 'Oder'],
      [220, '2.5'],
      [320, '2.4'],
    ],
  ] as const
  const head = row(80, 260, 'the name of the river and its level in spring and then the level in late autumn again')
  const [table] = structureOf({
    words: [
      paragraph(80, 80, 10),
      head,
      ...rows.flatMap((cells, index) => cells.map(([x, text]) => row(x, 275 + index * 13, text))),
      row(80, 320, 'Table 1: Levels by month.', { size: 9 }),
      paragraph(80, 420, 12),
    ],
    graphics: [rule(78, 540, 250), rule(78, 540, 264), rule(78, 540, 292)],
  }).tables
  expect(table?.lines.map(({ text }) => text)).toContain(head.map(({ text }) => text).join(' '))
})

test('a caption ends at the rule that its table begins with', () => {
  const { captions } = structureOf({
    words: [
      paragraph(80, 80, 10),
      row(80, 240, 'Table 1: Levels of the rivers by month.', { size: 9 }),
      row(80, 252, 'River of the valley and its level', { size: 9 }),
      ...[0, 1, 2].flatMap((at) => [
        row(80, 266 + at * 12, `Elbe ${at}`, { size: 9 }),
        row(220, 266 + at * 12, `4.${at}`, { size: 9 }),
      ]),
      paragraph(80, 420, 12),
    ],
    graphics: [rule(78, 400, 243), rule(78, 400, 256), rule(78, 400, 294)],
  })
  expect(captions.map(({ text }) => text)).toEqual(['Table 1: Levels of the rivers by month.'])
})

test('a table whose first row is words has one head row', () => {
  const cells = cellsOf(
    [
      [100, 'Setting'],
      [220, 'Value'],
    ],
    [
      [100, 'Optimizer'],
      [220, 'AdamW'],
    ],
    [
      [100, 'Batch'],
      [220, '16'],
    ],
  )
  expect(named(cells, '16')).toEqual([['Batch', 'Value']])
  expect(named(cells, 'AdamW')).toEqual([['Optimizer', 'Value']])
})

test('units under the heads belong to them', () => {
  const cells = cellsOf(
    [
      [100, 'River'],
      [220, 'Level'],
      [320, 'Flow'],
    ],
    [
      [220, '(cm)'],
      [320, '(l/s)'],
    ],
    [
      [100, 'Elbe'],
      [220, 'low'],
      [320, 'none'],
    ],
    [
      [100, 'Oder'],
      [220, '2.5'],
      [320, '2.4'],
    ],
  )
  expect(named(cells, '2.4')).toEqual([['Oder', 'Flow / (l/s)']])
  expect(named(cells, 'low')).toEqual([['Elbe', 'Level / (cm)']])
})

test('numbers that stand close are two cells', () => {
  const cells = cellsOf(
    [
      [100, 'River'],
      [220, 'A'],
      [243, 'B'],
    ],
    [
      [100, 'Elbe'],
      [220, '4.12'],
      [244, '3.24'],
    ],
    [
      [100, 'Oder'],
      [220, '2.51'],
      [244, '2.43'],
    ],
  )
  expect(named(cells, '2.43')).toEqual([['Oder', 'B']])
})

test.each([
  ['76.3%', true],
  ['−20.4', true],
  ['225 ± 2', true],
  ['1.2B', true],
  ['5.3M', true],
  ['ResNet-50', false],
  ['full text', false],
])('is %s a number: %s', (text, expected) => {
  expect(isNumber(text)).toBe(expected)
})
