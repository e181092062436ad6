import { EditorState, type ChangeSpec } from '@codemirror/state'
import { expect, test } from 'vitest'
import { mapMarks, markAt, type SentenceMark } from './sentence-marks.ts'

const text = 'One here. Two there. Three.'
const marks: SentenceMark[] = [
  [0, 9],
  [10, 20],
  [21, 27],
].map(([from = 0, to = 0], index) => ({ index, from, to, state: 'found', look: false, doubts: [] }))

const after = (changes: ChangeSpec) => {
  const transaction = EditorState.create({ doc: text }).update({ changes })
  const now = transaction.newDoc.toString()
  return mapMarks(marks, transaction.changes).map(({ from, to, state }) => [now.slice(from, to), state])
}

test('a changed sentence is changed, its neighbours move along', () =>
  expect(after({ from: 14, to: 19, insert: 'elsewhere' })).toEqual([
    ['One here.', 'found'],
    ['Two elsewhere.', 'changed'],
    ['Three.', 'found'],
  ]))

test('a new sentence between two others belongs to neither', () =>
  expect(after({ from: 10, insert: 'New one. ' })).toEqual([
    ['One here.', 'found'],
    ['Two there.', 'found'],
    ['Three.', 'found'],
  ]))

test('words typed behind the full stop are not the sentence’s own', () =>
  expect(after({ from: 9, insert: ' More.' })[0]).toEqual(['One here.', 'found']))

test('a new end for a sentence stays with it', () => {
  const cut = EditorState.create({ doc: text }).update({ changes: { from: 14, to: 20 } })
  const typed = cut.state.update({ changes: { from: 14, insert: 'then.' } })
  const [, second] = mapMarks(mapMarks(marks, cut.changes), typed.changes)
  expect(typed.newDoc.sliceString(second?.from ?? 0, second?.to)).toBe('Two then.')
})

test('a deleted sentence is gone', () =>
  expect(after({ from: 10, to: 21 }).map(([words]) => words)).toEqual(['One here.', 'Three.']))

test('a cut through two sentences changes both', () =>
  expect(after({ from: 5, to: 14 }).map(([, state]) => state)).toEqual(['changed', 'changed', 'found']))

test('the sentence at the cursor, or the one just typed behind, but not over a paragraph', () => {
  expect(markAt(marks, 12, text)?.index).toBe(1)
  expect(markAt(marks, 29, `${text} x`)?.index).toBe(2)
  expect(markAt(marks, 29, `${text}\n\nx`)).toBeNull()
})
