import { expect, test } from 'vitest'
import { houseLint } from './house-lint.ts'

const found = (text: string) => houseLint(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])

test.each([
  ['this paper', 'In this paper a loss is tried.', [['stock-phrase', 'In this paper']]],
  ['the authors propose', 'The authors propose a loss.', [['stock-phrase', 'The authors propose']]],
  [
    'novel and state of the art',
    'A novel, state-of-the-art model.',
    [
      ['stock-phrase', 'novel'],
      ['stock-phrase', 'state-of-the-art'],
    ],
  ],
  ['a doubled word, over a line end too', 'It trains the\nthe model.', [['doubled-word', 'the\nthe']]],
  ['a stop inside a sentence', 'It works effectively. training is slow.', [['stray-punctuation', '. ']]],
  ['a space before a comma', 'Fast , and small.', [['stray-punctuation', ' ']]],
  [
    'doubled punctuation',
    'It works.. Well,, yes.',
    [
      ['stray-punctuation', '..'],
      ['stray-punctuation', ',,'],
    ],
  ],
  ['an empty bracket', 'It works () well.', [['stray-punctuation', '()']]],
])('finds %s', (_name, text, expected) => expect(found(text)).toEqual(expected))

test.each([
  ['abbreviations', 'Losses, e.g. the hinge loss, and Smith et al. found it vs. us.'],
  ['ellipses and call-outs', 'Segments…\n\n…and semantic segmentation:'],
  ['novelty and a novel by someone', 'Novelty scores on a novel by Austen, had had enough.'],
  ['the editor’s own "I" and numbers', 'I think 3 of them are fun, and it gets 80.7% on CIFAR-10.'],
  ['a question', 'What if you could? Then 5:02 is late.'],
])('says nothing of %s', (_name, text) => expect(found(text)).toEqual([]))

test('a suggested take has neither an "I" nor a number', () => {
  const text = 'It works. I think that 80% of it is tuning with I-VILA.'
  expect(
    houseLint(text, [{ start: 10, end: text.length }]).map(({ kind, start, end }) => [kind, text.slice(start, end)]),
  ).toEqual([
    ['first-person-take', 'I'],
    ['number-in-take', '80%'],
  ])
  expect(houseLint(text)).toEqual([])
})

test('the house has words of its own that it never prints: whole ones, in any case, over a line break', () => {
  const text = 'Leverages a\nGame\nchanger (leverage). Leveraged.'
  const findings = houseLint(text, [], ['leverages', 'game changer', '(leverage)'])
  expect(findings.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['never-used', 'Leverages'],
    ['never-used', 'Game\nchanger'],
    ['never-used', '(leverage)'],
  ])
})
