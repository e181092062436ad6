/** Plain text to lines of an issue; which of them are headings has to be guessed. */
import { sentences } from '../text/sentences.ts'
import type { IssueLine } from './schema.ts'
import { stripStar } from './star.ts'

const ruleLine = /^\s*(?:[-–—=_*•·~]\s*){3,}$/

/** One line a paragraph; paragraphs that were wrapped at a fixed width are joined again. */
export function plainLines(text: string): IssueLine[] {
  const rows = text.split('\n').map((row, index) => ({ line: index + 1, text: row.trim() }))
  const lines: IssueLine[] = []
  for (const block of blocks(rows)) {
    const wrapped =
      block.length > 1 && block.slice(0, -1).every(({ text: row }) => row.length >= 55 && row.length <= 100)
    const paragraphs = wrapped ? [{ line: block[0]!.line, text: block.map((row) => row.text).join(' ') }] : block
    for (const row of paragraphs)
      lines.push(ruleLine.test(row.text) ? { kind: 'rule', line: row.line } : { kind: 'text', ...row })
  }
  return lines
}

type Row = { line: number; text: string }

/** Runs of rows that are not blank. */
function blocks(rows: readonly Row[]): Row[][] {
  const found: Row[][] = [[]]
  for (const row of rows) {
    if (row.text === '') found.push([])
    else found.at(-1)!.push(row)
  }
  return found.filter((block) => block.length > 0)
}

/**
 * Turn the lines that must be headings into headings of level 2: starred ones, and short ones without a stop that stand
 * directly above prose. Of several such lines in a row the last one is the heading, the others stay text.
 */
export function guessHeadings(lines: readonly IssueLine[]): IssueLine[] {
  const looksLike = lines.map((line) => line.kind === 'text' && isHeadingLike(line.text))
  return lines.map((line, index) => {
    if (line.kind !== 'text') return line
    const next = lines[index + 1]
    const aboveProse = next?.kind === 'text' && !looksLike[index + 1] && !stripStar(next.text).starred
    if (!stripStar(line.text).starred && !(looksLike[index] && aboveProse)) return line
    return { ...line, kind: 'heading', level: 2, link: null }
  })
}

/** A paper's title rather than a sentence: at most 25 words, no stop (a question only in Title Case), no ellipsis in front. */
export function isHeadingLike(text: string): boolean {
  const words = text.split(/\s+/)
  if (words.length > 25 || /^(?:…|\.{3}|[-*>•]\s|!\[|https?:)/.test(text)) return false
  if (/^\p{Ll}+(?:\s|$)/u.test(text)) return false
  if (/\?["”’)]*$/.test(text)) return words.length >= 3 && titleCaseShare(words) >= 0.6
  return !/[.!:;,…]["”’)\]]*$/.test(text) && sentences(text).length === 1
}

/** Share 0..1 of the words of four letters and more that begin with a capital; 0 without such words. */
function titleCaseShare(words: readonly string[]): number {
  const long = words.filter((word) => /\p{L}{4}/u.test(word))
  return long.length === 0 ? 0 : long.filter((word) => /^[^\p{L}]*\p{Lu}/u.test(word)).length / long.length
}
