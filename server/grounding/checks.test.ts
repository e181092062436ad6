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

test('of two passages with both numbers the one that says it in the same words decides', () => {
  const twice = indexPaper(
    typedPaper([
      ['With 40% of the words dropped, single sentences put the right passage first in 98.9% of the cases.'],
      ['The passage is found first at 40% dropped: 98.9% of the words matter little.'],
    ]),
  )
  const kindsOf = (prose: string) =>
    ground({ text: prose, draft: { prose, marks: [] }, paper: twice }).sentences[0]!.checks.map((check) => check.kind)
  expect(kindsOf('With 40% of the words dropped, single sentences come first in 98.9% of the cases.')).toEqual([])
  expect(kindsOf('With 98.9% of the words dropped, single sentences come first in 40% of the cases.')).toEqual([
    'exchanged-numbers',
  ])
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

/** A sentence with a quote of `paper` or of another, as a model gives it. */
const quoted = (text: string, quote: string, index = paper) =>
  ground({
    text,
    draft: { prose: text, marks: [{ kind: 'quote', offset: text.length, quote, pageNumber: null }] },
    paper: index,
  }).sentences.flatMap((sentence) => sentence.checks.map((check) => [check.kind, check.why]))
const runs = indexPaper(
  typedPaper(
    [
      ['We break even after running a trace 270 times. A recorder needs 26 cycles for a step.'],
      ['For batch size 1024, the useful factor is between 4 and 8. For batch size 4096 it is larger.'],
      ['We trained each model for approximately 5 days. We used four machines in all.'],
    ],
    [],
  ),
)

test.each([
  [
    'a number that the quote has otherwise',
    'A trace pays off after 26 runs.',
    'we break even after running a trace 270 times',
    ['other-number', 'The quote has 270 times, not 26.'],
  ],
  [
    'a number that the rest of the quoted sentence has beside the same word',
    'At batch size 4096 repeats stop paying off between 4 and 8.',
    'the useful factor is between 4 and 8',
    ['other-number', 'The sentence of the quote has 1024, not 4096.'],
  ],
  [
    'a word put into the quote that is the sentence’s',
    'Each model took 5 days on four GPUs.',
    'We trained each model for approximately 5 days on four GPUs',
    ['entity', expect.stringMatching(/^"four" was put into the quote|^"gpus" was put into the quote/)],
  ],
])('a right quote under a wrong sentence: flags %s', (_name, text, quote, expected) =>
  expect(quoted(text, quote, runs)).toEqual([expected]),
)

test.each([
  ['its numbers', 'A trace pays off after 270 runs.', 'we break even after running a trace 270 times'],
  ['fewer of them', 'A trace pays off late.', 'we break even after running a trace 270 times'],
  [
    'a count in words beside them',
    'Two machines pay off after 270 runs.',
    'we break even after running a trace 270 times',
  ],
  ['other words', 'Each model took about 5 days.', 'We trained each of the models for approximately 5 days'],
])('says nothing of a quote and a sentence with %s', (_name, text, quote) =>
  expect(quoted(text, quote, runs)).toEqual([]),
)

/** Scores of games in rows, as the tables of agents have them. */
const games = indexPaper({
  ...typedPaper(
    [['Scores are averages.', 'The best agent is close to human players on Pong.']],
    [
      {
        pageIndex: 0,
        label: 'Table 1',
        rows: [
          ['Agent', 'Breakout', 'Riders', 'Pong'],
          ['Human', '31', '7456', '18.9'],
          ['Sarsa', '52', '996', '19.0'],
          ['Deepgame', '168', '4092', '20.5'],
        ],
      },
    ],
  ),
  title: 'Deepgame: playing from pixels',
})
const kindsOfGames = (text: string) =>
  ground({ text, draft: { prose: text, marks: [] }, paper: games }).sentences.flatMap((one) =>
    one.checks.map((check) => check.kind),
  )

test.each([
  ['a verb against its two values', 'The score drops from 52 to 168.', ['direction']],
  ['the same, risen', 'The score rises from 52 to 168.', []],
  ['values of two kinds', 'Training drops from 31 days to 52 minutes.', []],
  ['two arrows of which one runs back', 'Sarsa gets 52 → 31 on Breakout, and 7456 → 996 on Riders.', ['direction']],
  ['two arrows that run alike', 'Against people it is 52 → 31 on Breakout, and 996 → 7456 on Riders.', []],
  ['counts exchanged', 'On Breakout it scores 31, compared with 168 for a human.', ['exchanged-numbers']],
  ['counts in place', 'On Breakout it scores 168, compared with 31 for a human.', []],
  [
    'arrows that swapped their ends',
    'Sarsa gets 52 → 4092 on Breakout and 996 → 168 on Riders.',
    ['exchanged-numbers'],
  ],
  ['a comparison that no row bears out', 'On Riders the agent clearly exceeds the human player.', ['direction']],
  ['one that a row bears out', 'On Pong the agent clearly exceeds the human player.', []],
  ['one between two named rows', 'On Riders Sarsa beats Deepgame.', ['direction']],
  ['the same, denied', 'On Riders Sarsa does not beat Deepgame.', []],
  ['another method’s row that is not named', 'It gets 19.0 on Pong.', ['entity']],
  ['another method’s row that is named', 'Sarsa gets 19.0 on Pong.', []],
])('tables: %s', (_name, text, expected) => expect(kindsOfGames(text)).toEqual(expected))

test('where less is better, a better row is a lower one', () => {
  const errors = indexPaper({
    ...typedPaper(
      [['Errors are below.']],
      [
        {
          pageIndex: 0,
          label: 'Table 1',
          rows: [
            ['Units', 'Error'],
            ['Sigmoid', '82.6'],
            ['Softsign', '16.3'],
          ],
        },
      ],
    ),
  })
  const kindsOf = (text: string) =>
    ground({ text, draft: { prose: text, marks: [] }, paper: errors }).sentences.flatMap((one) =>
      one.checks.map((check) => check.kind),
    )
  expect(kindsOf('Softsign beats Sigmoid by far.')).toEqual([])
  expect(kindsOf('Sigmoid beats Softsign by far.')).toEqual(['direction'])
  expect(kindsOf('The error of Sigmoid is higher than Softsign.')).toEqual([])
})

test('"the first row" of the paper bears out no claim to be the first', () => {
  const shuffled = indexPaper(
    typedPaper([['If the first row of a table is moved, the earlier models answer another thing.']], []),
  )
  const kindsOf = (text: string) =>
    ground({ text, draft: { prose: text, marks: [] }, paper: shuffled }).sentences.flatMap((one) =>
      one.checks.map((check) => check.kind),
    )
  expect(kindsOf('It is the first model to answer when a table is moved.')).toEqual(['overclaim'])
  expect(kindsOf('The models answer another thing when it is the first row that is moved.')).toEqual([])
})

test('a row is named by its group too', () => {
  const rows = [
    ['Task', 'F1'],
    ['CS / SciERC / Luan et al. / REL', '79.97'],
    ['CS / SciERC / NER', '65.50'],
    ['CS / SciERC', '70.10'],
  ]
  const grouped = indexPaper(typedPaper([['Some text.']], [{ pageIndex: 0, label: 'Table 5', rows }]))
  const kindsOf = (text: string) =>
    ground({ text, draft: { prose: text, marks: [] }, paper: grouped }).sentences.flatMap((one) =>
      one.checks.map((check) => check.kind),
    )
  expect(kindsOf('On SciERC in CS it comes to 79.97.')).toEqual([])
  expect(kindsOf('On NER of SciERC in CS it comes to 79.97.')).toEqual(['entity'])
})

test('digits that look like a citation do not end the check', () => {
  expect(checksOf('Blind raters [74.5 17] preferred [17 74.5] in 74.5% of comparisons [16 17].')).toEqual([])
})

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
