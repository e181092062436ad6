import { expect, test } from 'vitest'
import { image, paragraph, row, rule, structureOf } from '../../../test/drawn-page.ts'
import { drawnTable, post } from '../../../test/drawn-table.ts'
import type { Word } from './page-content.ts'

const rivers = ['River | Level', 'Elbe | 4.1', 'Oder | 2.5', 'Ems | 1.2']
const textOf = (lines: readonly { text: string }[] | undefined): string[] =>
  (lines ?? []).map(({ text }) => text).toSorted()

/** A narrow table of four rows from y on, without a caption. */
const table = (x: number, y: number, names: readonly string[] = ['River', 'Elbe', 'Oder', 'Ems']): Word[][] =>
  names.flatMap((name, at) => [row(x, y + at * 13, name), row(x + 80, y + at * 13, at === 0 ? 'Level' : `${at}.5`)])

test('a table beside its caption is found', () => {
  const { tables } = structureOf({
    words: [
      paragraph(80, 80, 10),
      ...table(90, 260),
      row(300, 255, 'Table 1: Levels of the rivers in spring'),
      row(300, 267, 'and in autumn, read at noon, and named'),
      row(300, 279, 'by the places in which they were read.'),
      paragraph(80, 420, 12),
    ],
    graphics: [rule(85, 210, 248), rule(85, 210, 264), rule(85, 210, 303)],
  })
  expect(textOf(tables[0]?.lines)).toEqual(['1.5', '2.5', '3.5', 'Elbe', 'Ems', 'Level', 'Oder', 'River'])
})

test('of two tables side by side each has the rows over its own caption', () => {
  const { tables } = structureOf({
    words: [
      paragraph(80, 80, 10),
      ...table(90, 260),
      row(90, 325, 'Table 1: Levels of the rivers.', { size: 9 }),
      ...table(330, 260, ['Lake', 'Garda', 'Como', 'Iseo']),
      row(330, 325, 'Table 2: Depths of the lakes.', { size: 9 }),
      paragraph(80, 420, 12),
    ],
  })
  expect(tables.map(({ caption, lines }) => [caption.label, textOf(lines).at(-1), lines.length])).toEqual([
    ['Table 1', 'River', 8],
    ['Table 2', 'Level', 8],
  ])
})

test('a table between two captions goes to the side that the paper sets its captions on', () => {
  const { tables } = structureOf({
    words: [
      ...[
        row(80, 60, 'some words that are no prose', { size: 8 }),
        row(80, 72, 'Table 1: Names of the rivers.', { size: 9 }),
      ],
      ...table(90, 100),
      row(80, 165, 'Table 2: Levels of the rivers.', { size: 9 }),
      paragraph(80, 200, 6),
      ...table(90, 290),
      row(80, 355, 'Table 3: Levels of the lakes.', { size: 9 }),
      paragraph(80, 420, 12),
    ],
  })
  expect(tables.map(({ caption }) => caption.label)).toEqual(['Table 2', 'Table 3'])
})

test('the grounds of cells, drawn as pictures, do not end a table; a picture does', () => {
  const { words, graphics } = drawnTable({ at: [100, 220], rows: rivers })
  const grounds = [0, 1, 2].map((at) => image([95, 264 + at * 13, 300, 277 + at * 13]))
  const page = (more: typeof grounds) => ({
    words: [paragraph(80, 80, 10), ...words, paragraph(80, 520, 10)],
    graphics: [...graphics, ...more],
  })
  expect(structureOf(page(grounds)).tables[0]?.lines).toHaveLength(8)
  expect(structureOf(page([image([95, 264, 300, 400])])).tables[0]?.lines).toHaveLength(2)
})

test('the posts of a table in the next column are not its own', () => {
  const columns = [60, 320].flatMap((x) => [paragraph(x, 80, 12, 230), paragraph(x, 420, 12, 230)])
  const { tables } = structureOf({
    words: [
      ...columns,
      ...table(70, 260),
      row(70, 325, 'Table 1: Levels of the rivers.', { size: 9 }),
      ...table(330, 260, ['Lake', 'Garda', 'Como', 'Iseo']),
      row(330, 325, 'Table 2: Depths of the lakes.', { size: 9 }),
    ],
    graphics: [post(312, 250, 303), post(318, 250, 303), post(550, 250, 303)],
  })
  expect(tables.map(({ caption, lines }) => [caption.label, textOf(lines).at(-1)])).toEqual([
    ['Table 1', 'River'],
    ['Table 2', 'Level'],
  ])
  expect(tables[0]!.box[2]).toBeLessThan(300)
})
