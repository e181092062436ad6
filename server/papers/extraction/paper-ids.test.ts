import { expect, test } from 'vitest'
import type { ImprintLine } from './imprint-lines.ts'
import { findPaperIds } from './paper-ids.ts'

/** Lines in small type at the foot of the page; a line that begins with `|` stands in the midst of the text. */
const page = (...texts: string[]): ImprintLine[] =>
  texts.map((text, i) => ({
    ...{ text: text.replace(/^\|/, ''), x0: 72, baseline: 700 + 9 * i, size: 8 },
    ...{ edge: text.startsWith('|') ? null : 'bottom', furniture: false },
  }))

const none = { arxivId: null, arxivVersion: null, arxivDate: null, doi: null, year: null }

test.each<[string, string, string[], object]>([
  [
    'the stamp in the margin',
    'arXiv:2510.25665v1 [cs.SE] 29 Oct 2025',
    [],
    { arxivId: '2510.25665', arxivVersion: 1, arxivDate: '2025-10-29', doi: null, year: 2025 },
  ],
  [
    'an old id',
    'arXiv:hep-th/9901001v2 4 Jan 1999',
    [],
    { arxivId: 'hep-th/9901001', arxivVersion: 2, arxivDate: '1999-01-04', doi: null, year: 1999 },
  ],
  [
    'a line of its own on the page',
    '',
    ['|How Levels Were Measured', '|arXiv:1409.0473v7 [cs.CL] 19 May 2016'],
    { arxivId: '1409.0473', arxivVersion: 7, arxivDate: '2016-05-19' },
  ],
  [
    'an id that the text cites is another paper',
    '',
    ['|We follow Smith (arXiv:2411.01768, 2024) and measure the rivers of the valley.'],
    none,
  ],
  ['nor is the last line of a reference at the foot of a short paper', '', ['preprint arXiv:2411.01768 (2024).'], none],
  [
    'a DOI in the margin, without its full stop',
    'https://doi.org/10.1073/pnas.1907373117.',
    [],
    { doi: '10.1073/pnas.1907373117' },
  ],
  ['a line that says DOI', '', ['|DOI: 10.1000/182 (published)'], { doi: '10.1000/182' }],
  ['a DOI in the midst of the text is another paper', '', ['|Smith, J. Levels. doi:10.1000/182'], { doi: null }],
  [
    'the date of the stamp counts before the text',
    'arXiv:2510.25665v1 [cs.SE] 29 Oct 2025',
    ['Published in 1999'],
    { year: 2025 },
  ],
  ['the year of the imprint', '', ['© 2004 The River Society'], { year: 2004 }],
  [
    'published counts before received',
    '',
    ['Received March 3, 1998; published May 1999', '© 1999 The River'],
    { year: 1999 },
  ],
  ['received, where nothing else is printed', '', ['|(Received December 15, 1998)'], { year: 1998 }],
  ['a line that is a date', '', ['|(Dated: July 31, 2009)'], { year: 2009 }],
  [
    'years of which the text speaks are none',
    '',
    ['|abstracts published between 1922 and 2018', 'published in the journal since 1995. From 2001 on the'],
    { year: null },
  ],
  ["a library's stamp is none", 'Downloaded by guest on December 4, 2020', ['Downloaded in May 2021'], { year: null }],
])('%s', (_, stamp, lines, ids) => {
  expect(findPaperIds(stamp, page(...lines), null)).toMatchObject(ids)
})

test('the year of the venue counts before that of the stamp', () => {
  const stamp = 'arXiv:1409.0473v7 [cs.CL] 19 May 2016'
  expect(findPaperIds(stamp, [], 'Published as a conference paper at ICLR 2015').year).toBe(2015)
})

test('the date of the file is the last resort for the year', () => {
  expect(findPaperIds('', page('Levels'), null, 'D:20180401120000').year).toBe(2018)
  expect(findPaperIds('', page('© 2004 The River Society'), null, 'D:20180401120000').year).toBe(2004)
})
