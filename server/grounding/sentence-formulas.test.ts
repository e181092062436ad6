import { expect, test } from 'vitest'
import { typedPaper } from '../../test/typed-paper.ts'
import { anchorQuote } from './anchor-quote.ts'
import { ground } from './ground.ts'
import { indexPaper } from './paper-index.ts'

const paper = indexPaper(
  typedPaper([
    [
      'The two networks play a game whose value the generator lowers and the discriminator raises:',
      { kind: 'equation', text: 'min G max D V = E log D + E log (1 − D) (1)' },
      'Nothing else is shared between the two players of it.',
    ],
    [
      'Samples are drawn by ancestral sampling.',
      { kind: 'equation', text: 'C = E log D + log(4)' },
      { kind: 'figure-text', text: '. (2)' },
      'where the expectation runs over all the samples of a batch.',
    ],
  ]),
)
const formulasOf = (text: string, quote?: string) =>
  ground({
    text,
    draft: {
      prose: text,
      marks: quote === undefined ? [] : [{ kind: 'quote', offset: text.length, quote, pageNumber: null }],
    },
    paper,
  }).sentences[0]!.formulas

test('a formula that is named by its number is found by it, with its box on the page', () => {
  const [formula] = formulasOf('Equation (1) is what they optimise.')!
  expect(formula).toMatchObject({ number: '1', pageIndex: 0 })
  const [x0, y0, x1, y1] = formula!.box
  const runs = paper.paper.pages[0]!.runs.filter((run) => run[3] >= y0 && run[5] <= y1)
  expect(runs.map((run) => paper.paper.pages[0]!.text.slice(run[0], run[1])).join(' ')).toBe(
    paper.paper.blocks[1]!.text,
  )
  expect(runs.every((run) => run[2] >= x0 && run[4] <= x1)).toBe(true)
})

test.each([
  ['a number that was read as a stray sign after it', 'The loss in eq. 2 is lower.', ['2']],
  ['no such number', 'The loss in eq. 7 is lower.', undefined],
  ['a table of that number', 'Table 1 has the rest.', undefined],
])('%s', (_name, text, expected) => expect(formulasOf(text)?.map((formula) => formula.number)).toEqual(expected))

test('a sentence that quotes the words before or after a formula is led to it', () => {
  const numbers = (quote: string) => formulasOf('So it goes here.', quote)?.map((formula) => formula.number)
  expect(numbers('the generator lowers and the discriminator raises')).toEqual(['1'])
  expect(numbers('where the expectation runs over all the samples')).toEqual(['2'])
  expect(numbers('Nothing else is shared between the two players')).toBeUndefined()
})

test('without a quote only a sentence that speaks of a formula is led to the one at its nearest passage', () => {
  const words = 'the generator lowers and the discriminator raises the value of the game'
  expect(formulasOf(`Their objective: ${words}.`)?.map((formula) => formula.number)).toEqual(['1'])
  expect(formulasOf(`There ${words}.`)).toBeUndefined()
})

test('the letters of a formula are no passage, though a quote of them is still found', () => {
  const passages = ground({ text: 'C is E log D + log.', draft: null, paper }).sentences[0]!.passages
  expect(passages.map(({ anchor }) => anchor.quote).join()).not.toContain('log D')
  expect(anchorQuote('C = E log D + log(4)', paper).ok).toBe(true)
})
