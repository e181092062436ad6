/** One paper made ready for grounding: built once a paper text (under half a second) and kept by the caller. */
import type { PaperText, Span } from '../papers/schema.ts'
import { squeeze } from '../text/normalize.ts'
import { createBm25, type Bm25, type Window } from './bm25.ts'
import { paperLetters, type PaperLetters } from './paper-letters.ts'
import { paperNumbers, tableColumns, type PaperNumbers } from './paper-numbers.ts'
import { paperSentences, type PaperSentence } from './paper-sentences.ts'
import { paperWords, type PaperWords } from './paper-words.ts'

export type PaperIndex = {
  paper: PaperText
  sentences: readonly PaperSentence[]
  bm25: Bm25
  letters: PaperLetters
  words: PaperWords
  numbers: PaperNumbers
  /** Letters of all sentences in one string, and of each: to ask whether a name stands there, however it is spaced. */
  allLetters: string
  sentenceLetters: readonly string[]
  /** Indices into `sentences` of those that touch any of `spans`. */
  sentencesAt: (spans: readonly Span[]) => number[]
  /** Indices into `bm25.windows` of the windows of one or two sentences that hold a sentence. */
  windowsAround: (sentence: number) => number[]
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
  const around = new Map<number, number[]>()
  for (const [at, window] of windows.entries())
    if (window.count <= 2)
      for (let s = window.first; s < window.first + window.count; s += 1) around.set(s, [...(around.get(s) ?? []), at])
  const sentenceLetters = sentences.map((sentence) => squeeze(sentence.text).text)
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
    allLetters: sentenceLetters.join(' '),
    sentenceLetters,
    sentencesAt: (spans) => {
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
    },
    windowsAround: (sentence) => around.get(sentence) ?? [],
    pagesNotRead: paper.pages
      .filter((page) => page.quality.state !== 'ok' && page.quality.state !== 'ocr' && page.quality.state !== 'blank')
      .map((page) => page.pageIndex + 1),
  }
}

/** Windows of one, two and three sentences that stand on the same page or over one page break; a table stands alone. */
function windowsOf(sentences: readonly PaperSentence[]): Window[] {
  const windows: Window[] = []
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
      windows.push({ first, count, pageIndex: sentence.pageIndex, weight: sentence.appendix ? appendixWeight : 1 })
    }
  }
  return windows
}
