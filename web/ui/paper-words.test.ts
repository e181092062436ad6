import { expect, test } from 'vitest'
import { authorWords, lengthWords, pageList } from './paper-words.ts'

test.each([
  [[], ''],
  [['A'], 'A'],
  [['A', 'B'], 'A and B'],
  [['A', 'B', 'C', 'D'], 'A, B and 2 more'],
])('authors %j', (authors, words) => expect(authorWords(authors)).toBe(words))
test('a named length and a number of words both read as words', () => {
  expect(lengthWords('short')).toBe('~100 words')
  expect(lengthWords(250)).toBe('~250 words')
})
test('pages in a row are written as a range', () => expect(pageList([1, 2, 3, 7])).toBe('1-3, 7'))
