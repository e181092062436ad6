import { expect, test } from 'vitest'
import type { CheckRecord, CountOf, FlagCount } from '../../server/desk/schema.ts'
import { recordWords, shareWords } from './check-words.ts'

const none: CountOf = { count: 0, n: 0, interval: null }
const some: CountOf = { count: 5, n: 7, interval: { low: 0.359, high: 0.918 } }
const count = (change: Partial<FlagCount>): FlagCount => ({
  flag: 'all',
  agreed: none,
  dismissed: none,
  changed: none,
  unanswered: none,
  right: none,
  ...change,
})
const record = (change: Partial<CheckRecord>): CheckRecord => ({
  entries: 3,
  open: 0,
  all: count({}),
  kinds: [],
  missed: [],
  flags: [],
  errors: [],
  ...change,
})

test('a share comes with both ends of its interval, and is not made up where nothing was counted', () => {
  expect(shareWords(some)).toBe('.71 (.36 to .92)')
  expect(shareWords(none)).toBeNull()
})

test('the record says how many were answered before it says how many were right', () => {
  const raised = { count: 5, n: 12, interval: { low: 0.19, high: 0.68 } }
  expect(recordWords(record({ all: count({ agreed: raised, right: some }), open: 1 }))).toEqual([
    '12 flags in 3 entries. Of the 7 that you answered, 5 were right: .71 (.36 to .92).',
    '1 flag of entries in work is not counted yet.',
  ])
  expect(recordWords(record({ all: count({ agreed: { ...raised, count: 0 } }) }))[0]).toBe(
    '12 flags in 3 entries; you have answered none yet.',
  )
})
