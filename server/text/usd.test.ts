import { expect, test } from 'vitest'
import { usd } from './usd.ts'

test.each([
  [0, '$0'],
  [0.000_012_3, '$0.000012'],
  [0.015, '$0.015'],
  [0.05, '$0.05'],
  [0.1, '$0.10'],
  [12.345, '$12.35'],
  [1234, '$1234.00'],
])('%d is %s', (amount, text) => expect(usd(amount)).toBe(text))
