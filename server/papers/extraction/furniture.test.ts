import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { benchDataOrSay } from '../../../test/bench-data.ts'
import { lines, makePdf, words } from '../../../test/make-pdf.ts'
import { bodyStyle } from './body-style.ts'
import { furnitureLines } from './furniture.ts'
import { isLikelyImprint, isSureImprint } from './imprint.ts'
import { linesFromWords, type Line } from './lines.ts'
import { openPdf } from './read-pdf.ts'
import { uprightPage } from './upright-page.ts'

/** The lines that are left out of a file, in page order. */
async function dropped(bytes: Uint8Array): Promise<Line[]> {
  const opened = await openPdf(bytes)
  if (!opened.ok) throw new Error(opened.error.message)
  const pages = []
  for (let i = 0; i < opened.value.pageCount; i++) {
    const page = uprightPage(await opened.value.readPage(i))
    pages.push({ lines: linesFromWords(page.words, i), heightPt: page.heightPt })
  }
  await opened.value.close()
  return [...furnitureLines(pages, bodyStyle(pages.map((page) => page.lines)))].toSorted(
    (a, b) => a.pageIndex - b.pageIndex || a.baseline - b.baseline,
  )
}
const textsOf = async (contents: readonly string[]): Promise<string[]> =>
  (await dropped(makePdf({ pages: contents.map((content) => ({ content })) }))).map((line) => line.text)

const body = (seed: number, y = 690, count = 20): string =>
  lines(
    72,
    y,
    Array.from(
      { length: count },
      (_, i) =>
        `${'abcdefghijklmnopqrst'[(i * 7 + seed) % 20]}nother line of the text ${'xyzuvw'[(i + seed) % 6]}hich is long and even all over the page`,
    ),
  )

test('a head on every page, and a page number that stands with it', async () => {
  const contents = Array.from(
    { length: 4 },
    (_, i) => words(72, 750, 'F. Author et al.', 9) + words(520, 750, String(i + 12), 9) + body(i),
  )
  expect(await textsOf(contents)).toEqual(contents.flatMap((_, i) => ['F. Author et al.', String(i + 12)]))
})

test('page numbers far from the edge, under a small block of text, when three of them count', async () => {
  const small = (numbers: number[]): string[] => numbers.map((n, i) => body(i, 600, 30) + words(300, 165, String(n)))
  expect(await textsOf(small([7, 8, 9, 10]))).toEqual(['7', '8', '9', '10'])
  expect(await textsOf(small([7, 12, 3, 4]))).toEqual([])
})

test('heads that change with the chapter, told by their place', async () => {
  const chapters = ['Rivers and lakes', 'The sea and its shores', 'On mountains', 'Deserts of sand', 'Woods']
  const contents = chapters.map((chapter, i) => words(72, 750, chapter, 9) + body(i))
  expect(await textsOf(contents)).toEqual(chapters)
})

test('numbered headings at the top of pages stay, also when they count with the pages', async () => {
  const contents = Array.from(
    { length: 4 },
    (_, i) => words(72, 720, `${i + 1} ${['Aims', 'Methods', 'Results', 'Outlook'][i]}`, 13, 'F2') + body(i),
  )
  expect(await textsOf(contents)).toEqual([])
})

test('a heading in the font of the text, at the top of the page of its number, stays', async () => {
  const contents = Array.from(
    { length: 5 },
    (_, i) => words(72, 750, `${i + 1} A. Smith et al.`, 9) + (i === 2 ? words(250, 715, '3. Method') : '') + body(i),
  )
  expect(await textsOf(contents)).toEqual([1, 2, 3, 4, 5].map((n) => `${n} A. Smith et al.`))
})

test('the head of a table that runs over three pages stays: it stands where the text stands on the others', async () => {
  const table = (i: number): string =>
    words(72, 704, 'Method', 9) + words(200, 704, 'Spring level', 9) + words(320, 704, 'Autumn level', 9) + body(i)
  const contents = [body(0, 704), body(1, 704), table(2), table(3), table(4), body(5, 704)]
  expect(await textsOf(contents)).toEqual([])
})

test('the same word over numbered statements at the top of pages stays, the head above it goes', async () => {
  const contents = Array.from({ length: 8 }, (_, i) => {
    const head = words(72, 760, 'On rivers and lakes', 9)
    return head + (i % 2 === 0 ? words(72, 720, `Definition ${3 * i + 4}`, 10) + body(i, 690) : body(i, 720))
  })
  expect(await textsOf(contents)).toEqual(contents.map(() => 'On rivers and lakes'))
})

test("a bare number under the head that no other page's number counts with is an axis's, not a page number", async () => {
  const contents = Array.from(
    { length: 4 },
    (_, i) => words(72, 760, 'On rivers and lakes', 9) + (i === 2 ? words(90, 730, '30', 8) : '') + body(i),
  )
  expect(await textsOf(contents)).toEqual(contents.map(() => 'On rivers and lakes'))
})

test('a set-off line at the very top stays where pages have no margin', async () => {
  const contents = [
    body(1, 776),
    words(72, 778, 'to be found in the end', 10) + body(2, 740),
    body(3, 776),
    body(4, 776),
  ]
  expect(await textsOf(contents)).toEqual([])
})

test('an address in a footnote stays', async () => {
  expect(
    await textsOf([
      body(1) +
        lines(
          72,
          90,
          ['1 The code and the data are to be found at', 'http://www.example.org/', 'together with the rest of it all'],
          8,
          9,
        ),
      body(2),
    ]),
  ).toEqual([])
})

test.each([
  ['© 2009 ACM 978-1-60558-392-1/09/06 $5.00', true],
  ['Authorized licensed use limited to: A University. Downloaded on May 13, 2010 from IEEE Xplore.', true],
  ['ISSN 1535-6078', true],
  ['\u00f8 \u00f6 \u00f3 \u00ef\\\u00f4 \u00cd[\u00ef=\u00f1\u00a9\u00ce', false],
  ['We use the copyright law of the land as an example here', false],
])('a sure imprint: %s is %s', (text, expected) => expect(isSureImprint(text)).toBe(expected))

test.each([
  ['IEEE TRANSACTIONS ON INFORMATION THEORY, VOL. 39, NO. 3, MAY 1993', true],
  ['Published as a conference paper at ICLR 2021', true],
  ['A Journal of the Plague Year', false],
  ['In 1993 this was shown in a journal', false],
])('a likely imprint: %s is %s', (text, expected) => expect(isLikelyImprint(text)).toBe(expected))

const data = benchDataOrSay('no prose is dropped from real papers')
test
  .skipIf(data === null)
  .each(['m1p_fragments', 'iccv17_mcwnnm', 'gb_wang_ave2008', 'pm_box_diff_page', 'gb_1001_0908'])(
  'no prose is dropped from %s',
  async (name) => {
    const bytes = await readFile(path.join(data ?? '', 'extraction', 'papers', `${name}.pdf`))
    const gone = await dropped(new Uint8Array(bytes))
    // What repeats is furniture; of the rest, lines of many small words would be text.
    const prose = gone.filter(
      (line) =>
        gone.filter((other) => other.text.length === line.text.length).length < 3 &&
        (line.text.match(/(?<!\p{L})\p{Ll}+(?!\p{L})/gu) ?? []).length >= 5 &&
        !isSureImprint(line.text),
    )
    expect(prose.map((line) => line.text)).toEqual([])
  },
)
