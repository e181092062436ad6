import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { readNumbers } from './numbers.ts'

const read = (text: string) =>
  readNumbers(text).map(({ value, unit }) => `${Number(value.toPrecision(9))}${unit && ` ${unit}`}`)

test.each([
  ['per cent, in every spelling', '80.7%, 80.7 % or five per cent', ['80.7 percent', '80.7 percent', '5 percent']],
  ['points', 'gains 2.2 points and 11 percentage points', ['2.2 points', '11 points']],
  ['thousands separators', '1,234,567 rows, 33\u202f551 pairs', ['1234567', '33551']],
  ['a list is not a separator', 'sizes 10, 200 and 3000', ['10', '200', '3000']],
  ['scales', '1.2B parameters, 28.9M, 35k, $465 million', ['1200000000', '28900000', '35000', '465000000 money']],
  ['factors', '2.9x, 3× and ten times, tenfold', ['2.9 times', '3 times', '10 times', '10 times']],
  ['a size is not a factor', 'a 3×3 kernel', ['3', '3']],
  ['a range in words', 'one to five layers', ['1', '5']],
  ['ranges share a unit', '3–100x less and 1 to 33% of it', ['3 times', '100 times', '1 percent', '33 percent']],
  ['ordinals', 'the 2nd-smallest and the sixth', ['2', '6']],
  ['words', 'one hundred thousand, twenty-five, a hundred, two hundred million', ['100000', '25', '100', '200000000']],
  [
    'what is left over after a scale',
    'two hundred and sixty-nine, nine hundred twelve thousand three hundred',
    ['269', '912300'],
  ],
  ['a number behind a hyphen', 'the depth-five network', ['5']],
  [
    'loose words',
    'half of it, twice as fast, doubled, a third, an order of magnitude',
    ['0.5', '2 times', '2 times', '0.333333333', '10 times'],
  ],
  ['powers of ten', '6 × 10^4, 3e-4, 10⁻³, 10^{-4} and 2 · 10^{-4}', ['60000', '0.0003', '0.001', '0.0001', '0.0002']],
  ['a clock', 'says 5:02 now', ['502 clock']],
  ['before and after', '27.15% → 15.60%', ['27.15 percent', '15.6 percent']],
  ['measures', 'in 45 ms on 16GB', ['45', '16']],
  ['a number in a sentence end', 'It has 50. Next', ['50']],
])('reads %s', (_name, text, expected) => expect(read(text)).toEqual(expected))

test.each([
  ['names', 'ResNet-152, T5-XXL, CIFAR-10, GPT-3, PaSa-7b, F1, recall@20, WMT ’14, x_12, n^{-4}'],
  ['references', 'Table 3, Tables 2 and 4, Section 2.1, Fig. 5, Eq. (4), Appendix B, Algorithm 1, page 12, §3'],
  ['citations', 'as shown [5, 10] and [7] (Smith et al., 2019; Lee, 2020a)'],
  ['compounds that count nothing', 'a zero-shot one-liner'],
])('leaves %s alone', (_name, text) => expect(read(text)).toEqual([]))

test('a flattened exponent leaves both readings', () => {
  expect(readNumbers('with 6 · 104 patches')[0]).toMatchObject({ alternatives: [60_000] })
})

test('"5 to 10 million" leaves 5 or 5 million', () => {
  expect(readNumbers('5 to 10 million')[0]).toMatchObject({ value: 5, alternatives: [5e6] })
})

test.each([
  ['one', 'one of them', true],
  ['a year', 'before 2006', true],
  ['twice', 'twice', true],
  ['two', 'two agents', false],
  ['one to five', 'one to five', false],
  ['a figure', '80.7', false],
])('soft or not: %s', (_name, text, soft) => expect(readNumbers(text)[0]!.soft).toBe(soft))

test('"about" is noticed', () => {
  expect(readNumbers('about 30, exactly 40').map((number) => number.approximate)).toEqual([true, false])
})

test('spans are places in the text as given, in order, without overlap', () => {
  assert(
    property(
      array(constantFrom('12', ' ', '%', '1,000', ' two ', '.', '5', '-', 'x', ' million', 'é', '\n', '𝐰', '‑')),
      (parts) => {
        const text = parts.join('')
        let last = 0
        for (const number of readNumbers(text)) {
          expect(number.start).toBeGreaterThanOrEqual(last)
          expect(text.slice(number.start, number.end)).toBe(number.text)
          expect(number.value).not.toBeNaN()
          last = number.end
        }
      },
    ),
  )
})
