import { expect, test } from 'vitest'
import { typedPaper } from '../../test/typed-paper.ts'
import { ground } from './ground.ts'
import { indexPaper } from './paper-index.ts'
import { toLookAt } from './to-look-at.ts'

const paper = indexPaper(
  typedPaper([
    [
      'The loss falls by 12.5% on held-out text.',
      'Feedback loops become difficult to detect when models are updated infrequently.',
    ],
  ]),
)
const draft = {
  prose:
    'The loss falls by 99.5% on held-out text. Zebras migrate northwards. Feedback loops become easier to detect when models are updated infrequently. The loss falls.',
  marks: [{ kind: 'quote' as const, offset: 161, quote: 'words that nobody ever wrote down here', pageNumber: null }],
}

test('approval asks about what the model wrote and the check did not find, each sentence once with its reasons', () => {
  expect(draft.prose).toHaveLength(161)
  expect(toLookAt(ground({ text: draft.prose, draft, paper }))).toEqual([
    { sentence: 'The loss falls by 99.5% on held-out text.', why: 'Not in the text we read: 99.5%.' },
    { sentence: 'Zebras migrate northwards.', why: 'Not found in the text we read.' },
    {
      sentence: 'Feedback loops become easier to detect when models are updated infrequently.',
      why: 'The sentence has "easier", the passage "difficult".',
    },
    { sentence: 'The loss falls.', why: 'The paper does not have the quote "words that nobody ever wrote down here".' },
  ])
})

test('own and changed sentences are not asked about, but a number that is missing in a changed one is', () => {
  const text =
    'I think zebras like 77.7. The loss falls by 99.5% on all held-out text. Feedback loops become much easier to detect when models are updated infrequently.'
  expect(toLookAt(ground({ text, draft, paper })).map((entry) => entry.why)).toEqual([
    'Not in the text we read: 99.5%.',
  ])
})
