import { expect, test } from 'vitest'
import { cellsOf, named, post } from '../../../test/drawn-table.ts'

test('the rule under the heads ends them: the name of a group under it is no head of a column', () => {
  const cells = cellsOf({
    at: [100, 220, 320],
    rows: [
      '---',
      'River | Spring | Autumn',
      '---',
      'Measured by the ferry men of the valley',
      'Elbe | 4.1 | 3.2',
      'Oder | 2.5 | 2.4',
      '---',
    ],
  })
  expect(named(cells, '2.4')).toEqual([['Measured by the ferry men of the valley / Oder', 'Autumn']])
})

test('a short rule under a head says which columns it stands over', () => {
  const cells = cellsOf({
    at: [100, 200, 260, 320, 380],
    rows: [
      '---',
      '| | Days |',
      '--- 195 400',
      'River | 1 | 3 | 5 | 9',
      '---',
      'Elbe | 4.1 | 3.2 | 3.1 | 3.0',
      'Oder | 2.5 | 2.4 | 2.3 | 2.2',
      '---',
    ],
  })
  expect(named(cells, '2.5')).toEqual([['Oder', 'Days / 1']])
  expect(named(cells, '2.2')).toEqual([['Oder', 'Days / 9']])
})

test('without a rule, heads over a series that repeats share its columns', () => {
  const cells = cellsOf({
    at: [100, 200, 250, 300, 350, 400, 450],
    rows: [
      '| | Spring | | | Autumn |',
      'River | low | mid | top | low | mid | top',
      'Elbe | 4.1 | 4.2 | 4.3 | 3.1 | 3.2 | 3.3',
      'Oder | 2.1 | 2.2 | 2.3 | 1.1 | 1.2 | 1.3',
    ],
  })
  expect(named(cells, '4.1')).toEqual([['Elbe', 'Spring / low']])
  expect(named(cells, '4.3')).toEqual([['Elbe', 'Spring / top']])
  expect(named(cells, '1.1')).toEqual([['Oder', 'Autumn / low']])
})

test('the first line of a head of two lines does not spread to its neighbours', () => {
  const cells = cellsOf({
    at: [100, 200, 300, 400],
    rows: [
      '---',
      '| | Mean |',
      'River | Spring | level | Autumn',
      '---',
      'Elbe | 4.1 | 3.2 | 3.1',
      'Oder | 2.5 | 2.4 | 2.3',
      '---',
    ],
  })
  expect(named(cells, '2.4')).toEqual([['Oder', 'Mean / level']])
  expect(named(cells, '2.5')).toEqual([['Oder', 'Spring']])
})

test('heads that stand again in the middle hold for the rows below them', () => {
  const cells = cellsOf({
    at: [100, 220, 320],
    rows: [
      '---',
      'River | Spring | Autumn',
      '---',
      'Elbe | 4.1 | 3.2',
      'Oder | 2.5 | 2.4',
      '---',
      'Lake | Depth | Width',
      '---',
      'Garda | 34.6 | 17.2',
      'Como | 41.0 | 4.3',
      '---',
    ],
  })
  expect(named(cells, '2.4')).toEqual([['Oder', 'Autumn']])
  expect(named(cells, '4.3')).toEqual([['Como', 'Width']])
})

test('columns with the same heads are told apart by the names to their left', () => {
  const cells = cellsOf({
    at: [100, 180, 260, 340],
    rows: ['River | Level | River | Level', 'Elbe | 4.1 | Ems | 1.2', 'Oder | 2.5 | Isar | 0.9'],
  })
  expect(named(cells, '2.5')).toEqual([['Oder', 'Level']])
  expect(named(cells, '0.9')).toEqual([['Isar', 'Level']])
})

test('whole numbers with one unit that grow name their columns too', () => {
  const cells = cellsOf({
    at: [100, 220, 320],
    rows: ['---', '| Readings |', '---', 'River | 48K | 193K', '---', 'Elbe | 4.1 | 3.2', 'Oder | 2.5 | 2.4', '---'],
  })
  expect(named(cells, '2.4')).toEqual([['Oder', expect.stringMatching(/\b193K$/)]])
})

test('heads of several columns under their names; a later row of such heads keeps the names', () => {
  const cells = cellsOf({
    at: [100, 200, 250, 300, 350, 400, 450],
    rows: [
      '---',
      '| low | mid | top | low | mid | top',
      '---',
      'River | | Spring | | | Autumn |',
      '--- 195 500',
      'Elbe | 4.1 | 4.2 | 4.3 | 3.1 | 3.2 | 3.3',
      '---',
      'River | | Winter | | | Summer |',
      '---',
      'Oder | 2.1 | 2.2 | 2.3 | 1.1 | 1.2 | 1.3',
      '---',
    ],
  })
  expect(named(cells, '4.3')).toEqual([['Elbe', 'top / Spring']])
  expect(named(cells, '3.1')).toEqual([['Elbe', 'low / Autumn']])
  expect(named(cells, '1.3')).toEqual([['Oder', 'top / Summer']])
})

test('between two rules down a head stands over all columns; one rule under two heads does not say which', () => {
  const rows = ['| | Level |', 'River | first | second | third', 'Elbe | 4.1 | 4.2 | 4.3', 'Oder | 2.1 | 2.2 | 2.3']
  const at = [100, 200, 260, 330]
  const enclosed = cellsOf({ at, rows, graphics: [post(180, 250, 264), post(400, 250, 264)] })
  expect(named(enclosed, '2.1')).toEqual([['Oder', 'Level / first']])
  const two = ['| Low | | Top', '--- 195 400', ...rows.slice(1)]
  expect(named(cellsOf({ at, rows: two }), '2.3')).toEqual([['Oder', 'Top / third']])
})
