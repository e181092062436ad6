/** An extracted sentence with its evidence: a quote for its start and for every part with a number. */
import type { PaperText } from '../../papers/schema.ts'
import { foldSpace } from '../../text/normalize.ts'
import type { Candidate } from './candidates.ts'

const longestQuote = 15

/** `Sentence. [[p4: "its first words"]] [[p4: "the words around a number"]]`, in the syntax that `parseReply` reads. */
export function markSentence({ text, block }: Candidate, paper: PaperText): string {
  const all = text.split(' ')
  const parts = Math.ceil(all.length / longestQuote)
  const size = Math.ceil(all.length / parts)
  const chunks = Array.from({ length: parts }, (_, part) => all.slice(part * size, (part + 1) * size).join(' '))
  const marks = chunks
    .filter((chunk, index) => index === 0 || /\d/.test(chunk))
    .map((chunk) => `[[p${pageOf(chunk, block, paper)}: "${chunk.replaceAll('"', "'")}"]]`)
  return `${text} ${marks.join(' ')}`
}

/** The page (from 1) that the words stand on; a paragraph may run over a page break. */
function pageOf(words: string, { spans }: Candidate['block'], { pages }: PaperText): number {
  // The first word may have lost a connective before it, and gained its capital.
  const inside = words.slice(words.indexOf(' ') + 1, words.indexOf(' ') + 41)
  const found = spans.find(({ pageIndex, start, end }) =>
    foldSpace(pages[pageIndex]?.text.slice(start, end) ?? '').includes(inside),
  )
  return (found ?? spans[0])!.pageIndex + 1
}
