import { expect, test } from 'vitest'
import { findPaperIds } from './paper-ids.ts'

const none = { arxivId: null, arxivVersion: null, doi: null, year: null }

test.each<[string, string, string, object]>([
  [
    'the stamp in the margin',
    'arXiv:2510.25665v1 [cs.SE] 29 Oct 2025',
    '',
    { arxivId: '2510.25665', arxivVersion: 1, doi: null, year: 2025 },
  ],
  [
    'an old id',
    'arXiv:hep-th/9901001v2 4 Jan 1999',
    '',
    { arxivId: 'hep-th/9901001', arxivVersion: 2, doi: null, year: 1999 },
  ],
  [
    'a line of its own on the page',
    '',
    'How Levels Were Measured\n\narXiv:1409.0473v7 [cs.CL] 19 May 2016',
    { arxivId: '1409.0473', arxivVersion: 7 },
  ],
  [
    'an id that the text cites is another paper',
    '',
    'We follow Smith (arXiv:2411.01768, 2024) and measure the rivers of the valley.',
    none,
  ],
  [
    'a DOI in the margin, without its full stop',
    'https://doi.org/10.1073/pnas.1907373117.',
    '',
    { doi: '10.1073/pnas.1907373117' },
  ],
  ['a line that says DOI', '', 'DOI: 10.1000/182 (published)', { doi: '10.1000/182' }],
  [
    'the date of the stamp counts before the text',
    'arXiv:2510.25665v1 [cs.SE] 29 Oct 2025',
    'Published in 1999',
    { year: 2025 },
  ],
  ['the year of the imprint', '© 2004 The River Society', '', { year: 2004 }],
])('%s', (_, stamp, firstPage, ids) => {
  expect(findPaperIds(stamp, firstPage)).toMatchObject(ids)
})

test('the date of the file is the last resort for the year', () => {
  expect(findPaperIds('', 'Levels', 'D:20180401120000').year).toBe(2018)
  expect(findPaperIds('', '© 2004 The River Society', 'D:20180401120000').year).toBe(2004)
})
