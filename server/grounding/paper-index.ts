/** One paper made ready for grounding: built once a paper text (under half a second) and kept by the caller. */
import type { PaperText, Span } from '../papers/schema.ts'
import { createBm25, type Bm25, type Window } from '../text/bm25.ts'
import { layOut, type LaidOut } from './binding.ts'
import { paperFormulas, type PaperFormula } from './paper-formulas.ts'
import { paperLetters, type PaperLetters } from './paper-letters.ts'
import { paperNumbers, tableColumns, type PaperNumbers } from './paper-numbers.ts'
import { paperSentences, type PaperSentence } from './paper-sentences.ts'
import { paperWords, type PaperWords } from './paper-words.ts'
import { termsOfHead } from './table-heads.ts'

/** A run of sentences; `pageIndex` is where it begins. */
export type PaperWindow = Window & { pageIndex: number }

export type PaperIndex = {
  paper: PaperText
  sentences: readonly PaperSentence[]
  bm25: Bm25<PaperWindow>
  letters: PaperLetters
  words: PaperWords
  numbers: PaperNumbers
  /** A sentence's words and numbers with their places; laid out when it is first asked for, and kept. */
  laidOut: (sentence: number) => LaidOut
  /** The stems of a table's head ({@link termsOfHead}); kept. */
  headTerms: (head: string) => readonly string[]
  /** Indices into `sentences` of those that touch any of `spans`. */
  sentencesAt: (spans: readonly Span[]) => number[]
  formulas: readonly PaperFormula[]
  /** 1-based numbers of pages whose text could not be read. */
  pagesNotRead: readonly number[]
}

/** An appendix says the same as the body, more thinly. */
const appendixWeight = 0.6
/** Shorter pieces (a page label, a stray symbol) find nothing. */
const leastLetters = 12

export function indexPaper(paper: PaperText): PaperIndex {
  const sentences = paperSentences(paper)
  const byPage = new Map<number, number[]>()
  for (const [index, sentence] of sentences.entries())
    for (const { pageIndex } of sentence.spans) {
      const list = byPage.get(pageIndex)
      if (!list) byPage.set(pageIndex, [index])
      else if (list.at(-1) !== index) list.push(index)
    }
  const windows = windowsOf(sentences)
  const sentencesAt = (spans: readonly Span[]) => {
    const found = new Set<number>()
    for (const span of spans)
      for (const index of byPage.get(span.pageIndex) ?? [])
        if (
          sentences[index]!.spans.some(
            (own) => own.pageIndex === span.pageIndex && own.start < span.end && span.start < own.end,
          )
        )
          found.add(index)
    return [...found]
  }
  const laid = new Map<number, LaidOut>()
  const heads = new Map<string, string[]>()
  return {
    paper,
    sentences,
    bm25: createBm25(
      sentences.map((sentence) => sentence.terms),
      windows,
    ),
    letters: paperLetters(paper, tableColumns(paper)),
    words: paperWords(paper),
    numbers: paperNumbers(paper, sentences),
    laidOut: (at) => {
      const kept = laid.get(at) ?? layOut(sentences[at]!.text, sentences[at]!.numbers)
      laid.set(at, kept)
      return kept
    },
    headTerms: (head) => {
      const kept = heads.get(head) ?? termsOfHead(head)
      heads.set(head, kept)
      return kept
    },
    sentencesAt,
    formulas: paperFormulas(paper, sentencesAt),
    pagesNotRead: paper.pages
      .filter((page) => page.quality.state !== 'ok' && page.quality.state !== 'ocr' && page.quality.state !== 'blank')
      .map((page) => page.pageIndex + 1),
  }
}

/** A formula out of a PDF is soup: its box is shown, its letters are no passage. */
const weightOf = (sentence: PaperSentence): number =>
  sentence.kind === 'equation' ? 0 : sentence.appendix ? appendixWeight : 1

/** Windows of one, two and three sentences that stand on the same page or over one page break; a table stands alone. */
function windowsOf(sentences: readonly PaperSentence[]): PaperWindow[] {
  const windows: PaperWindow[] = []
  for (const [first, sentence] of sentences.entries()) {
    if (sentence.text.length < leastLetters) continue
    for (let count = 1; count <= 3; count += 1) {
      const last = sentences[first + count - 1]
      if (
        !last ||
        (count > 1 && (last.table || sentence.table)) ||
        last.pageIndex - sentence.pageIndex > 1 ||
        last.pageIndex < sentence.pageIndex
      )
        break
      windows.push({ first, count, pageIndex: sentence.pageIndex, weight: weightOf(sentence) })
    }
  }
  return windows
}
