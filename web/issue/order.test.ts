import { expect, test } from 'vitest'
import { movedBy, neighbour, withAdded } from './order.ts'

test.each([
  ['down', 'a', 1, 'bac'],
  ['up', 'c', -1, 'acb'],
  ['not past the end', 'c', 1, 'abc'],
  ['not past the start', 'a', -5, 'abc'],
  ['an id that is not there moves nothing', 'x', 1, 'abc'],
])('moved by: %s', (_name, id, by, expected) => expect(movedBy(['a', 'b', 'c'], id, by).join('')).toBe(expected))

test('a starred paper comes in behind the stars, any other one at the end', () => {
  const entries = [
    { paperId: 'a', starred: true },
    { paperId: 'b', starred: false },
  ]
  expect(withAdded(entries, { paperId: 'x', starred: true })).toEqual(['a', 'x', 'b'])
  expect(withAdded(entries, { paperId: 'x', starred: false })).toEqual(['a', 'b', 'x'])
  expect(withAdded([], { paperId: 'x', starred: true })).toEqual(['x'])
})

test.each([
  ['the one behind', 'b', 'c'],
  ['the one before the last', 'c', 'b'],
])('chosen next: %s', (_name, id, expected) => expect(neighbour(['a', 'b', 'c'], id)).toBe(expected))

test('nothing is chosen in an empty list', () => expect(neighbour(['a'], 'a')).toBeNull())
