import { expect, test } from 'vitest'
import type { ImprintLine } from './imprint-lines.ts'
import { findVenue } from './venue.ts'

/** Lines under each other, in small type at the foot of the page. */
const note = (...texts: string[]): ImprintLine[] =>
  texts.map((text, i) => ({ text, x0: 72, baseline: 700 + 10 * i, size: 8, edge: 'bottom', furniture: false }))
const head = (text: string): ImprintLine[] => [{ text, x0: 72, baseline: 40, size: 8, edge: 'top', furniture: true }]

test.each<[string, ImprintLine[], string]>([
  ['a head', head('Published as a conference paper at ICLR 2015'), 'Published as a conference paper at ICLR 2015'],
  [
    'a review copy',
    head('Under review as a conference paper at RIVERS 2021'),
    'Under review as a conference paper at RIVERS 2021',
  ],
  [
    'a note over several lines, without the rights',
    note(
      'Proceedings of the 41^{st} International Conference on Ri-',
      'vers, Vienna, Austria. PMLR 235, 2024. Copyright 2024 by',
      'the authors.',
    ),
    'Proceedings of the 41st International Conference on Rivers, Vienna, Austria. PMLR 235, 2024',
  ],
  [
    'a foot with pages',
    note('In Proceedings of the Meeting on Levels, pages 4969-4983'),
    'In Proceedings of the Meeting on Levels, pages 4969-4983',
  ],
  [
    'a numbered conference',
    note('33rd Conference on River Systems (RIVERS 2019), Vancouver, Canada.'),
    '33rd Conference on River Systems (RIVERS 2019), Vancouver, Canada',
  ],
  [
    'the short form of a meeting',
    note('RIVER ’22, April 29-May 5, 2022, New Orleans, LA, USA'),
    'RIVER ’22, April 29-May 5, 2022, New Orleans, LA, USA',
  ],
  [
    'a volume',
    head('RIVERS | December 1, 2020 | vol. 117 | no. 48 | 30033–30038'),
    'RIVERS | December 1, 2020 | vol. 117 | no. 48 | 30033–30038',
  ],
  [
    'a volume by its numbers',
    head('British River Bulletin, 2015, 113:45–58'),
    'British River Bulletin, 2015, 113:45–58',
  ],
])('%s', (_, lines, venue) => {
  expect(findVenue(lines)).toBe(venue)
})

test.each<[string, ImprintLine[]]>([
  ['a preprint that names no place', note('Preprint. Under review.')],
  ['rights alone', note('© 2020 The River Society. All rights reserved.')],
  ['dates alone', note('Received March 3, 2019; accepted May 5, 2019')],
  ['a library', head('Downloaded from https://rivers.org on 24 October 2020, vol. 3, no. 4')],
  [
    'a reference that goes on',
    note('Smith and Jones. The levels of rivers. In', 'Proceedings of the Meeting on Levels, 2019.'),
  ],
  ['the end of a reference in a short paper', note('Combinatorics 14 (2007), no. 1, R45, 12 pages')],
  ['the text', note('Proceedings of the meeting').map((line) => ({ ...line, edge: null }))],
])('nothing rather than something wrong: %s', (_, lines) => {
  expect(findVenue(lines)).toBe(null)
})
