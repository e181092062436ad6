import { expect, test } from 'vitest'
import { madePaper } from '../../test/made-paper.ts'
import { keepTexts } from './kept-texts.ts'
import type { PaperTextId } from './schema.ts'

const id = (name: string) => name as PaperTextId
/** Readings by id, the number of title characters each, and which were read from the store. */
function kept(titles: Record<string, number>) {
  const readings: string[] = []
  const text = keepTexts(async (wanted) => {
    readings.push(wanted)
    const length = titles[wanted]
    return length === undefined
      ? null
      : JSON.stringify(madePaper([{ kind: 'title', text: wanted.padEnd(length, 'x') }]))
  })
  return { text: async (name: string) => (await text(id(name)))?.title.slice(0, 1), readings }
}

test('a reading is parsed once as long as it is among the last six that were asked for', async () => {
  const { text, readings } = kept(Object.fromEntries([...'abcdefg'].map((name) => [name, 1])))
  for (const name of 'abcdef') expect(await text(name)).toBe(name)
  expect(await text('a')).toBe('a')
  expect(readings.join('')).toBe('abcdef')
  // The seventh takes the place of the one that was not asked for longest.
  for (const name of 'gab') expect(await text(name)).toBe(name)
  expect(readings.join('')).toBe('abcdefgb')
})

test('books take the place of more than one: what is held has a size, too', async () => {
  const { text, readings } = kept({ a: 1, b: 6_000_000, c: 6_000_000, d: 1 })
  for (const name of 'abcdc') expect(await text(name)).toBe(name)
  expect(readings.join('')).toBe('abcd')
  expect(await text('b')).toBe('b')
  expect(readings.join('')).toBe('abcdb')
})

test('what is not there is asked for anew', async () => {
  const { text, readings } = kept({})
  for (let turn = 0; turn < 2; turn += 1) expect(await text('a')).toBeUndefined()
  expect(readings).toHaveLength(2)
})
