import { expect, test } from 'vitest'
import { lines, makePdf, words, type MadePage } from '../../../test/make-pdf.ts'
import type { PaperLink } from '../schema.ts'
import { extractPaper } from './extract-paper.ts'
import { loadLexicon } from './lexicon.ts'

const lexicon = loadLexicon()

async function linksOf(...pages: MadePage[]): Promise<PaperLink[]> {
  const result = await extractPaper(makePdf({ pages }), { lexicon })
  if (!result.ok) throw new Error(result.error.message)
  return result.value.links ?? []
}
const urlsOf = async (...pages: MadePage[]): Promise<string[]> => (await linksOf(...pages)).map(({ url }) => url)
const rivers = Array.from(
  { length: 14 },
  (_, i) => `the rivers of the valley were measured again in spring ${i} and their levels were compared`,
)
const text = lines(72, 700, rivers)

test('what a link leads to counts, whatever is printed on it; a repository is told from a page', async () => {
  const content = text + words(72, 500, 'Our code is here and our data are there.')
  const links = [
    { url: 'https://github.com/rivers/levels', rect: [120, 498, 160, 510] },
    { url: 'https://rivers.org/data', rect: [180, 498, 220, 510] },
    { url: 'mailto:one@rivers.org', rect: [240, 498, 260, 510] },
  ]
  expect(await linksOf({ content: text }, { content, links })).toEqual([
    { url: 'https://github.com/rivers/levels', kind: 'code', pageIndex: 1 },
    { url: 'https://rivers.org/data', kind: 'other', pageIndex: 1 },
  ])
})

test('an address that is printed is found without a link, once, and without what ends its sentence', async () => {
  const content =
    text +
    lines(72, 500, ['The levels (https://rivers.org/levels), and the program at github.com/rivers/program.']) +
    lines(72, 470, ['More at www.rivers.org/~smith, and again at http://rivers.org/levels/ for all.'])
  expect(await urlsOf({ content })).toEqual([
    'https://rivers.org/levels',
    'https://github.com/rivers/program',
    'https://www.rivers.org/~smith',
  ])
})

test('a low line that is drawn as a rule, and a protocol on the line before, mislead nobody', async () => {
  const content =
    text +
    lines(72, 500, [
      'The models (https://rivers.org/pretrained models.html) are described below as well; the code is at https:',
    ]) +
    lines(72, 488, ['//github.com/rivers/program.'])
  expect(await urlsOf({ content })).toEqual(['https://github.com/rivers/program'])
})

test.each([
  ['after a stroke', 'https://github.com/rivers/', 'levels for all to see and to use as they like.'],
  ['after a full stop', 'https://www.rivers.', 'org/levels for all to see and to use as they like.'],
  ['at a hyphen', 'https://github.com/rivers/many-', 'levels for all to see and to use as they like.'],
  ['before the rest of its path', 'https://rivers.org/pre', 'trained/levels.html for all to see and to use.'],
])('an address that a line cuts %s is left out; its link gives it whole', async (_, first, second) => {
  const content =
    text + lines(72, 500, [`All of the levels of the rivers that we have measured are at ${first}`, second])
  expect(await urlsOf({ content })).toEqual([])
  const links = [
    { url: 'https://rivers.org/whole', rect: [320, 498, 540, 510] },
    { url: 'https://rivers.org/whole', rect: [72, 486, 110, 498] },
  ]
  expect(await urlsOf({ content, links })).toEqual(['https://rivers.org/whole'])
})

test('an address at the end of a line that ends its sentence is whole', async () => {
  const content =
    text +
    lines(72, 500, [
      'All of the levels that we have measured are at https://rivers.org/levels.',
      'We thank the rivers.',
    ])
  expect(await urlsOf({ content })).toEqual(['https://rivers.org/levels'])
})

test('the addresses of references, of authors and of the paper itself are not its links', async () => {
  const stamp = 'BT /F3 20 Tf 0 1 -1 0 30 200 Tm (arXiv:2510.25665v1 [cs.SE] 29 Oct 2025) Tj ET '
  const references =
    words(72, 460, 'References', 12, 'F2') +
    lines(72, 440, [
      '[1] A. Smith. The levels of rivers. https://smith.org/levels, 2019.',
      '[2] B. Jones. The rivers of levels. https://jones.org/rivers, 2020.',
      '[3] C. Brown. On rivers and on levels. River Press, 2021.',
    ])
  const links = [
    { url: 'https://arxiv.org/abs/2510.25665v1', rect: [15, 200, 32, 500] },
    { url: 'https://orcid.org/0000-0000', rect: [72, 698, 90, 710] },
    { url: 'https://doi.org/10.1/brown', rect: [72, 414, 200, 426] },
  ]
  expect(await urlsOf({ content: stamp + text + references, links })).toEqual([])
})
