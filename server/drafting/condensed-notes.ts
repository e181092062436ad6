/** What a model's notes on a part of a paper are worth: only those whose quote stands there, under the page where it does. */
import { squeeze } from '../text/normalize.ts'
import { estimateTokens } from '../text/estimate-tokens.ts'
import { neutralise } from './fence.ts'
import { parseReply } from './parse-reply.ts'
import type { SentPage } from './text-by-page.ts'

/** `text` with the quotes that were found, each in straight quotation marks. */
export type CondensedNote = { pageNumber: number; text: string }

/**
 * @param reply one note a line, each with marks like `[[p4: "exact words"]]`
 * @param maxTokens notes beyond it are left out
 * @returns notes in the order of the reply; `dropped` counts those whose quote the part does not have
 */
export function readCondensed(
  reply: string,
  part: readonly SentPage[],
  maxTokens: number,
): { notes: CondensedNote[]; dropped: number } {
  const pages = part.map(({ pageNumber, text }) => ({ pageNumber, letters: squeeze(text).text }))
  const notes: CondensedNote[] = []
  let dropped = 0
  let left = maxTokens
  for (const line of reply.split('\n')) {
    const { prose, marks } = parseReply(line.replace(/^\s*(?:[-*+•–]|\d+[.)])\s+/, ''))
    if (prose === '' || /^none\W*$/i.test(prose)) continue
    const found = marks.flatMap((mark) => {
      const wanted = mark.kind === 'quote' ? squeeze(mark.quote).text : ''
      const page = wanted === '' ? undefined : pages.find(({ letters }) => letters.includes(wanted))
      return page && mark.kind === 'quote' ? [{ pageNumber: page.pageNumber, quote: mark.quote }] : []
    })
    if (found.length === 0) {
      dropped += 1
      continue
    }
    const text = neutralise(`${prose} ${found.map(({ quote }) => `"${quote}"`).join(' ')}`)
    left -= estimateTokens(text) + 2
    if (left < 0) break
    notes.push({ pageNumber: found[0]!.pageNumber, text })
  }
  return { notes, dropped }
}

/** The notes as the draft's prompt shows them: by page, each page marked as condensed. */
export function condensedPages(notes: readonly CondensedNote[]): SentPage[] {
  const numbers = [...new Set(notes.map(({ pageNumber }) => pageNumber))].toSorted((a, b) => a - b)
  return numbers.map((pageNumber) => {
    const lines = notes.filter((note) => note.pageNumber === pageNumber).map(({ text }) => `- ${text}`)
    return { pageNumber, text: `(condensed)\n${lines.join('\n')}` }
  })
}
