import { expect, test } from 'vitest'
import type { GroundedSentence } from '../grounding/schema.ts'
import type { PaperId } from '../papers/schema.ts'
import type { SentenceSigns } from '../review/schema.ts'
import { signsOf } from '../review/sentence-signs.ts'
import { countFlags, type EntryFacts } from './count-flags.ts'

const sentence = (text: string, change: Partial<GroundedSentence> = {}): GroundedSentence => ({
  start: 0,
  end: text.length,
  text,
  status: 'quoted',
  quotes: [],
  passages: [],
  numbers: [],
  notes: [],
  take: false,
  changed: false,
  checks: [],
  ...change,
})
const missing = (text: string) => sentence(text, { status: 'missing' })
const checks = (text: string) =>
  sentence(text, { checks: [{ kind: 'overclaim', why: 'The paper does not say "first".' }] })
const signs = (...sentences: GroundedSentence[]): SentenceSigns[] => signsOf({ sentences, pagesNotRead: [] })

const entry = (change: Partial<EntryFacts>): EntryFacts => ({
  paperId: crypto.randomUUID() as PaperId,
  title: 'A paper',
  approved: true,
  text: '',
  checked: [],
  answers: [],
  ...change,
})

test('a library without a checked text has nothing to count, and no interval', () =>
  expect(countFlags([])).toMatchObject({
    entries: 0,
    kinds: [],
    all: { agreed: { count: 0, n: 0, interval: null } },
    missed: [{ errors: { count: 0, n: 0, interval: null } }, { errors: { n: 0 } }],
  }))

test('each flag of an approved entry is agreed, dismissed, changed or unanswered, and counted by kind', () => {
  const record = countFlags([
    entry({
      text: 'Kept as it was. It is the first. Right after all.',
      checked: [
        signs(missing('Rewritten later.'), missing('Kept as it was.'), checks('It is the first.')),
        signs(missing('Kept as it was.'), checks('It is the first.'), missing('Right after all.')),
      ],
      answers: [
        { sentence: 'It is the first.', status: 'quoted', flag: 'overclaim', answer: 'agreed' },
        { sentence: 'Right after all.', status: 'missing', flag: 'sentence-missing', answer: 'dismissed' },
      ],
    }),
  ])
  expect(record.flags.map(({ sentence: words, outcome, index }) => [words, outcome, index])).toEqual([
    ['Rewritten later.', 'changed', null],
    ['Kept as it was.', 'unanswered', 0],
    ['It is the first.', 'agreed', 1],
    ['Right after all.', 'dismissed', 2],
  ])
  expect(record.kinds.map(({ flag, agreed, right }) => [flag, agreed.n, right.count, right.n])).toEqual([
    ['sentence-missing', 3, 0, 1],
    ['overclaim', 1, 1, 1],
  ])
  expect(record.all.right).toMatchObject({ count: 1, n: 2 })
  // Wilson's interval of 1 of 2.
  expect(record.all.right.interval!.low).toBeCloseTo(0.0945, 3)
})

test('an error that no flag told of is set against all sentences that carried the same sign, each counted once', () => {
  const both = [sentence('One.'), sentence('Two.'), sentence('Three.', { status: 'closest' })]
  const record = countFlags([
    entry({
      text: 'One. Two. Three.',
      checked: [signs(...both), signs(...both, sentence('Four.'))],
      answers: [{ sentence: 'Two.', status: 'quoted', flag: 'missed', answer: 'agreed' }],
    }),
  ])
  expect(record.missed).toMatchObject([
    { status: 'quoted', errors: { count: 1, n: 3 } },
    { status: 'closest', errors: { count: 0, n: 1 } },
  ])
  expect(record.errors).toMatchObject([{ sentence: 'Two.', index: 1 }])
})

test('an entry in work counts what was answered; the rest is open', () =>
  expect(
    countFlags([
      entry({
        approved: false,
        text: 'One. Two.',
        checked: [signs(missing('One.'), missing('Two.'), missing('Gone.'))],
        answers: [{ sentence: 'One.', status: 'missing', flag: 'sentence-missing', answer: 'agreed' }],
      }),
    ]),
  ).toMatchObject({ open: 2, entries: 1, flags: [{ sentence: 'One.', outcome: 'agreed' }] }))
