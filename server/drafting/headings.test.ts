import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { extractPaper } from '../papers/extraction/extract-paper.ts'
import type { Block } from '../papers/schema.ts'
import { blockWorth } from './block-worth.ts'
import { headingsOver } from './headings.ts'

/** As extraction leaves them: each block names the heading before it, whatever its level. */
const blocks = (
  [
    ['heading', 'Abstract', 1],
    ['heading', '1 Related Work', 1],
    ['paragraph', 'others'],
    ['heading', '2 The Widget', 1],
    ['heading', '2.1 Frame', 2],
    ['paragraph', 'a frame'],
    ['heading', '2.2 Motor', 2],
    ['paragraph', 'a motor'],
    ['heading', 'References', 1],
    ['heading', 'A Drawings', 1],
    ['paragraph', 'a drawing'],
  ] as const
).reduce<Block[]>((made, [kind, text, level]) => {
  const section = made.findLastIndex((block) => block.kind === 'heading')
  const common = { spans: [], boxes: [], section: section === -1 ? null : section, appendix: text === 'a drawing' }
  return [...made, { kind, text, ...common, ...(level !== undefined && { level }) }]
}, [])
const over = (text: string) =>
  headingsOver(
    blocks,
    blocks.find((block) => block.text === text)!,
  ).map((index) => blocks[index]!.text)

test.each([
  ['a motor', ['2.2 Motor', '2 The Widget']],
  ['2.2 Motor', ['2 The Widget']],
  ['2 The Widget', []],
  ['others', ['1 Related Work']],
])('%s stands under %j', (text, expected) => expect(over(text)).toEqual(expected))

test('a section is worth what its own heading says, not what the section before it does', () => {
  const worth = blockWorth(blocks)
  const of = (text: string) => worth[blocks.findIndex((block) => block.text === text)]
  expect(of('a motor')).toBe(2)
  expect(of('others')).toBe(7)
  // An appendix behind the references is not one of them.
  expect(of('a drawing')).toBe(8)
})

test('a real extraction gives headings that can be climbed', async () => {
  const read = await extractPaper(new Uint8Array(readFileSync('papers/edit-cost.pdf')))
  if (!read.ok) throw new Error(read.error.message)
  const names = (text: string) => {
    const heading = read.value.blocks.find((block) => block.kind === 'heading' && block.text.includes(text))!
    return headingsOver(read.value.blocks, heading).map((index) => read.value.blocks[index]!.text)
  }
  expect(names('Ranking mixed edits')).toEqual(['4 Results'])
  expect(names('5 Limitations')).toEqual([])
})
