import { expect, test } from 'vitest'
import { cleanText, foldSpace, squeeze } from './normalize.ts'

test.each([
  ['a NUL is kept countable', 'a\0b', 'a\ufffdb'],
  ['other control characters go', 'a\u0007b\tc', 'ab\tc'],
  ['a lone surrogate is made well-formed', 'x\ud835', 'x\ufffd'],
  ['an accent is composed', 'e\u0301', 'é'],
  ['line ends are one kind', 'a\r\nb', 'a\nb'],
])('clean text: %s', (_name, input, expected) => expect(cleanText(input)).toBe(expected))

test('folded space has single blanks and none at the ends', () => {
  expect(foldSpace('  two\n words\u00a0here ')).toBe('two words here')
})

test.each([
  ['ligatures, hyphens and line breaks', 'eﬃcient fine-\ntuning', 'efficientfinetuning'],
  ['spaced small caps', 'R ANK G EN', 'rankgen'],
  ['quotation marks and dashes', '“state–of–the–art”', 'stateoftheart'],
  ['composed and decomposed accents', 'Gr\u00fcnwald', 'grunwald'],
  ['the decimal point stays', 'from 6.0 to 60. Then', 'from6.0to60then'],
  ['per cent and signs stay', '≥ 80 % = 0.8', '80%=0.8'],
])('squeeze: %s', (_name, input, expected) => expect(squeeze(input).text).toBe(expected))

test('a squeezed place leads back to the characters of the input', () => {
  const input = 'An eﬃcient 𝐰ay'
  const { text, starts, ends } = squeeze(input)
  const at = text.indexOf('fficient')
  expect(input.slice(starts[at], ends[at + 'fficient'.length - 1])).toBe('ﬃcient')
  const way = text.indexOf('way')
  expect(input.slice(starts[way], ends[way + 2])).toBe('𝐰ay')
})
