import { expect, test } from 'vitest'
import { paragraph, path, row, rule, structureOf, type DrawnPage } from '../../../test/drawn-page.ts'

const bold = { font: 'bold' } as const
const big = { size: 12, font: 'bold' } as const
const headingsOf = (...pages: DrawnPage[]): [string | null, string, number][] =>
  structureOf(...pages).headings.map(({ number, text, level }) => [number, text, level])
const title = row(150, 60, 'How the Levels Were Measured', { size: 18 })

/** Headings at 120, 220, 320 … with a paragraph under each. */
const sections = (...heads: ReturnType<typeof row>[][]): DrawnPage => ({
  words: [title, ...heads.flatMap((rows, index) => [...rows, paragraph(80, 145 + index * 100, 4)])],
})
const at = (index: number, text: string, style: Parameters<typeof row>[3] = big): ReturnType<typeof row> =>
  row(80, 120 + index * 100, text, style)

test('the depth of the number is the level', () => {
  const page = sections(
    [at(0, '1 Introduction')],
    [at(1, '2 Rivers')],
    [at(2, '2.1 Levels in Spring', bold)],
    [at(3, '3 Conclusions')],
  )
  expect(headingsOf(page)).toEqual([
    ['1', 'Introduction', 1],
    ['2', 'Rivers', 1],
    ['2.1', 'Levels in Spring', 2],
    ['3', 'Conclusions', 1],
  ])
})

test('Roman numbers make letters subsections', () => {
  const page = sections(
    [at(0, 'I. INTRODUCTION', { size: 10 })],
    [at(1, 'II. RIVERS', { size: 10 })],
    [at(2, 'A. Levels in Spring', { font: 'italic' })],
    [at(3, 'III. CONCLUSIONS', { size: 10 })],
  )
  expect(headingsOf(page)).toEqual([
    ['I', 'INTRODUCTION', 1],
    ['II', 'RIVERS', 1],
    ['A', 'Levels in Spring', 2],
    ['III', 'CONCLUSIONS', 1],
  ])
})

test('a letter after the references is an appendix', () => {
  const page = sections(
    [at(0, '1 Introduction')],
    [at(1, '2 Rivers')],
    [at(2, 'References')],
    [at(3, 'A Further Levels')],
  )
  expect(headingsOf(page).at(-1)).toEqual(['A', 'Further Levels', 1])
})

test('a number may stand far before its words', () => {
  const page = sections([[...at(0, '1'), ...row(110, 120, 'Introduction', big)]], [at(1, '2 Rivers')])
  expect(headingsOf(page)[0]).toEqual(['1', 'Introduction', 1])
})

test('a heading over two lines is one', () => {
  const page = sections(
    [at(0, '1 Introduction')],
    [at(1, '2 What the Rivers of the Valley'), row(94, 234, 'Did in Spring', big)],
    [at(2, '3 Conclusions')],
  )
  expect(headingsOf(page)[1]).toEqual(['2', 'What the Rivers of the Valley Did in Spring', 1])
})

test('bold words at the start of a paragraph are no heading', () => {
  const runIn = [...row(80, 220, 'Levels in spring.', bold), ...row(170, 220, 'These were measured by hand again')]
  const page = sections([at(0, '1 Introduction')], [runIn], [at(2, '2 Rivers')])
  expect(headingsOf(page).map(([, text]) => text)).toEqual(['Introduction', 'Rivers'])
})

test('a numbered run-in head is one, also where its number is plain', () => {
  const runIn = [
    ...row(80, 220, '1.1.'),
    ...row(105, 220, 'Levels in Spring.', bold),
    ...row(200, 220, 'These were measured by hand'),
  ]
  const page = sections([at(0, '1. Introduction')], [runIn], [at(2, '2. Rivers')])
  expect(headingsOf(page)[1]).toEqual(['1.1', 'Levels in Spring', 2])
})

test('a run-in abstract is one, without its paragraph', () => {
  const abstract = [...row(80, 110, 'Abstract—', bold), ...row(127, 110, 'We measure the rivers of the valley')]
  const [heading] = structureOf({
    words: [title, abstract, paragraph(80, 122, 4), row(80, 200, '1 Introduction', big), paragraph(80, 220, 8)],
  }).headings
  expect(heading).toMatchObject({ text: 'Abstract', level: 1, runIn: true })
})

test('an enumeration in the looks of the body is no heading', () => {
  const page = sections([at(0, '1 Introduction')], [row(80, 220, '1. Measure the river')], [at(2, '2 Rivers')])
  expect(headingsOf(page).map(([, text]) => text)).toEqual(['Introduction', 'Rivers'])
})

test('cells of a row are no headings', () => {
  const cells = [row(80, 220, '1 Levels', bold), row(200, 220, 'Depth', bold), row(300, 220, 'Width', bold)]
  const page = sections([at(0, '1 Introduction')], cells, [at(2, '2 Rivers')])
  expect(headingsOf(page).map(([, text]) => text)).toEqual(['Introduction', 'Rivers'])
})

test('a line between two rules is the head row of a table', () => {
  const page = sections([at(0, '1 Introduction')], [at(1, 'Levels', bold)], [at(2, '2 Rivers')], [at(3, '3 Lakes')])
  const graphics = [rule(70, 200, 209), rule(70, 200, 224)]
  expect(headingsOf({ ...page, graphics }).map(([, text]) => text)).toEqual(['Introduction', 'Rivers', 'Lakes'])
})

test('words in a figure are no headings', () => {
  const page: DrawnPage = {
    words: [
      title,
      at(0, '1 Introduction'),
      paragraph(80, 145, 4),
      at(1, '2 Rivers'),
      paragraph(80, 245, 4),
      row(200, 330, '3 Spring Station', bold),
      row(80, 420, 'Figure 1: Stations.', { size: 9 }),
      paragraph(80, 450, 6),
    ],
    graphics: [path([150, 310, 400, 400])],
  }
  expect(headingsOf(page).map(([, text]) => text)).toEqual(['Introduction', 'Rivers'])
})

test('a paper without numbers: the looks that repeat are levels, larger ones first', () => {
  const page = sections(
    [at(0, 'Abstract')],
    [at(1, 'Rivers of the Valley')],
    [at(2, 'Levels in Spring', bold)],
    [at(3, 'Lakes of the Valley')],
    [at(4, 'Levels in Autumn', bold)],
  )
  expect(headingsOf(page)).toEqual([
    [null, 'Abstract', 1],
    [null, 'Rivers of the Valley', 1],
    [null, 'Levels in Spring', 2],
    [null, 'Lakes of the Valley', 1],
    [null, 'Levels in Autumn', 2],
  ])
})

test('a late known name does not switch off the headings before it', () => {
  const page = sections(
    [at(0, 'Rivers of the Valley')],
    [at(1, 'Lakes of the Valley')],
    [at(2, 'Related Work')],
    [at(3, 'References')],
  )
  expect(headingsOf(page).map(([, text]) => text)).toEqual([
    'Rivers of the Valley',
    'Lakes of the Valley',
    'Related Work',
    'References',
  ])
})
