import { expect, test } from 'vitest'
import { paragraph, row, structureOf } from '../../../test/drawn-page.ts'

const captionsOf = (...rows: ReturnType<typeof row>[]): [string, string][] =>
  structureOf({ words: [paragraph(80, 80, 10), ...rows, paragraph(80, 500, 12)] }).captions.map(({ label, text }) => [
    label,
    text,
  ])

test('a caption goes on over its lines and ends before the body', () => {
  const captions = captionsOf(
    row(80, 300, 'Figure 3: Levels of all the rivers of the', { size: 9 }),
    row(80, 311, 'valley in spring.', { size: 9 }),
  )
  expect(captions).toEqual([['Figure 3', 'Figure 3: Levels of all the rivers of the valley in spring.']])
})

test('a sentence that begins with a reference is none', () => {
  expect(captionsOf(row(80, 300, 'Figure 3 shows the levels of all the rivers of the valley'))).toEqual([])
})

test('without a delimiter the looks of the label decide', () => {
  const words = [
    ...row(80, 300, 'Table 2', { size: 9, font: 'bold' }),
    ...row(122, 300, 'Levels by month', { size: 9 }),
  ]
  expect(captionsOf(words)).toEqual([['Table 2', 'Table 2 Levels by month']])
})

test('a line end inside a sentence that starts with "Table 1." is none', () => {
  const text = paragraph(80, 300, 2)
  expect(
    captionsOf(
      text,
      row(80, 324, 'Table 1. gives the rest of what the rivers of the valley did'),
      paragraph(80, 336, 2),
    ),
  ).toEqual([])
})

test.each([
  ['Рис. 4. Уровни рек', 'Figure 4'],
  ['Abbildung 2: Pegel der Flüsse', 'Figure 2'],
  ['Tabelle 1: Pegel', 'Table 1'],
  ['Algorithm 1: Measuring', 'Algorithm 1'],
  ['Extended Data Fig. 5 | Levels', 'Extended Data Figure 5'],
  ['TABLE IV. LEVELS', 'Table IV'],
])('%s is %s', (text, label) => {
  expect(captionsOf(row(80, 300, text, { size: 8 })).map(([found]) => found)).toEqual([label])
})

test('parts of a figure have captions of their own', () => {
  const { partCaptions } = structureOf({
    words: [
      paragraph(80, 80, 10),
      row(80, 300, '(a) levels in spring', { size: 9 }),
      row(300, 300, '(b) levels in autumn', { size: 9 }),
      paragraph(80, 500, 12),
    ],
  })
  expect(partCaptions.map(({ text }) => text)).toEqual(['(a) levels in spring', '(b) levels in autumn'])
})

test('an accent drawn by itself over the next letter does not end a caption', () => {
  const { captions } = structureOf({
    words: [
      paragraph(80, 80, 10),
      row(80, 240, 'Table 1: Levels of the rivers with ˆ', { size: 9 }),
      row(220, 240, 'L, read at noon', { size: 9 }),
      row(80, 251, 'and in spring.', { size: 9 }),
      paragraph(80, 420, 12),
    ],
  })
  expect(captions.map(({ text }) => text)).toEqual([
    'Table 1: Levels of the rivers with ˆ L, read at noon and in spring.',
  ])
})
