import { describe, expect, test } from 'vitest'
import type { Grounding, GroundedNumber, GroundedQuote, GroundedSentence } from '../../server/grounding/schema.ts'
import { words } from '../../server/text/tokens.ts'
import type { ScorerInput, ScorerName } from '../schema.ts'
import { scoreDraft } from './score-draft.ts'
import { wordRuns } from '../../server/text/copied-words.ts'

const input: ScorerInput = {
  prose: '',
  marks: [],
  grounding: null,
  paperRuns: null,
  band: { min: 30, max: 55 },
  reference: null,
  approved: null,
  costUsd: null,
  durationMs: null,
}
const score = (name: ScorerName, given: Partial<ScorerInput>) =>
  scoreDraft({ ...input, ...given }).find((each) => each.name === name)!

const quote = (text: string, status: GroundedQuote['status'], differs: string | null = null): GroundedQuote => ({
  quote: text,
  pageNumber: 1,
  status,
  weak: false,
  anchor: null,
  otherPlaces: [],
  differs,
})
const number = (text: string, status: GroundedNumber['status']): GroundedNumber => ({
  start: 0,
  end: 1,
  text,
  status,
  places: [],
  derivation: null,
})
const grounded = (...sentences: Partial<GroundedSentence>[]): Grounding => ({
  pagesNotRead: [],
  sentences: sentences.map((given) => ({
    ...{ start: 0, end: 1, text: 'A sentence.', status: 'quoted', quotes: [], passages: [], numbers: [], notes: [] },
    ...{ take: false, changed: false, checks: [] },
    ...given,
  })) as GroundedSentence[],
})

test('where there is nothing to judge no scorer says that all is well', () => {
  expect(scoreDraft(input).map(({ name, value }) => [name, value])).toEqual(
    [
      ...['wrong-facts', 'numbers-found', 'quotes-found', 'slips', 'house-lint', 'length-band', 'words-copied'],
      ...['rouge-l', 'chrf', 'edit-cost', 'cost', 'time'],
    ].map((name) => [name, null]),
  )
})

describe('wrong facts', () => {
  test('are lost quotes, numbers found nowhere, and slips', () => {
    const grounding = grounded(
      { quotes: [quote('made up', 'not-found'), quote('fine', 'found'), quote('near', 'approximate')] },
      { numbers: [number('80.7', 'near'), number('81.2', 'missing'), number('3', 'maybe-in-figure')] },
      { checks: [{ kind: 'direction', why: 'rises against falls' }] },
    )
    expect(score('wrong-facts', { grounding })).toMatchObject({
      value: 3,
      why: 'quote not found: "made up" | number not found: 81.2 | rises against falls',
    })
  })
  test('a wrong number in a sentence with a slip is one fault, not two', () => {
    const slip = { kind: 'exchanged-numbers', why: '2.9 and 6.0 exchanged' } as const
    expect(
      score('wrong-facts', { grounding: grounded({ checks: [slip, slip], numbers: [number('9', 'missing')] }) }).value,
    ).toBe(1)
    expect(score('slips', { grounding: grounded({ checks: [slip, slip] }, {}) }).value).toBe(1)
  })
  test('none is 0, which is not the same as nothing to judge', () => {
    expect(score('wrong-facts', { grounding: grounded({}) }).value).toBe(0)
    expect(score('wrong-facts', { grounding: grounded() }).value).toBeNull()
  })
})

describe('shares', () => {
  test('numbers found leave out what a figure could hold', () => {
    const numbers = [
      number('1', 'near'),
      number('2', 'elsewhere'),
      number('3', 'derived'),
      number('4', 'missing'),
      number('5', 'maybe-in-figure'),
    ]
    expect(score('numbers-found', { grounding: grounded({ numbers }) })).toMatchObject({ value: 0.75, why: '4' })
    expect(score('numbers-found', { grounding: grounded({ numbers: numbers.slice(4) }) }).value).toBeNull()
  })
  test('an approximate quote is not found, and the difference is named', () => {
    const quotes = [quote('a b c d', 'found'), quote('e f g h', 'approximate', 'the paper has "i"')]
    expect(score('quotes-found', { grounding: grounded({ quotes }) })).toMatchObject({
      value: 0.5,
      why: 'e f g h (the paper has "i")',
    })
  })
})

