import { expect, test } from 'vitest'
import { editCost } from './edit-cost.ts'

const counts = (kept: number, changed: number, dropped: number, added: number) => ({
  sentencesKept: kept,
  sentencesChanged: changed,
  sentencesDropped: dropped,
  sentencesAdded: added,
})

// Each figure is counted by hand: words changed / words of the longer text.
test.each([
  [
    'an untouched draft is free',
    'One two three. Four.',
    'One two three. Four.',
    { cost: 0, fixed: 0, added: 0, ...counts(2, 0, 0, 0) },
  ],
  [
    'white space and punctuation are free',
    'One two  three.',
    'One two, three.',
    { cost: 0, fixed: 0, added: 0, ...counts(1, 0, 0, 0) },
  ],
  [
    'one word of four changed',
    'The loss falls fast.',
    'The loss drops fast.',
    { cost: 1 / 4, fixed: 1 / 4, added: 0, ...counts(0, 1, 0, 0) },
  ],
  [
    'a number is one word',
    'It reaches 80.7 points.',
    'It reaches 69.7 points.',
    { cost: 1 / 4, fixed: 1 / 4, added: 0, ...counts(0, 1, 0, 0) },
  ],
  [
    'an own sentence of three words after three',
    'One two three.',
    'One two three. Dogs bark loudly.',
    { cost: 3 / 6, fixed: 0, added: 3 / 6, ...counts(1, 0, 0, 1) },
  ],
  [
    'a dropped sentence',
    'One two three. Dogs bark loudly.',
    'One two three.',
    { cost: 3 / 6, fixed: 3 / 6, added: 0, ...counts(1, 0, 1, 0) },
  ],
  [
    'dropped for an own one of the same length: half and half',
    'One two three. Dogs bark loudly.',
    'One two three. Cats sleep quietly.',
    { cost: 3 / 6, fixed: 1 / 4, added: 1 / 4, ...counts(1, 0, 1, 1) },
  ],
  [
    'a new paragraph is one token of seven',
    'One two three. Four five six.',
    'One two three.\n\nFour five six.',
    { cost: 1 / 7, fixed: 1 / 7, added: 0, ...counts(2, 0, 0, 0) },
  ],
  ['all new', '', 'One two.', { cost: 1, fixed: 0, added: 1, ...counts(0, 0, 0, 1) }],
  ['all gone', 'One two.', '', { cost: 1, fixed: 1, added: 0, ...counts(0, 0, 1, 0) }],
  ['nothing', '', '', { cost: 0, fixed: 0, added: 0, ...counts(0, 0, 0, 0) }],
  [
    'accents compare after NFC',
    'Cafe\u0301 opens.',
    'Caf\u00e9 opens.',
    { cost: 0, fixed: 0, added: 0, ...counts(1, 0, 0, 0) },
  ],
])('%s', (_name, draft, approved, expected) => {
  const close = Object.entries(expected).map(([name, value]) => [name, expect.closeTo(value, 10)])
  expect(editCost(draft, approved)).toEqual(Object.fromEntries(close))
})

test('the parts add up to the whole, and moving a sentence is work on the model’s text', () => {
  const result = editCost(
    'One two three. Four five six. Seven eight.',
    'Four five six. One two three. Eight nine ten. New here.',
  )
  expect(result.fixed + result.added).toBeCloseTo(result.cost, 12)
  const moved = editCost('One two three. Four five six.', 'Four five six. One two three.')
  expect(moved).toMatchObject({ added: 0, sentencesKept: 2 })
  expect(moved.fixed).toBe(moved.cost)
  expect(moved.cost).toBeGreaterThan(0)
})
