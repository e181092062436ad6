/** Pages as read -> the paper: text, blocks, figures, quality. Pure: the same pages always give the same paper. */
import type { Block, ExtractionWarning, PaperText } from '../schema.ts'
import { blocksFromLines } from './blocks.ts'
import { blocksOf, figuresOf, tablesOf } from './compose-blocks.ts'
import { formulaLabels } from './formulas.ts'
import { createVocabulary } from './hyphenation.ts'
import { imprintLines } from './imprint-lines.ts'
import { addToVocabulary } from './join-lines.ts'
import { kindsOf } from './kinds.ts'
import { labelOf, splitAtLabels, textKindOf } from './labels.ts'
import { remembering, type Lexicon } from './lexicon.ts'
import { makeLine, rightToLeft, type Line } from './lines.ts'
import type { PageContent, Word } from './page-content.ts'
import { writePages } from './page-text.ts'
import { findPaperIds } from './paper-ids.ts'
import { footnotesLast, passagesOf, type KnownBlock, type Passage } from './passages.ts'
import { pageQuality } from './quality.ts'
import { raiseTitles, readingOrder } from './reading-order.ts'
import { setAside } from './set-aside.ts'
import { findStructure, noStructure, type Structure } from './structure.ts'
import { labelStructure } from './structure-labels.ts'
import type { UprightPage } from './upright-page.ts'
import { findVenue } from './venue.ts'
import { warningsOf } from './warnings.ts'

/**
 * @param contents all pages, by page index, as the reader gave them
 * @param creationDate the file's own ("D:20220519…"), or empty
 * @param textOnly no structure is looked for: its fields stay empty
 */
export function composePaper(
  contents: readonly PageContent[],
  creationDate: string,
  words: Lexicon,
  textOnly = false,
): Omit<PaperText, 'extractorVersion'> {
  const lexicon = remembering(words)
  const { visible, pages, drawn, body, furniture } = setAside(contents)
  const ordered = drawn.map((lines) =>
    readingOrder(
      lines.filter((line) => !furniture.has(line)),
      body,
    ),
  )
  const structure = textOnly
    ? noStructure()
    : findStructure(
        pages.map((page, i) => ({
          ...page,
          lines: withFurniture(ordered[i] ?? [], drawn[i] ?? [], furniture),
          furniture,
        })),
      )
  const { labels: found, ofCaption } = labelStructure(structure)
  const labels = new Map([...ordered.flatMap((lines) => [...formulaLabels(lines, body)]), ...found])

  const vocabulary = createVocabulary()
  const blocks = pages.map((page, i): KnownBlock[] => {
    const lines = (ordered[i] ?? []).flatMap((line) => splitAtLabels(line, labels))
    const onPage = raiseTitles(blocksFromLines(lines, body, labels), body)
    for (const block of onPage) addToVocabulary(block.lines, vocabulary)
    const kinds = kindsOf({ ...page, blocks: onPage }, body)
    return onPage.map((block, k) => {
      const first = block.lines[0]
      const label = first && labelOf(first, labels)
      return { block, kind: label ? textKindOf(label) : (kinds[k] ?? 'body'), label }
    })
  })
  const passages = withAside(footnotesLast(passagesOf(blocks.flat(), body)), pages)
  const written = writePages(pages, passages, vocabulary, lexicon)

  const texts = contents.map((content, i) => {
    const { text, runs } = written.pages[i] ?? { text: '', runs: [] }
    const { pageIndex, widthPt, heightPt } = content
    const quality = pageQuality(content, text, visible[i]?.ocr ?? false, vocabulary, lexicon)
    return { pageIndex, widthPt, heightPt, text, runs, quality }
  })
  const paperBlocks = blocksOf(written.passages)
  const warnings: ExtractionWarning[] = warningsOf(
    contents,
    texts,
    visible.map(({ hidden }) => hidden),
  )
  const firstLines = imprintLines(drawn[0] ?? [], pages[0] ?? { heightPt: 1 }, furniture, body.size)
  const venue = findVenue(firstLines)
  return {
    ...titleAndAuthors(structure, paperBlocks),
    ...findPaperIds((pages[0]?.aside ?? []).map((word) => word.text).join(' '), firstLines, venue, creationDate),
    venue,
    pages: texts,
    blocks: paperBlocks,
    figures: figuresOf(structure, ofCaption, written.passages, pages),
    tables: tablesOf(structure, pages),
    warnings,
  }
}

/**
 * The detectors of structure take words as they are drawn: in right-to-left writing the title is the text of its block,
 * and names, which are told by their places, are left out.
 */
function titleAndAuthors(
  { title, authors }: Structure,
  blocks: readonly Block[],
): Pick<PaperText, 'title' | 'authors'> {
  const text = title?.text ?? ''
  if (!rightToLeft.test(text + authors.join(''))) return { title: text, authors }
  return {
    title: blocks.find(({ kind }) => kind === 'title')?.text ?? text,
    authors: authors.filter((author) => !rightToLeft.test(author)),
  }
}

/** Detectors see the furniture too, in its place in the drawing order, or in front where that was not kept. */
function withFurniture(ordered: readonly Line[], drawn: readonly Line[], furniture: ReadonlySet<Line>): Line[] {
  const kept = drawn.filter((line) => !furniture.has(line))
  if (kept.length === ordered.length && kept.every((line, i) => line === ordered[i])) return [...drawn]
  return [...drawn.filter((line) => furniture.has(line)), ...ordered]
}

/** Turned text inside a page (a wide table) is kept at the end of its page; stamps in the margin are not text. */
function withAside(passages: readonly Passage[], pages: readonly UprightPage[]): Passage[] {
  const ordered = [...passages]
  for (const page of pages) {
    const words = page.aside.filter((word) => isInside(word, page))
    const letters = words.reduce((sum, word) => sum + word.text.length, 0)
    if (letters <= 200) continue
    const at = ordered.findLastIndex(({ lines }) => (lines[0]?.pageIndex ?? 0) <= page.pageIndex)
    ordered.splice(at + 1, 0, { kind: 'inset', label: undefined, lines: [makeLine(words, page.pageIndex)] })
  }
  return ordered
}

const isInside = ({ x0, baseline }: Word, { widthPt, heightPt }: UprightPage): boolean =>
  x0 > 0.07 * widthPt && x0 < 0.93 * widthPt && baseline > 0.04 * heightPt && baseline < 0.96 * heightPt
