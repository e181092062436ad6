import { expect, test } from 'vitest'
import { lines, makePdf, type MadePage, type MadePdf } from '../../test/make-pdf.ts'
import { extractPaper } from './extraction/extract-paper.ts'
import { loadLexicon } from './extraction/lexicon.ts'
import { summarizeReading, type ReadingSummary } from './reading.ts'

const lexicon = loadLexicon()

async function summaryOf(pages: MadePage[], more: Partial<MadePdf> = {}): Promise<ReadingSummary> {
  const result = await extractPaper(makePdf({ pages, ...more }), { lexicon })
  if (!result.ok) throw new Error(result.error.message)
  return summarizeReading(result.value)
}

const scan: MadePage = { content: '0.2 g 50 50 500 700 re f' }
const prose = [
  'The rivers of the valley were measured again in the spring of that year.',
  'Their levels were compared with those that had been taken in the autumn before.',
  'Most of the water comes down from the mountains of the north in early summer.',
  'Nobody had expected that the second series of levels would differ so much.',
  'It is not known yet whether the dam above the town has anything to do with it.',
]
const readable: MadePage = { content: lines(72, 700, prose) }
const broken: MadePage = { content: '', raw: { filter: '/FlateDecode', data: Buffer.from('this is not deflated') } }

test('a scan is not drafted from: the refusal says so and names its pages', async () => {
  const { refusal, pagesNotRead } = await summaryOf([scan, scan])
  expect(refusal).toMatchObject({ kind: 'no-text-layer', message: expect.stringMatching(/pages 1-2.*scan/) })
  expect(pagesNotRead).toEqual([1, 2])
})

test('letters that a font does not name are no text to draft from', async () => {
  const map = Array.from({ length: 26 }, (_, i) => `<${(0x61 + i).toString(16)}> <${(0xe000 + i).toString(16)}>`).join(
    ' ',
  )
  const { refusal } = await summaryOf([{ content: lines(72, 700, prose, 10, 12, 'F9') }], {
    fonts: {
      F9: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 101 0 R >>',
    },
    objects: {
      101: {
        dictionary: '<< >>',
        stream: `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange 26 beginbfchar ${map} endbfchar endcmap end end`,
      },
    },
  })
  expect(refusal).toMatchObject({ kind: 'unreadable-text', message: expect.stringContaining('page 1 cannot be read') })
})

test('a paper with some bad pages is drafted from the good ones, and names the others; an empty page is not bad', async () => {
  const summary = await summaryOf([readable, scan, { content: '' }, broken])
  expect(summary).toMatchObject({ pageCount: 4, pagesNotRead: [2, 4], refusal: null })
  expect(summary.warnings.map(({ kind, pageIndex }) => [kind, pageIndex])).toEqual([
    ['page-without-text', 1],
    ['page-failed', 3],
  ])
})
