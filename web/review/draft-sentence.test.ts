import { expect, test } from 'vitest'
import { draftSentence } from './draft-sentence.ts'

const draft = 'They train a reranker. It scores samples by how well they fit. It beats 69.7 on the test set.'
const around = (text: string, words: string) => {
  const from = text.indexOf(words)
  return { from, to: from + words.length }
}
const wordsAt = (text: string, words: string) => draftSentence(draft, text, around(text, words))?.words ?? null

test.each([
  ['a changed sentence', 'They train a big reranker.', 'They train a reranker.'],
  ['one that moved', 'It beats 70 on the test set.', 'It beats 69.7 on the test set.'],
  [
    'one with other words altogether, between neighbours that stayed',
    'Fit is what counts.',
    'It scores samples by how well they fit.',
  ],
])('%s has its words in the draft', (_name, now, words) => {
  const text = {
    'They train a big reranker.': `${now} It scores samples by how well they fit. It beats 69.7 on the test set.`,
    'It beats 70 on the test set.': `${now} They train a reranker. It scores samples by how well they fit.`,
    'Fit is what counts.': `They train a reranker. ${now} It beats 69.7 on the test set.`,
  }[now]!
  expect(wordsAt(text, now)).toBe(words)
  const found = draftSentence(draft, text, around(text, now))!
  expect(text.slice(found.place.start, found.place.end)).toBe(now)
})

test('a sentence that the draft does not have has no words there', () => {
  expect(wordsAt(`${draft} I doubt that it matters.`, 'I doubt that it matters.')).toBeNull()
  expect(wordsAt('Mine alone, from first to last.', 'Mine alone')).toBeNull()
})

test('of words typed behind a changed sentence only the changed one is meant', () => {
  const text = `They train one big reranker. My doubts stay. ${draft.slice(23)}`
  const found = draftSentence(draft, text, around(text, 'They train one big reranker. My doubts stay.'))!
  expect(text.slice(found.place.start, found.place.end)).toBe('They train one big reranker.')
  expect(found.words).toBe('They train a reranker.')
})

test('of two in a row that were rewritten altogether nobody knows which was which', () => {
  const text = 'Everything new here. Nothing is left. It beats 69.7 on the test set.'
  expect(wordsAt(text, 'Everything new here.')).toBeNull()
})
