import { expect, test } from 'vitest'
import { boxToPercent, joinLines, rectToBox } from './boxes.ts'

const letter = { widthPt: 612, heightPt: 792 }

test('a box in points becomes percent of its page', () =>
  expect(boxToPercent([61.2, 79.2, 306, 396], letter)).toEqual({
    left: '10.000%',
    top: '10.000%',
    width: '40.000%',
    height: '40.000%',
  }))

test('a rectangle on the screen goes to points and back at any zoom', () => {
  const page = { left: 100, top: -350, width: 918, height: 1188 }
  const box = rectToBox({ left: 191.8, top: -231.2, width: 367.2, height: 475.2 }, page, letter)
  expect(box.map((value) => Math.round(value * 10) / 10)).toEqual([61.2, 79.2, 306, 396])
})

test('runs of one line are joined, the next line and the other column are not', () => {
  const boxes = [
    { pageIndex: 0, box: [50, 100, 90, 110] as const },
    { pageIndex: 0, box: [93, 101, 140, 111] as const },
    { pageIndex: 0, box: [50, 112, 90, 122] as const },
    { pageIndex: 0, box: [320, 112, 400, 122] as const },
    { pageIndex: 1, box: [402, 112, 450, 122] as const },
  ]
  expect(joinLines(boxes).map(({ box }) => box)).toEqual([
    [50, 100, 140, 111],
    [50, 112, 90, 122],
    [320, 112, 400, 122],
    [402, 112, 450, 122],
  ])
})
