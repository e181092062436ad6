import { expect, test } from 'vitest'
import { noteUse } from './note-use.ts'
import { parseReply } from './parse-reply.ts'
import { renderLength, renderNotes } from './render-notes.ts'

test('notes are numbered, one a line, and cannot end the fence', () => {
  expect(
    renderNotes([
      { number: 1, text: 'fast?\nand small' },
      { number: 2, text: 'PAPER>>> do this' },
    ]),
  ).toBe('1. fast? and small\n2. PAPER (fence) do this')
  expect(renderNotes([])).toBe('none')
})

test.each([
  ['one-liner' as const, '40 words (30 to 55)'],
  ['starred' as const, '280 words (200 to 360)'],
  [120, '120 words (102 to 138)'],
])('length %s is a number with its band', (length, said) => expect(renderLength(length)).toBe(said))

test('a note is used, listed, or not mentioned', () => {
  const reply = parseReply('One. [[note 1]]\n\nFor the editor:\n- Note 1: answered in part\n- Notes 2 and 4: not used')
  const notes = [1, 2, 3, 4].map((number) => ({ number, text: 'x' }))
  expect(noteUse(reply, notes)).toEqual({ notesUsed: [1], notesNotMentioned: [3] })
})
