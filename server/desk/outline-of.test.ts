import { expect, test } from 'vitest'
import { madePaper } from '../../test/made-paper.ts'
import { outlineOf } from './outline-of.ts'

test('the outline has the headings alone, in reading order, each with its level and its place', () => {
  const { blocks } = madePaper([
    { kind: 'title', text: 'A Trial' },
    { kind: 'heading', text: '1 Introduction' },
    { kind: 'paragraph', text: 'Words.' },
    { kind: 'heading', text: '1.1 Why', page: 2 },
  ])
  const box = (pageIndex: number) => [{ pageIndex, box: [72, 100, 300, 112] as [number, number, number, number] }]
  const placed = blocks.map((block) => ({ ...block, boxes: box(block.spans[0]!.pageIndex) }))
  const deeper = placed.map((block) => (block.text === '1.1 Why' ? { ...block, level: 2 } : block))
  expect(outlineOf({ blocks: deeper })).toEqual([
    { text: '1 Introduction', level: 1, boxes: box(0) },
    { text: '1.1 Why', level: 2, boxes: box(1) },
  ])
})
