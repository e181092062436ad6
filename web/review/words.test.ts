import { expect, test } from 'vitest'
import { bandWords, replyAsProse } from './words.ts'

test.each([
  [212, 'normal', { text: '212 of 150-210 words', off: '2 over', state: 'long' }],
  [150, 'normal', { text: '150 of 150-210 words', off: 'in the band', state: 'in' }],
  [0, 100, { text: '0 of 85-115 words', off: '85 to go', state: 'short' }],
] as const)('%d words of %s', (words, length, expected) => expect(bandWords(words, length)).toEqual(expected))

test.each([
  ['marks are taken out', 'It works. [[p4: "it [really] works"]] Yes.', 'It works. Yes.'],
  ['a mark that is still being written is held back', 'It works. [[p4: "it re', 'It works.'],
  ['so is its first bracket', 'It works. [', 'It works.'],
  ['the tail is not part of the entry', 'It works.\n\nFor the editor:\n- note 2 not used', 'It works.'],
])('%s', (_name, reply, prose) => expect(replyAsProse(reply)).toBe(prose))
