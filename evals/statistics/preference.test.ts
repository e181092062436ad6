import { expect, test } from 'vitest'
import { preference } from './preference.ts'

test.each([
  ['15 of 20 is a preference', { wins: 15, ties: 4, losses: 5 }, 'better'],
  ['5 of 20 is one the other way', { wins: 5, ties: 4, losses: 15 }, 'worse'],
  ['12 of 20 is not', { wins: 12, ties: 0, losses: 8 }, 'cant-tell'],
  ['five of five are too few', { wins: 5, ties: 0, losses: 0 }, 'cant-tell'],
  ['no look says nothing', { wins: 0, ties: 0, losses: 0 }, 'cant-tell'],
])('%s', (_name, counts, expected) => expect(preference(counts, 0.05).kind).toBe(expected))

test('a stricter level takes a thin preference back', () => {
  expect(preference({ wins: 15, ties: 4, losses: 5 }, 0.01).kind).toBe('cant-tell')
})

test('says how many more looks it would take, ties included', () => {
  // share (12 + 1) / 22 = .5909; (1.96 · .5 + .8416 · .4917)² / .0909² = 235.05 decided looks
  expect(preference({ wins: 12, ties: 0, losses: 8 }, 0.05).moreLooks).toBe(216)
  expect(preference({ wins: 12, ties: 20, losses: 8 }, 0.05).moreLooks).toBe(431)
  expect(preference({ wins: 10, ties: 0, losses: 10 }, 0.05).moreLooks).toBeNull()
})
