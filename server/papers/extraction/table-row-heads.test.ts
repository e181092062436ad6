import { expect, test } from 'vitest'
import { cellsOf, named } from '../../../test/drawn-table.ts'

test('the name of a group goes before the names of its rows, up to the rule that ends it', () => {
  const cells = cellsOf({
    at: [100, 260, 340],
    rows: [
      '---',
      'River | Spring | Autumn',
      '---',
      'Rhine | 6.1 | 5.2',
      '---',
      'Rivers of the east',
      'Elbe | 4.1 | 3.2',
      'Oder | 2.5 | 2.4',
      '---',
      'Mean | 4.2 | 3.6',
      '---',
    ],
  })
  expect(named(cells, '5.2')).toEqual([['Rhine', 'Autumn']])
  expect(named(cells, '2.4')).toEqual([['Rivers of the east / Oder', 'Autumn']])
  expect(named(cells, '3.6')).toEqual([['Mean', 'Autumn']])
})

test('a name of two lines in the middle of its rows is the name of all between two rules', () => {
  const cells = cellsOf({
    at: [100, 220, 320],
    rows: [
      '---',
      'River | Spring | Autumn',
      '---',
      '| 4.1 | 3.1',
      'Elbe | 4.2 | 3.2',
      'at Pirna | 4.3 | 3.3',
      '---',
      '| 2.1 | 1.1',
      'Oder | 2.2 | 1.2',
      '| 2.3 | 1.3',
      '---',
    ],
  })
  for (const text of ['3.1', '3.2', '3.3']) expect(named(cells, text)).toEqual([['Elbe at Pirna', 'Autumn']])
  for (const text of ['1.1', '1.2', '1.3']) expect(named(cells, text)).toEqual([['Oder', 'Autumn']])
})

test('one more line of the last name before a rule belongs to it', () => {
  const cells = cellsOf({
    at: [100, 220, 320],
    rows: ['---', 'River | Spring | Autumn', '---', 'Elbe | 4.1 | 3.2', 'Oder | 2.5 | 2.4', '(upper)', '---'],
  })
  expect(named(cells, '2.4')).toEqual([['Oder (upper)', 'Autumn']])
})

test('names that repeat are joined by the whole numbers that tell them apart; measured values never join', () => {
  const rows = ['River | Year | Level', 'Elbe | 1995 | 4.1', 'Oder | 1995 | 2.5', 'Oder | 2005 | 2.6']
  expect(named(cellsOf({ at: [100, 220, 320], rows }), '2.6')).toEqual([['Oder / 2005', 'Level']])
  const measured = ['River | Flow | Level', 'Elbe | 19.5 | 4.1', 'Oder | 18.5 | 2.5', 'Oder | 20.5 | 2.6']
  expect(named(cellsOf({ at: [100, 220, 320], rows: measured }), '2.6')).toEqual([['Oder', 'Level']])
})

test('a number that names its row has the names before it as its head', () => {
  const rows = ['River | Year | Level', 'Oder | 1995 | 2.5', 'Oder | 2005 | 2.6']
  expect(named(cellsOf({ at: [100, 220, 320], rows }), '2005')).toEqual([['Oder', 'Year']])
})

test('a name of three lines with its values beside the middle one is one name', () => {
  const cells = cellsOf({
    at: [100, 260, 340],
    rows: [
      ...['---', 'River | Spring | Autumn', '---', 'Elbe at Pirna', 'and at Riesa | 4.1 | 3.2', 'and at Barby', '---'],
      ...['Oder | 2.5 | 2.4', '---'],
    ],
  })
  expect(named(cells, '3.2')).toEqual([['Elbe at Pirna and at Riesa and at Barby', 'Autumn']])
})

test('a name that goes on in small letters on the next row begins there, and names no group', () => {
  const cells = cellsOf({
    at: [100, 260, 340],
    rows: ['River | Spring | Autumn', 'Elbe | 4.1 | 3.2', 'Oder behind', 'the old weir | 2.5 | 2.4', 'Ems | 1.2 | 1.1'],
  })
  expect(named(cells, '2.4')).toEqual([['Oder behind the old weir', 'Autumn']])
  expect(named(cells, '1.1')).toEqual([['Ems', 'Autumn']])
})

test('rows that are only counted have their names in the next column', () => {
  const rows = ['No | River | Level', '1 | Elbe | 4.1', '2 | Oder | 2.5', '3 | Ems | 1.2']
  expect(named(cellsOf({ at: [100, 220, 320], rows }), '2.5')).toEqual([['2 / Oder', 'Level']])
})

test('where every row has its rule, the name of a group holds on', () => {
  const rows = ['---', 'River | Level', '---', 'Rivers of the east', '---', 'Elbe | 4.1', '---', 'Oder | 2.5', '---']
  expect(named(cellsOf({ at: [100, 320], rows }), '2.5')).toEqual([['Rivers of the east / Oder', 'Level']])
})

test('where there are no heads, the first row of one name is a group like the later ones', () => {
  const rows = [
    '---',
    'Rivers of the west',
    '---',
    'Ems | 1.2',
    '---',
    'Rivers of the east',
    '---',
    'Oder | 2.5',
    '---',
  ]
  const cells = cellsOf({ at: [100, 320], rows })
  expect(named(cells, '1.2')).toEqual([['Rivers of the west / Ems', '']])
  expect(named(cells, '2.5')).toEqual([['Rivers of the east / Oder', '']])
})
