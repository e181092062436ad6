import { expect, test } from 'vitest'
import type { PaperRow, PaperStage } from '../../server/desk/schema.ts'
import { neighbours } from './queue.ts'

const rows = (...stages: PaperStage[]) =>
  stages.map((stage, index) => ({ paper: { id: `p${index}` }, stage }) as PaperRow)

test('next and previous pass over skipped papers, approved ones too are paged through', () =>
  expect(neighbours(rows('to-review', 'skipped', 'approved', 'to-review'), 'p2')).toMatchObject({
    at: 1,
    count: 3,
    previous: 'p0',
    next: 'p3',
  }))

test('after an approval comes the next paper that waits, round to the beginning', () => {
  const list = rows('to-review', 'approved', 'approved', 'unreadable')
  expect(neighbours(list, 'p2').nextWaiting).toBe('p0')
  expect(neighbours(rows('approved', 'approved'), 'p1').nextWaiting).toBeNull()
})

test('a skipped paper that is open keeps its place', () =>
  expect(neighbours(rows('to-review', 'skipped', 'to-review'), 'p1')).toMatchObject({ previous: 'p0', next: 'p2' }))
