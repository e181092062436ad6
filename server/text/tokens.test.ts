import { expect, test } from 'vitest'
import { tokens, words } from './tokens.ts'

test.each([
  ['accents and case are off', 'Résumé of the Graph', ['resume', 'graph']],
  [
    'plurals meet their singular',
    'studies models losses boxes bias status',
    ['study', 'model', 'loss', 'box', 'bias', 'status'],
  ],
  ['numbers and names come apart at signs', '80.7% on CIFAR-10', ['80', '7', 'cifar', '10']],
  ['query syntax does not pass', 'a "b* OR NEAR(', ['b', 'near']],
  ['stop words alone leave nothing', 'of the', []],
])('tokens: %s', (_name, input, expected) => expect(tokens(input)).toEqual(expected))

test.each([
  ['numbers stay whole', 'From 1,000.5 to 3.', ['from', '1,000.5', 'to', '3']],
  ['contractions stay whole', 'It doesn’t', ['it', "doesn't"]],
  ['hyphens part words, digits stay with letters', 'T5-XXL fine-tuned', ['t5', 'xxl', 'fine', 'tuned']],
])('words: %s', (_name, input, expected) => expect(words(input)).toEqual(expected))
