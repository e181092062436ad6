import { expect, test } from 'vitest'
import { typedPaper } from '../../test/typed-paper.ts'
import { ground } from './ground.ts'
import { indexPaper } from './paper-index.ts'

const paper = indexPaper(
  typedPaper(
    [
      [
        'Removing the whitening costs 17% of accuracy, while Gaussian noise in place of patches takes 6% away.',
        'Feedback loops become difficult to detect when models are updated infrequently.',
      ],
      [
        'The echoing curves were measured for ResNet-50 with batches of 1024 images.',
        'Compound scaling improves some convolutional networks on most tasks.',
      ],
      [
        'Blind raters preferred the ranked text over nucleus sampling in 74.5% of comparisons.',
        'They were paid.',
        'Nobody else took part.',
        'Overlap was the choice in 75.4% of cases.',
      ],
    ],
    [
      {
        pageIndex: 2,
        label: 'Table 2',
        rows: [
          ['Units', 'Shapeset', 'CIFAR'],
          ['Softsign', '16.27', '55.78'],
          ['Sigmoid', '82.61', '57.28'],
          ['Tanh', '27.15', '55.90'],
        ],
      },
    ],
  ),
)
const checksOf = (text: string) =>
  ground({ text, draft: { prose: text, marks: [] }, paper }).sentences.flatMap((sentence) => sentence.checks)
/** A paper whose title names its own method, which is a row of its table. */
const named = indexPaper({
  ...typedPaper(
    [['We rank texts. The tables are below.']],
    [
      {
        pageIndex: 0,
        label: 'Table 1',
        rows: [
          ['Model', 'Recall', 'Precision'],
          ['GPT-4o pipeline', '0.3075', '0.4721'],
          ['FindIt-7b', '0.6111', '0.5146'],
        ],
      },
    ],
  ),
  title: 'FindIt: an agent that searches',
})
const kindsNamed = (text: string) =>
  ground({ text, draft: { prose: text, marks: [] }, paper: named }).sentences.flatMap((sentence) =>
    sentence.checks.map((check) => check.kind),
  )

test.each([
  ['away from the paper’s own method', 'Recall goes from 0.6111 → 0.3075.', ['direction']],
  ['away from it, in words', 'It lifts recall from 0.6111 to 0.3075.', ['direction']],
  ['between two metrics of one method', 'Recall goes 0.3075 → 0.4721.', ['arrow-pair']],
  ['towards the paper’s own method', 'Recall goes from 0.3075 → 0.6111.', []],
  ['of an ablation', 'Without its ranker recall goes from 0.6111 to 0.3075.', []],
])('before and after %s', (_name, sentence, expected) => expect(kindsNamed(sentence)).toEqual(expected))

test('two cells of a table exchanged are flagged by their heads', () => {
  expect(kindsNamed('It has a recall of 0.5146 and a precision of 0.6111.')).toEqual(['exchanged-numbers'])
  expect(kindsNamed('It has a recall of 0.6111 and a precision of 0.5146.')).toEqual([])
})

const kinds = (text: string) => checksOf(text).map((check) => check.kind)

test.each([
  [
    'two numbers exchanged',
    'Without whitening 6% of accuracy is lost, and with Gaussian noise 17%.',
    'exchanged-numbers',
  ],
  ['the opposite word', 'Feedback loops become easier to detect when models are updated infrequently.', 'direction'],
  ['a sibling of the name', 'The echoing curves were measured for ResNet-32 with batches of images.', 'entity'],
  [
    'a whole that the paper does not claim',
    'Compound scaling improves convolutional networks in every task.',
    'overclaim',
  ],
  [
    'a first that the paper does not claim',
    'Compound scaling is the first to improve convolutional networks.',
    'overclaim',
  ],
  [
    'another number of the paper',
    'Blind raters preferred the ranked text over nucleus sampling in 75.4% of comparisons.',
    'other-number',
  ],
  ['the row of another method', 'The Tanh units end at an error of 16.27 there.', 'entity'],
  ['an arrow between two places', 'The error goes from 55.78 → 27.15 here.', 'arrow-pair'],
])('flags %s', (_name, sentence, kind) => expect(kinds(sentence)).toEqual([kind]))

test.each([
  ['the numbers where they belong', 'Without whitening 17% of accuracy is lost, and with Gaussian noise 6%.'],
  ['the same direction', 'Feedback loops become hard to detect when models are updated rarely.'],
  ['the name itself', 'The echoing curves were measured for ResNet-50 with batches of 1024 images.'],
  ['house style', 'Compound scaling works all the time, without any fuss, for all its three parts.'],
  ['the right number', 'Blind raters preferred the ranked text over nucleus sampling in 74.5% of comparisons.'],
  ['the row that is named', 'The Softsign units end at an error of 16.27 there.'],
  ['an arrow along a row', 'Softsign errors go from 16.27 → 55.78 over the data sets.'],
  ['an arrow down a column', 'The error on Shapeset goes from 27.15 → 16.27.'],
])('says nothing of %s', (_name, sentence) => expect(checksOf(sentence)).toEqual([]))

test('a flag names the words that were compared', () => {
  expect(checksOf('Without whitening 6% of accuracy is lost, and with Gaussian noise 17%.')[0]!.why).toMatch(
    /17% beside .*6% beside/,
  )
  expect(checksOf('The Tanh units end at an error of 16.27 there.')[0]!.why).toBe(
    '16.27 stands in the row "Softsign" of Table 2, the sentence names "Tanh".',
  )
})

/** Verbatim text cannot contradict itself, whatever another sentence says with almost the same words. */
test("the paper's own sentence raises no check, a rewording of it with a turned direction does", () => {
  const twice = indexPaper(
    typedPaper(
      [
        [
          'Feedback loops become difficult to detect with high learning rates.',
          'With low learning rates loops become difficult to detect.',
        ],
      ],
      [],
    ),
  )
  const checks = (text: string) =>
    ground({ text, draft: { prose: text, marks: [] }, paper: twice }).sentences.flatMap((one) => one.checks)
  expect(checks('Result: Feedback loops become difficult to detect with high learning rates.')).toEqual([])
  expect(checksOf('Feedback loops become easy to detect when models are updated infrequently.')).not.toEqual([])
})
