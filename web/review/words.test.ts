import { expect, test } from 'vitest'
import { bandWords, replyAsProse } from './words.ts'

test.each([
  [212, 'normal', '212 of 150-210 words, 2 over', 'long'],
  [150, 'normal', '150 of 150-210 words', 'in'],
  [0, 100, '0 of 85-115 words, 85 to go', 'short'],
] as const)('%d words of %s', (words, length, text, state) => expect(bandWords(words, length)).toEqual({ text, state }))

test.each([
  ['marks are taken out', 'It works. [[p4: "it [really] works"]] Yes.', 'It works. Yes.'],
  ['a mark that is still being written is held back', 'It works. [[p4: "it re', 'It works.'],
  ['so is its first bracket', 'It works. [', 'It works.'],
  ['the tail is not part of the entry', 'It works.\n\nFor the editor:\n- note 2 not used', 'It works.'],
])('%s', (_name, reply, prose) => expect(replyAsProse(reply)).toBe(prose))
