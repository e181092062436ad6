import { expect, test } from 'vitest'
import { placeSentences } from './place-sentences.ts'

const checked = (text: string) =>
  text.split(/(?<=\.) /).map((sentence) => ({ text: sentence, start: text.indexOf(sentence), changed: false }))
const shown = (before: string, now: string) =>
  placeSentences(checked(before), now).map(({ from, to, changed }) => `${changed ? '✎ ' : ''}${now.slice(from, to)}`)

test.each([
  ['the same text', 'One here. Two there.', 'One here. Two there.', ['One here.', 'Two there.']],
  ['words put before', 'One here. Two there.', 'Well. One here. Two there.', ['One here.', 'Two there.']],
  [
    'a changed sentence keeps its place',
    'One here. Two there. Three.',
    'One here. Two then. Three.',
    ['One here.', '✎ Two then.', 'Three.'],
  ],
  ['a dropped sentence is gone', 'One here. Two there. Three.', 'One here. Three.', ['One here.', 'Three.']],
  ['a sentence said twice', 'Same. Other. Same.', 'Same. Other. Same.', ['Same.', 'Other.', 'Same.']],
  ['all changed', 'One here. Two there.', 'Something else.', ['✎ Something else.']],
  ['an empty page', 'One here.', '', []],
])('%s', (_name, before, now, expected) => expect(shown(before, now)).toEqual(expected))
