import { expect, test } from 'vitest'
import { alignSentences, wordSimilarity } from './align-sentences.ts'

test('equal sentences are paired first, also when they changed places', () => {
  expect(alignSentences(['A b c.', 'D e f.'], ['D  e\nf.', 'A b c.'])).toEqual([
    { from: 1, to: 0, similarity: 1 },
    { from: 0, to: 1, similarity: 1 },
  ])
})

test('a reworded sentence keeps its partner, an unlike one has none', () => {
  const pairs = alignSentences(
    ['The loss falls fast.', 'It is open.'],
    ['The loss falls slowly.', 'Cats sleep all day.'],
  )
  expect(pairs).toEqual([{ from: 0, to: 0, similarity: 0.75 }])
})

test('two equal sentences are two partners, not one', () => {
  expect(alignSentences(['So it is.'], ['So it is.', 'So it is.']).map((pair) => pair.to)).toEqual([0])
})

test.each([
  ['half the words', 'one two', 'one three', 0.5],
  ['repeats count', 'a a', 'a', 2 / 3],
  ['no words at all', '…', '', 1],
])('similarity: %s', (_name, a, b, expected) => expect(wordSimilarity(a, b)).toBeCloseTo(expected, 10))
