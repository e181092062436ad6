import { expect, test } from 'vitest'
import { image, paragraph, path, row, rule, structureOf, type DrawnPage } from '../../../test/drawn-page.ts'

const boxesOf = (page: DrawnPage): (readonly number[])[] =>
  structureOf(page).figures.map(({ box }) => box.map(Math.round))
const caption = (y: number, x = 80, number = 1): ReturnType<typeof row> =>
  row(x, y, `Figure ${number}: Levels of the rivers.`, { size: 9 })
/** Two columns of prose, with a hole in each from `from` to `to`. */
const columns = (from: number, to: number, right = true): ReturnType<typeof row>[] =>
  [60, 320].flatMap((x, index) => {
    const above = Math.floor((from - 70) / 12)
    const whole = index === 1 && !right
    return whole
      ? [paragraph(x, 70, 55, 230)]
      : [paragraph(x, 70, above, 230), paragraph(x, to, Math.floor((740 - to) / 12), 230)]
  })

test('the graphics between the paragraph above and the caption', () => {
  const page = {
    words: [paragraph(80, 80, 12), caption(400), paragraph(80, 430, 12)],
    graphics: [path([150, 240, 400, 330]), image([150, 340, 400, 380])],
  }
  expect(boxesOf(page)).toEqual([[150, 240, 400, 380]])
})

test('axis labels close to the graphics belong to the figure, the paragraph does not', () => {
  const page = {
    words: [paragraph(80, 80, 12), row(230, 387, 'month', { size: 8 }), caption(410), paragraph(80, 440, 12)],
    graphics: [path([150, 240, 400, 378])],
  }
  expect(boxesOf(page)).toEqual([[150, 240, 400, 389]])
})

test('a figure below its caption is found when nothing is drawn above', () => {
  const page = {
    words: [paragraph(80, 80, 12), caption(240), paragraph(80, 430, 12)],
    graphics: [path([150, 255, 400, 400])],
  }
  expect(boxesOf(page)).toEqual([[150, 255, 400, 400]])
})

test('in two columns only the graphics of the own column count', () => {
  const page = {
    words: [...columns(200, 420), caption(400, 60), caption(400, 320, 2)],
    graphics: [path([70, 220, 280, 380]), path([330, 250, 540, 380])],
  }
  expect(boxesOf(page)).toEqual([
    [70, 220, 280, 380],
    [330, 250, 540, 380],
  ])
})

test('a page-wide figure with its caption in one column is whole', () => {
  const page = { words: [...columns(200, 420), caption(400, 60)], graphics: [path([70, 220, 540, 380])] }
  expect(boxesOf(page)).toEqual([[70, 220, 540, 380]])
})

test('a table above the figure stops it', () => {
  const rows = [0, 1, 2].map((index) => [
    ...row(150, 260 + index * 14, 'River'),
    ...row(300, 260 + index * 14, `1.${index}`),
  ])
  const page = {
    words: [
      paragraph(80, 80, 10),
      row(80, 236, 'Table 1: Levels.', { size: 9 }),
      ...rows,
      caption(420),
      paragraph(80, 450, 12),
    ],
    graphics: [rule(150, 400, 248), rule(150, 400, 293), path([150, 310, 400, 400])],
  }
  expect(boxesOf(page)).toEqual([[150, 310, 400, 400]])
})

test('a white background does not widen a plot', () => {
  const white = { ...path([20, 200, 590, 395]), fill: '#ffffff', stroke: null }
  const page = {
    words: [paragraph(80, 80, 9), caption(410), paragraph(80, 440, 12)],
    graphics: [white, path([150, 240, 400, 380])],
  }
  expect(boxesOf(page)).toEqual([[150, 240, 400, 380]])
})

test('prose inside a frame of the figure does not cut it', () => {
  const page = {
    words: [paragraph(80, 80, 9), paragraph(120, 270, 3, 350), caption(410), paragraph(80, 440, 12)],
    graphics: [{ ...path([100, 240, 500, 395]), fill: '#f0f0f0' }],
  }
  expect(boxesOf(page)).toEqual([[100, 240, 500, 395]])
})

test('a caption beside its figure', () => {
  const words = [
    paragraph(80, 80, 12),
    row(360, 280, 'Figure 1: Levels of the rivers', { size: 9 }),
    row(360, 291, 'of the valley in spring and', { size: 9 }),
    row(360, 302, 'in autumn.', { size: 9 }),
    paragraph(80, 430, 12),
  ]
  expect(boxesOf({ words, graphics: [image([90, 250, 340, 400])] })).toEqual([[90, 250, 340, 400]])
})

test('captions side by side share the width between them', () => {
  const words = [
    paragraph(80, 80, 12),
    row(90, 400, 'Figure 1: Levels.', { size: 9 }),
    row(350, 400, 'Figure 2: Depths.', { size: 9 }),
    paragraph(80, 430, 12),
  ]
  expect(boxesOf({ words, graphics: [path([90, 250, 290, 385]), path([340, 250, 520, 385])] })).toEqual([
    [90, 250, 290, 385],
    [340, 250, 520, 385],
  ])
})

test('a caption without graphics has no region', () => {
  expect(boxesOf({ words: [paragraph(80, 80, 20), caption(330), paragraph(80, 350, 12)] })).toEqual([])
})
