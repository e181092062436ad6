import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { wordDiff } from './word-diff.ts'

test('a changed word is removed, then added; the rest is the same', () => {
  expect(wordDiff('The loss falls fast.', 'The loss drops fast.')).toEqual([
    { kind: 'same', text: 'The loss ' },
    { kind: 'removed', text: 'falls' },
    { kind: 'added', text: 'drops' },
    { kind: 'same', text: ' fast.' },
  ])
})

test('a new paragraph break is a change', () => {
  const pieces = wordDiff('One. Two.', 'One.\n\nTwo.')
  expect(pieces).toContainEqual({ kind: 'added', text: '\n\n' })
})

test('equal texts are one piece, empty texts none', () => {
  expect(wordDiff('a b', 'a b')).toEqual([{ kind: 'same', text: 'a b' }])
  expect(wordDiff('', '')).toEqual([])
})

test('the pieces give both texts back, whatever they are', () => {
  assert(
    property(string({ unit: 'binary' }), string({ unit: 'binary' }), (before, after) => {
      const pieces = wordDiff(before, after)
      const without = (kind: string) => pieces.flatMap((piece) => (piece.kind === kind ? [] : [piece.text])).join('')
      expect(without('added')).toBe(before)
      expect(without('removed')).toBe(after)
    }),
  )
})
