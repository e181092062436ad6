import { expect, test } from 'vitest'
import { paragraph, row, rule, structureOf } from '../../../test/drawn-page.ts'
import { cellsOf, named, post } from '../../../test/drawn-table.ts'
import { tableCells } from './tables.ts'

test('a name of two lines beside values half a line lower is one row', () => {
  const { tables } = structureOf({
    words: [
      paragraph(80, 80, 10),
      row(80, 240, 'Table 1: Levels by month.', { size: 9 }),
      ...[row(100, 260, 'River'), row(220, 260, 'Spring'), row(320, 260, 'Autumn')],
      ...[row(100, 276, 'Elbe at Magde-'), row(220, 281, '4.1'), row(320, 281, '3.2'), row(100, 286, 'burg')],
      ...[row(100, 300, 'Oder'), row(220, 300, '2.5'), row(320, 300, '2.4')],
      paragraph(80, 520, 10),
    ],
  })
  const cells = tableCells(tables[0]!.lines)
  expect(named(cells, '3.2')).toEqual([['Elbe at Magdeburg', 'Autumn']])
  expect(named(cells, '2.4')).toEqual([['Oder', 'Autumn']])
})

test('a rule down parts two cells, however close they stand', () => {
  const cells = cellsOf({
    at: [100, 143, 320],
    rows: ['Level | Place | Depth', 'Elbe 4th | 2nd | 3.2', 'Oder 5th | 1st | 2.4'],
    graphics: [post(141.5, 250, 290)],
  })
  expect(cells.filter(({ column }) => column === 1).map(({ text }) => text)).toEqual(['Place', '2nd', '1st'])
})

test('between two rules down the parts of a value that are set apart are one cell', () => {
  const cells = cellsOf({
    at: [100, 210, 270],
    rows: ['River | | Dry days', 'Elbe | 1 / 100 = | 1%', 'Oder | 12 / 100 = | 12%', 'Ems | 31 / 100 = | 31%'],
    graphics: [90, 200, 330].map((x) => post(x, 250, 305)),
  })
  expect(named(cells, '12 / 100 = 12%')).toEqual([['Oder', 'Dry days']])
})

test('two columns of numbers between two rules down stay two when their heads are two', () => {
  const cells = cellsOf({
    at: [100, 210, 270],
    rows: ['River | Low | Top', 'Elbe | 1.1 | 2.2', 'Oder | 1.2 | 2.4'],
    graphics: [90, 200, 330].map((x) => post(x, 250, 292)),
  })
  expect(named(cells, '2.4')).toEqual([['Oder', 'Top']])
})

test('a wide space in a few values is no gutter when more rows write over it', () => {
  const cells = cellsOf({
    at: [100, 220, 260],
    rows: ['River | Dry days |', 'Elbe | 54 / 59 = 91% |', 'Oder | 53 / 59 = 89% |', 'Ems | 46 / | 59 = 78%'],
  })
  expect(named(cells, '46 / 59 = 78%')).toEqual([['Ems', 'Dry days']])
})

test('notes under the last rule are no cells', () => {
  const cells = cellsOf({
    at: [100, 220, 320],
    rows: [
      ...['---', 'River | Spring | Autumn', '---', 'Elbe | 4.1 | 3.2', 'Oder | 2.5 | 2.4', '---'],
      'Levels of the rivers were read at noon.',
    ],
  })
  expect(cells.at(-1)?.text).toBe('2.4')
})

test('rules drawn as pictures are rules', () => {
  const picture = (y: number) => ({ ...rule(90, 500, y), kind: 'image' as const, stroke: null })
  const cells = cellsOf({
    at: [100, 220, 320],
    rows: ['River | Spring | Autumn', 'Measured at noon in all of the places', 'Elbe | 4.1 | 3.2', 'Oder | 2.5 | 2.4'],
    graphics: [picture(250), picture(264), picture(304)],
  })
  expect(named(cells, '2.4')).toEqual([['Measured at noon in all of the places / Oder', 'Autumn']])
})

test('a spread that is aligned in a column of its own belongs to its value', () => {
  const cells = cellsOf({
    at: [100, 220, 252, 330],
    rows: ['River | Spring | | Autumn', 'Elbe | 4.10 | ± 0.1 | 3.2', 'Oder | 2.50 | ± 0.2 | 2.4'],
  })
  expect(named(cells, '2.50 ± 0.2')).toEqual([['Oder', 'Spring']])
})

test('in a table of sentences the lines between two rules are one cell', () => {
  const cells = cellsOf({
    at: [100, 220],
    rows: [
      ...['---', 'River | Course', '---', '| from the hills of the north', 'Elbe | over the plain to the sea', '---'],
      ...['| out of the lakes and through', 'Oder | the forests to the bay', '---'],
    ],
  })
  expect(named(cells, 'out of the lakes and through the forests to the bay')).toEqual([['Oder', 'Course']])
})
