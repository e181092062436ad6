import { expect, test } from 'vitest'
import { paragraph, row, structureOf } from '../../../test/drawn-page.ts'

const heading = { size: 12, font: 'bold' } as const
const textsOf = (...rows: ReturnType<typeof row>[]): string[] =>
  structureOf({
    words: [
      row(150, 60, 'How the Levels Were Measured', { size: 18 }),
      row(80, 100, '1 Introduction', heading),
      paragraph(80, 120, 20),
      ...rows,
    ],
  }).references.map((lines) => lines.map(({ text }) => text).join(' '))
const head = row(80, 400, 'References', heading)

test('markers begin entries', () => {
  const entries = textsOf(
    head,
    row(80, 420, '[1] A. Smith. Levels of the rivers. Journal of'),
    row(95, 432, 'Rivers, 2001.'),
    row(80, 444, '[2] B. Lee. Depths of the lakes. 2002.'),
  )
  expect(entries).toEqual([
    '[1] A. Smith. Levels of the rivers. Journal of Rivers, 2001.',
    '[2] B. Lee. Depths of the lakes. 2002.',
  ])
})

test('without markers the hanging indent begins entries', () => {
  const entries = textsOf(
    head,
    row(80, 420, 'Smith, A. Levels of the rivers. Journal of'),
    row(95, 432, 'Rivers, 2001.'),
    row(80, 444, 'Lee, B. Depths of the lakes. Proceedings of'),
    row(95, 456, 'Lakes, 2002.'),
  )
  expect(entries).toEqual([
    'Smith, A. Levels of the rivers. Journal of Rivers, 2001.',
    'Lee, B. Depths of the lakes. Proceedings of Lakes, 2002.',
  ])
})

test('a journal without a heading: a long list that counts from 1', () => {
  const list = Array.from({ length: 9 }, (_, index) =>
    row(80, 420 + index * 12, `${index + 1}. Smith, A. Levels, part ${index + 1}. 200${index}.`),
  )
  expect(textsOf(...list)).toHaveLength(9)
})

test('an enumeration of three steps is no bibliography', () => {
  expect(textsOf(...[1, 2, 3].map((step) => row(80, 400 + step * 12, `${step}. Measure the river again.`)))).toEqual([])
})

test('the next section ends the list', () => {
  const entries = textsOf(
    head,
    row(80, 420, '[1] A. Smith. Levels. 2001.'),
    row(80, 432, '[2] B. Lee. Depths. 2002.'),
    row(80, 470, 'A Further Levels', heading),
    paragraph(80, 490, 8),
  )
  expect(entries).toHaveLength(2)
})