describe('the house', () => {
  test('counts stock phrases and names them', () => {
    const lint = score('house-lint', { prose: 'This paper is a novel one.' })
    expect(lint.value).toBe(2)
    expect(lint.why).toContain('"novel"')
  })
  test('an "I" counts in a suggested take only', () => {
    const prose = 'It works. I like it.'
    expect(score('house-lint', { prose, marks: [{ kind: 'take', offset: prose.length }] }).value).toBe(1)
    expect(score('house-lint', { prose, marks: [{ kind: 'take', offset: 9 }] }).value).toBe(0)
  })
  test.each([
    [29, 0],
    [30, 1],
    [55, 1],
    [56, 0],
  ])('%d words of 30 to 55: %d', (count, expected) => {
    expect(score('length-band', { prose: Array.from({ length: count }, () => 'word').join(' ') }).value).toBe(expected)
  })
})

test.each([
  ['eight words in a row of ten are copied', 'we train an encoder to score every pair quickly now', 0.8],
  ['seven in a row are not', 'we train an encoder to score every one of them', 0],
  ['case and line breaks do not hide it', 'We TRAIN an encoder\nto score every pair', 1],
])('words copied: %s', (_name, prose, expected) => {
  const paperRuns = wordRuns('In short, we train an encoder to score every pair by a dot product.')
  expect(score('words-copied', { prose, paperRuns }).value).toBeCloseTo(expected, 10)
})

const pairs: [string, string][] = [
  ['the cat sat on the mat', 'the cat is on the mat'],
  ['MAUVE goes from 69.7 to 80.7 with reranking.', 'With reranking, MAUVE rises from 69.7 → 80.7.'],
  ['abc', 'xyz'],
  ['ab', 'abcdefgh'],
  [
    'Training pulls a prefix towards what really follows it and away from two kinds of wrong text.',
    'It is trained to score the true continuation above two kinds of negatives.',
  ],
]

describe('ROUGE-L', () => {
  test('by hand: "the cat _ on the mat" is 5 of 6 and 6 words', () => {
    expect(score('rouge-l', { prose: pairs[0]![0], reference: pairs[0]![1] }).value).toBeCloseTo(5 / 6, 12)
  })
  test('by hand: Lin’s example, "police the gunman" is 3 of 4 and 4', () => {
    expect(score('rouge-l', { prose: 'police kill the gunman', reference: 'police killed the gunman' }).value).toBe(
      0.75,
    )
  })
  test.each(pairs)('agrees with a second, recursive implementation: %s', (prose, reference) => {
    const a = words(prose)
    const b = words(reference)
    const seen = new Map<string, number>()
    const longest = (i: number, j: number): number => {
      if (i === a.length || j === b.length) return 0
      const known = seen.get(`${i},${j}`)
      if (known !== undefined) return known
      const value = a[i] === b[j] ? 1 + longest(i + 1, j + 1) : Math.max(longest(i + 1, j), longest(i, j + 1))
      seen.set(`${i},${j}`, value)
      return value
    }
    const common = longest(0, 0)
    const f1 = common === 0 ? 0 : 2 / (a.length / common + b.length / common)
    expect(score('rouge-l', { prose, reference }).value).toBeCloseTo(f1, 12)
  })
})

describe('chrF', () => {
  test('by hand: "ab" in "abc" has precision 1, recall (2/3 + 1/2) / 2', () => {
    const recall = (2 / 3 + 1 / 2) / 2
    expect(score('chrf', { prose: 'ab', reference: 'abc' }).value).toBeCloseTo((5 * recall) / (4 + recall), 12)
  })
  // sacreBLEU: CHRF().sentence_score(prose, [reference]).score
  test.each(
    pairs.map(
      (pair, index) =>
        [...pair, [64.5779420625287, 59.638887681685674, 0, 23.404255319148938, 24.306764355071735][index]!] as const,
    ),
  )('agrees with sacreBLEU: %s', (prose, reference, theirs) =>
    expect(score('chrf', { prose, reference }).value! * 100).toBeCloseTo(theirs, 9),
  )
})

test('the edit cost is judged only where the editor edited this very draft', () => {
  expect(score('edit-cost', { prose: 'The loss falls fast.', approved: 'The loss drops fast.' })).toMatchObject({
    value: 0.25,
    why: 'fixed 0.25, added 0.00',
  })
  expect(score('edit-cost', { prose: 'The loss falls fast.', reference: 'The loss drops fast.' }).value).toBeNull()
})

test('an unknown price is not free', () => {
  expect(score('cost', { costUsd: null }).value).toBeNull()
  expect(score('cost', { costUsd: 0 }).value).toBe(0)
})
