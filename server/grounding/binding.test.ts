import { expect, test } from 'vitest'
import { readNumbers } from '../text/numbers.ts'
import { layOut } from './binding.ts'

test('words and numbers are laid out by their place in words', () => {
  const text = 'It needs 1,000 patches of CIFAR and 12 patches.'
  const laid = layOut(text, readNumbers(text))
  expect(laid.words.get('patch')).toEqual([5, 10])
  expect(laid.numbers.map(({ number, at }) => [number.text, at])).toEqual([
    ['1,000', 3],
    ['12', 9],
  ])
})

/** Glued signs of old fonts: a number without a place would end the check of its paper. */
test.each(['£Aª§³1´1¦©', 'K ¸ �X¼5s-J%', '5:02 and $3', 'twenty-five per cent', '½ 10x 3–100x 6 · 10^{4}'])(
  'every number of %s has a place',
  (text) => {
    const numbers = readNumbers(text)
    expect(layOut(text, numbers).numbers.map(({ number }) => number)).toEqual(numbers)
  },
)
