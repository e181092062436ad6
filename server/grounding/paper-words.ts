/** The words of a paper in reading order with their places: what an approximate quote is matched against. */
import type { PaperText, Span } from '../papers/schema.ts'
import { readingOrder } from './paper-letters.ts'

export type QuoteWord = { word: string; start: number; end: number }

export type PaperWords = {
  words: string[]
  /** Half-open place of each word in the text of its page. */
  places: Span[]
  /** Where each word stands, ascending. */
  at: Map<string, number[]>
}

/** Lower case, hyphenated words in parts, numbers with point and per cent whole; a footnote digit glued to a word is off. */
export function quoteWords(text: string): QuoteWord[] {
  const found: QuoteWord[] = []
  for (const match of text.matchAll(/\p{N}+(?:[.,]\p{N}+)*%?|\p{L}[\p{L}\p{M}]*\p{N}*|[$=<>]/gu)) {
    const word = match[0].normalize('NFKC').toLowerCase()
    const bare = word.replace(/^(\p{L}{4,})\d{1,2}$/u, '$1')
    found.push({ word: bare, start: match.index, end: match.index + match[0].length })
  }
  return found
}

export function paperWords(paper: PaperText): PaperWords {
  const result: PaperWords = { words: [], places: [], at: new Map() }
  for (const span of readingOrder(paper)) {
    for (const { word, start, end } of quoteWords(paper.pages[span.pageIndex]!.text.slice(span.start, span.end))) {
      const at = result.at.get(word)
      if (at) at.push(result.words.length)
      else result.at.set(word, [result.words.length])
      result.words.push(word)
      result.places.push({ pageIndex: span.pageIndex, start: span.start + start, end: span.start + end })
    }
  }
  return result
}
