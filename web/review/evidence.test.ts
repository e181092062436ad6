import { expect, test } from 'vitest'
import type { BoxedAnchor, SentenceView } from '../../server/desk/schema.ts'
import { LinkId } from '../../server/review/schema.ts'
import { evidenceOf, formulaWords, headlineWords, numberWords, stateOf, toLookAt } from './evidence.ts'

const anchor: BoxedAnchor = {
  spans: [{ pageIndex: 3, start: 0, end: 5 }],
  quote: 'words of the paper',
  prefix: '',
  suffix: '',
  match: 'exact',
  boxes: [{ pageIndex: 3, box: [0, 0, 10, 10] }],
}
const sentence = (change: Partial<SentenceView>): SentenceView => ({
  start: 0,
  end: 9,
  text: 'It works.',
  status: 'quoted',
  quotes: [],
  passages: [],
  numbers: [],
  notes: [],
  take: false,
  changed: false,
  checks: [],
  checkedByEditor: false,
  calledWrong: false,
  flags: [],
  links: [],
  ...change,
})
const quote = (status: 'found' | 'approximate' | 'not-found', weak = false): SentenceView['quotes'][number] => ({
  quote: 'words of the paper',
  pageNumber: 7,
  status,
  weak,
  anchor: status === 'not-found' ? null : anchor,
  otherPlaces: [],
  differs: null,
})
const number = (status: SentenceView['numbers'][number]['status'], pages: number[], cell: string | null = null) => ({
  start: 0,
  end: 4,
  text: '69.7',
  status,
  derivation: status === 'derived' ? '80.7 − 11.0' : null,
  places: pages.map((page) => ({ span: { pageIndex: page - 1, start: 0, end: 4 }, context: '', cell, boxes: [] })),
})

test('an edited sentence is "changed" whatever the check said', () => {
  expect(stateOf(sentence({}), true)).toBe('changed')
  expect(stateOf(sentence({ status: 'missing' }), false)).toBe('missing')
})

test('quotes come first and name the page where they were found, not the page that the model said', () => {
  const list = evidenceOf(sentence({ quotes: [quote('found')], passages: [{ anchor, score: 1 }] }))
  expect(list.map(({ kind, page, words }) => [kind, page, words])).toEqual([
    ['quote', 4, 'quote found'],
    ['passage', 4, 'nearest passage, not confirmed'],
  ])
})

test('a quote that is not found has no box to show', () =>
  expect(evidenceOf(sentence({ quotes: [quote('not-found')] }))).toMatchObject([
    { state: 'missing', boxes: [], page: 7 },
  ]))

test('what wants a look is said in words, and "I checked this" ends it', () => {
  const flags = [{ kind: 'number-missing' as const, why: 'Not in the text we read: 69.7.' }]
  expect(toLookAt(sentence({ flags }))).toEqual(['Not in the text we read: 69.7.'])
  expect(toLookAt(sentence({ flags, checkedByEditor: true }))).toEqual([])
  expect(toLookAt(sentence({ calledWrong: true }))).toEqual(['You said that this is wrong.'])
})

test('a link of the editor comes before everything else, and one that the newest reading lost has no page and no box', () => {
  const link = { kind: 'linked' as const, sentence: 'It works.', anchor }
  const [placed, lost, passage] = evidenceOf(
    sentence({
      status: 'linked',
      links: [
        { ...link, id: LinkId.parse(crypto.randomUUID()), state: 'placed' },
        {
          ...link,
          id: LinkId.parse(crypto.randomUUID()),
          state: 'place-lost',
          anchor: { ...anchor, boxes: [] },
        },
        { ...link, id: LinkId.parse(crypto.randomUUID()), kind: 'unlinked', state: 'placed' },
      ],
      passages: [{ anchor, score: 1 }],
    }),
  )
  expect(placed).toMatchObject({ kind: 'link', state: 'linked', page: 4, words: 'linked by you' })
  expect(lost).toMatchObject({ state: 'missing', page: null, boxes: [], anchor: null })
  expect(passage).toMatchObject({ kind: 'passage', state: 'closest' })
})

test.each([
  [number('near', [6], 'Table 3, Nucleus, PG19'), 'Table 3, Nucleus, PG19, p. 6'],
  [number('elsewhere', [1, 2, 2, 5, 6, 7]), 'not in the passage, but elsewhere, p. 1, 2, 5, 6 and 1 more'],
  [number('derived', [3]), 'worked out: 80.7 − 11.0, p. 3'],
  [number('missing', []), 'not found in the text we read'],
])('a number says where it stands', (value, words) => expect(numberWords(value)).toBe(words))

test('the abstract’s own number and a formula are named with their pages', () => {
  expect(headlineWords({ context: 'from 77.3 to 85.0', span: { pageIndex: 0 } })).toBe(
    'the abstract has “from 77.3 to 85.0”, p. 1',
  )
  expect(formulaWords({ number: '3', pageIndex: 4 })).toBe('(3), p. 5')
  expect(formulaWords({ number: null, pageIndex: 4 })).toBe('on p. 5')
})
