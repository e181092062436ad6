/** Pages as read -> the paper: text, blocks, figures, quality. Pure: the same pages always give the same paper. */
import type { ExtractionWarning, PaperText } from '../schema.ts'
import { bodyStyle } from './body-style.ts'
import { blocksOf, figuresOf, tablesOf } from './compose-blocks.ts'
import { furnitureLines } from './furniture.ts'
import { visibleWords } from './hidden.ts'
import { createVocabulary } from './hyphenation.ts'
import { addToVocabulary } from './join-lines.ts'
import { kindsOf } from './kinds.ts'
import { labelOf, splitAtLabels } from './labels.ts'
import type { Lexicon } from './lexicon.ts'
import { lineNumbers } from './line-numbers.ts'
import { linesFromWords, makeLine, type Line } from './lines.ts'
import type { PageContent, Word } from './page-content.ts'
import { writePages } from './page-text.ts'
import { findPaperIds } from './paper-ids.ts'
import { footnotesLast, passagesOf, type KnownBlock, type Passage } from './passages.ts'
import { pageQuality } from './quality.ts'
import { readingOrder } from './reading-order.ts'
import { findStructure } from './structure.ts'
import { labelStructure } from './structure-labels.ts'
import { uprightPage, type UprightPage } from './upright-page.ts'
import { warningsOf } from './warnings.ts'

/** @param contents all pages, by page index, as the reader gave them */
export function composePaper(contents: readonly PageContent[], lexicon: Lexicon): Omit<PaperText, 'extractorVersion'> {
  const visible = contents.map(visibleWords)
  const turned = contents.map((content, i) => uprightPage({ ...content, words: visible[i]?.words ?? [] }))
  const numbers = lineNumbers(turned)
  const pages = turned.map((page, i) => ({ ...page, words: page.words.filter((word) => !numbers[i]?.has(word)) }))
  const drawn = pages.map((page) => linesFromWords(page.words, page.pageIndex))
  const body = bodyStyle(drawn)
  const furniture = furnitureLines(
    pages.map((page, i) => ({ lines: drawn[i] ?? [], heightPt: page.heightPt })),
    body,
  )
  const structure = findStructure(pages.map((page, i) => ({ ...page, lines: drawn[i] ?? [], furniture })))
  const { labels, ofCaption } = labelStructure(structure)

  const vocabulary = createVocabulary()
  const blocks = pages.map((page, i): KnownBlock[] => {
    const kept = (drawn[i] ?? []).filter((line) => !furniture.has(line)).flatMap((line) => splitAtLabels(line, labels))
    const ordered = readingOrder(kept, body, labels)
    for (const block of ordered) addToVocabulary(block.lines, vocabulary)
    const kinds = kindsOf({ ...page, blocks: ordered }, body)
    return ordered.map((block, k) => {
      const first = block.lines[0]
      return { block, kind: kinds[k] ?? 'body', label: first && labelOf(first, labels) }
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
  const margin = [...(pages[0]?.aside ?? []).map((word) => word.text), '\n', ...marginTexts(drawn[0] ?? [], furniture)]
  const paperBlocks = blocksOf(written.passages)
  const warnings: ExtractionWarning[] = warningsOf(contents, texts, visible.map(({ hidden }) => hidden))
  return {
    title: structure.title?.text ?? '',
    authors: structure.authors,
    ...findPaperIds(margin.join(' '), texts[0]?.text ?? ''),
    pages: texts,
    blocks: paperBlocks,
    figures: figuresOf(structure, ofCaption, written.passages, pages),
    tables: tablesOf(structure, pages),
    warnings,
  }
}

const marginTexts = (lines: readonly Line[], furniture: ReadonlySet<Line>): string[] =>
  lines.filter((line) => furniture.has(line)).map((line) => line.text)

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
