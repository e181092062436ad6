import { expect, test } from 'vitest'
import { readNumbers } from './numbers.ts'
import { sameNumber } from './same-number.ts'

test.each([
  ['a percentage and its share', '80.7%', '0.807', 'same'],
  ['a share and its percentage', '0.807', '80.7%', 'same'],
  ['letters and words for a scale', '1.2B', '1.2 billion', 'same'],
  ['another scale', '1.2B', '1,200M', 'same'],
  ['digits and words', '1,000', 'one thousand', 'same'],
  ['fewer decimals', '80.7%', '80.72', 'rounded'],
  ['a coarser scale', '1.2B', '1,214M', 'rounded'],
  ['about a round figure', 'about 60,000', '59,124', 'rounded'],
  ['a third as a percentage', '33%', 'a third', 'same'],
  ['points and per cent', '2.2 points', '2.2%', 'same'],
  ['a factor without its sign', '8x', '8', 'bare'],
  ['a changed digit', '80.7', '81.7', null],
  ['swapped digits', '74.2', '72.4', null],
  ['a whole number is not rounded silently', '40', '39.7', null],
  ['per cent is no factor', '21%', '21x', null],
  ['another scale of the same digits', '35k', '35M', null],
  ['clock and count', '5:02', '502', null],
  ['more digits than the paper gives', '80.72', '80.7', null],
  ['a share needs two decimals', '50%', '0.5', null],
])('%s', (_name, ours, theirs, expected) => {
  expect(sameNumber(readNumbers(ours)[0]!, readNumbers(theirs)[0]!)).toBe(expected)
})
