import { expect, test } from 'vitest'
import { parseLimit } from './money.ts'

test.each([
  ['', null],
  ['2.50', 2.5],
  ['2,50', 2.5],
  [' $3 ', 3],
  ['.5', 0.5],
  ['0,125', 0.125],
  ['1,000', 'wrong'],
  ['0', 'wrong'],
  ['-1', 'wrong'],
  ['two', 'wrong'],
  ['1e9', 'wrong'],
])('a limit typed as "%s"', (text, limit) => expect(parseLimit(text)).toBe(limit))
