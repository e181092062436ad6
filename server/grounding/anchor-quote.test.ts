import { expect, test } from 'vitest'
import { typedPaper } from '../../test/typed-paper.ts'
import { anchorQuote } from './anchor-quote.ts'
import { indexPaper } from './paper-index.ts'

const index = indexPaper(
  typedPaper([
    [
      'The eﬃcient model re-\nduces the error from 6.0 to 115.60 points on the test set.',
      'We fine-tune R ANK G EN with a batch of 5 examples on each of the two devices5 for a day.',
      'A small gain over the baseline is seen here.',
      'The sentence that starts on this page is torn by',
    ],
    [
      { kind: 'footnote', text: 'A footnote stands between the halves.' },
      { text: 'the break and ends on the next one.', goesOn: true },
      'A small gain over the baseline is seen here. It holds for 15.60 too.',
    ],
    ['The last page says little.'],
  ]),
)
const anchored = (quote: string, hints = {}) => {
  const result = anchorQuote(quote, index, hints)
  if (!result.ok) return result.error.kind
  const { match, spans } = result.value.anchor
  return [
    match,
    ...spans.map((span) => `${span.pageIndex}: ${index.paper.pages[span.pageIndex]!.text.slice(span.start, span.end)}`),
  ]
}

test.each([
  ['as it stands', 'reduces the error', 'loosened'],
  ['white space apart', 'the error  from\n6.0 to', 'exact'],
  ['with its own quotation marks and stop', '“points on the test set.”', 'exact'],
])('a quote is found %s', (_name, quote, match) => expect(anchored(quote)[0]).toBe(match))

test.each([
  [
    'ligature, hyphen, line break and case',
    'The Efficient model reduces the error',
    '0: The eﬃcient model re-\nduces the error',
  ],
  ['small caps', 'We finetune RankGen with', '0: We fine-tune R ANK G EN with'],
])('loosened: %s', (_name, quote, place) => expect(anchored(quote)).toEqual(['loosened', place]))

test('a quote over a page break has a place on both pages, whatever stands between the halves', () => {
  expect(anchored('starts on this page is torn by the break and ends')).toEqual([
    'exact',
    '0: starts on this page is torn by',
    '1: the break and ends',
  ])
})

test.each([
  ['a longer number', '5.60', 'quote-too-short'],
  ['a longer word', 'set on', 'quote-too-short'],
  ['a number without its point', 'from 60 to 115', 'quote-not-found'],
  ['nothing', '…', 'quote-too-short'],
  ['invented words', 'similar gains were obtained with rectified linear units', 'quote-not-found'],
  ['a changed word in four', 'A big gain over', 'quote-not-found'],
])('not found: %s', (_name, quote, kind) => expect(anchored(quote)).toBe(kind))

test('a few changed words are found, labelled, and named with a changed number first', () => {
  const result = anchorQuote('R ANK G EN with some batch of 8 examples on each of the two devices for a day', index)
  expect(result).toMatchObject({ ok: true, value: { anchor: { match: 'approximate', spans: [{ pageIndex: 0 }] } } })
  expect(result.ok && result.value.differs).toBe(
    'the paper has "5", the quote "8"; the paper has "a", the quote "some"',
  )
})

test('the page that the mark names settles which place is meant, else the nearest; the other is kept', () => {
  const places = (hints = {}) => {
    const result = anchorQuote('A small gain over the baseline', index, hints)
    return result.ok
      ? [result.value.anchor, ...result.value.otherPlaces].map((anchor) => anchor.spans[0]!.pageIndex)
      : []
  }
  expect(places()).toEqual([0, 1])
  expect(places({ pageNumber: 2 })).toEqual([1, 0])
  expect(places({ nearPageIndex: 2 })).toEqual([1, 0])
  expect(places({ pageNumber: 1, nearPageIndex: 2 })).toEqual([0, 1])
})

test('a bare number is found with its borders', () => {
  expect(anchored('15.60')).toEqual(['exact', '1: 15.60'])
})

test('the parts of a quote with an ellipsis stand near each other', () => {
  expect(anchored('The efficient model … on the test set')).toEqual([
    'loosened',
    '0: The eﬃcient model',
    '0: on the test set',
  ])
  expect(anchored('The efficient model … The last page says')).toBe('quote-not-found')
})

test('the anchor keeps the paper’s own words and what stands round them', () => {
  const result = anchorQuote('GAIN over the', index)
  expect(result).toMatchObject({
    ok: true,
    value: {
      anchor: {
        quote: 'gain over the',
        prefix: expect.stringMatching(/A small $/),
        suffix: expect.stringMatching(/^ baseline/),
      },
    },
  })
})

test('a quote down the column of a table is found, and a cell has one place', () => {
  const rows = [
    ['Method', 'Score', 'Time'],
    ['Old', '1.25', '17'],
    ['New', '5.25', '31'],
  ]
  const table = indexPaper(typedPaper([['Some text.']], [{ pageIndex: 0, label: 'Table 1', rows }]))
  const column = anchorQuote('Score 1.25 5.25', table)
  expect(column.ok && column.value.anchor.quote).toBe('Score 1.25 5.25')
  const cell = anchorQuote('5.25', table)
  expect(cell.ok && cell.value.otherPlaces).toEqual([])
})
