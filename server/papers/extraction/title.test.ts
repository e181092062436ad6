import { expect, test } from 'vitest'
import { paragraph, row, structureOf } from '../../../test/drawn-page.ts'

const body = paragraph(80, 300, 20)
const titleOf = (...rows: ReturnType<typeof row>[]): string | undefined =>
  structureOf({ words: [...rows, body] }).title?.text

test('the large lines at the top are the title, joined', () => {
  const title = titleOf(
    row(150, 100, 'Measuring Rivers in the Spring', { size: 17 }),
    row(180, 120, 'of a Dry Year', { size: 17 }),
    row(250, 150, 'Anna Smith', { size: 11 }),
  )
  expect(title).toBe('Measuring Rivers in the Spring of a Dry Year')
})

test('a larger name of a journal or a logo word is not the title', () => {
  expect(titleOf(row(80, 60, 'RIVERS', { size: 30 }), row(150, 110, 'How Levels Were Measured', { size: 16 }))).toBe(
    'How Levels Were Measured',
  )
})

test('a large logo under the affiliations is not the title', () => {
  const title = titleOf(
    row(150, 100, 'How Levels Were Measured', { size: 15 }),
    row(200, 130, 'University of the Valley', { size: 10 }),
    row(230, 170, 'River Search Engine', { size: 17 }),
  )
  expect(title).toBe('How Levels Were Measured')
})

test('a title in the size of the body is found when it is bold and centred', () => {
  expect(titleOf(row(220, 90, 'How the Levels Were Measured', { font: 'bold' }), row(270, 120, 'Anna Smith'))).toBe(
    'How the Levels Were Measured',
  )
})

test('footnote marks at its end are dropped', () => {
  expect(titleOf(row(150, 100, 'How Levels Were Measured ^∗', { size: 16 }))).toBe('How Levels Were Measured')
})

test('after a colon a smaller line goes on', () => {
  const title = titleOf(
    row(150, 100, 'Rivers of the Valley:', { size: 18 }),
    row(150, 122, 'Levels of a Dry Year', { size: 14 }),
    row(250, 160, 'Anna Smith', { size: 11 }),
  )
  expect(title).toBe('Rivers of the Valley: Levels of a Dry Year')
})

test('an imprint is no title, however large', () => {
  expect(
    titleOf(
      row(80, 60, 'Proceedings of the River Society', { size: 20 }),
      row(150, 110, 'How Levels Were Measured', { size: 15 }),
    ),
  ).toBe('How Levels Were Measured')
})
