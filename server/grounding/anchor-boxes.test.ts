import { expect, test } from 'vitest'
import { typedPaper } from '../../test/typed-paper.ts'
import { boxesOf } from './anchor-boxes.ts'

// Characters are 5 pt wide, lines 12 pt apart and 10 high, from (50, 50).
const paper = typedPaper([['alpha beta gamma', `${'word '.repeat(16)}next line`], ['second page']])

test('words of one line are one box', () => {
  expect(boxesOf([{ pageIndex: 0, start: 0, end: 10 }], paper)).toEqual([{ pageIndex: 0, box: [50, 50, 100, 60] }])
})

test('a place inside a word is cut in proportion to its characters', () => {
  expect(boxesOf([{ pageIndex: 0, start: 2, end: 4 }], paper)).toEqual([{ pageIndex: 0, box: [60, 50, 70, 60] }])
})

test('each line has its box', () => {
  const start = paper.pages[0]!.text.indexOf('word next')
  expect(boxesOf([{ pageIndex: 0, start, end: start + 9 }], paper)).toEqual([
    { pageIndex: 0, box: [425, 62, 445, 72] },
    { pageIndex: 0, box: [50, 74, 70, 84] },
  ])
})

test('a place over a page break has boxes on both pages; white space has none', () => {
  const spans = [
    { pageIndex: 0, start: 11, end: 16 },
    { pageIndex: 1, start: 0, end: 6 },
  ]
  expect(boxesOf(spans, paper).map(({ pageIndex }) => pageIndex)).toEqual([0, 1])
  expect(boxesOf([{ pageIndex: 0, start: 5, end: 6 }], paper)).toEqual([])
})

test('columns side by side are two boxes though their lines are level', () => {
  const two = {
    pages: [
      {
        ...paper.pages[0]!,
        text: 'left right',
        runs: [
          [0, 4, 50, 50, 70, 60],
          [5, 10, 330, 50, 355, 60],
        ] as [number, number, number, number, number, number][],
      },
    ],
  }
  expect(boxesOf([{ pageIndex: 0, start: 0, end: 10 }], two)).toHaveLength(2)
})
