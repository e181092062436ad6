import { expect, test } from 'vitest'
import { followSentences } from './follow-sentences.ts'

const four = 'The method gains four points on the first set.'
const five = 'The method gains five points on the second set.'
const last = 'The method gains five points on the second of the sets.'
const link = (sentence: string, sentenceNow = sentence) => ({ sentence, sentenceNow })

test.each([
  ['a sentence that was changed keeps its link', link(five), `${four} ${five}`, `${four} ${last}`, last],
  ['one that was cut waits, and takes no other like it', link(four), `${four} ${five}`, five, four],
  ['nor does it take that one when it is changed', link(four), five, last, four],
  ['what was cut and put back is the same', link(four), five, `${five} ${four}`, four],
  ['also with other words than its last', link(five, four), 'Nothing else.', `Nothing else. ${last}`, last],
  ['of two alike the one that stands is meant', link(five), `${five} ${five}`, `${five} ${last}`, five],
  ['white space makes no other sentence', link(five), five, five.replaceAll(' ', '\n'), five],
])('%s', (_name, one, before, after, now) =>
  expect(followSentences([one], before, after)).toEqual([{ ...one, sentenceNow: now }]),
)
