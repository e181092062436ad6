import { expect, test } from 'vitest'
import { countLost, evenSample } from './dropped-lines.ts'

const line = (paper: string, at: number) => ({
  paper,
  page: at,
  kind: 'furniture' as const,
  text: `head ${at}`,
  id: `${paper}${at}`,
})
const many = Array.from({ length: 50 }, (_, at) => line('a', at))
const few = [line('b', 0), line('b', 1)]

test('a paper with many dropped lines does not crowd out one with few', () => {
  const sample = evenSample([...many, ...few], 12)
  expect(sample.filter(({ paper }) => paper === 'b')).toEqual(few)
  expect(sample.filter(({ paper }) => paper === 'a').map(({ page }) => page)).toEqual([
    2, 7, 12, 17, 22, 27, 32, 37, 42, 47,
  ])
})

test('a line that nobody has read makes the count unknown, not zero', () => {
  const verdicts = { readOn: '2026-11-25', right: ['b0'], lost: ['b1'] }
  expect(countLost(few, verdicts)).toEqual({ lost: 1, unread: [] })
  expect(countLost([...few, many[0]!], verdicts)).toEqual({ lost: null, unread: [many[0]] })
})
