/** One mark in a reply: where it ends, and what it says. */
import type { EvidenceMark } from '../grounding/schema.ts'

type WithoutOffset<M> = M extends unknown ? Omit<M, 'offset'> : never
export type Mark = WithoutOffset<EvidenceMark>

/** `end` is where the text goes on (UTF-16 units); `marks` null when the mark was never closed. */
export type ReadMark = { end: number; marks: Mark[] | null }

const opening = /\[\[\s*(?:(?:p|pp|page)\b|p\d|["“]|notes?\b|take\b)/gi
const quoteClose = /["”]\s*\]\]/g
/** `p4:`, `p. 4`, `page 4:`; then the quote in straight or curly quotation marks, or none. */
const quoteMark = /^(?:p(?:age|\.)?\s*(\d+)\s*[:,]?\s*)?["“]([\s\S]*?)["”]?$/i
/** A page and no quotation marks: `[[p7: 15.60]]`. */
const bareMark = /^p(?:age|\.)?\s*(\d+)\s*:\s*([^"“”]+)$/i
const noteMark = /^notes?\s+(\d+(?:\s*(?:,|and|&)\s*(?:note\s+)?\d+)*)$/i

/**
 * Read the mark that opens with `[[` at `start`. It ends at `"]]`, since a quote may hold brackets, or at `]]`; never
 * beyond `paragraphEnd`. A mark that swallows the opening of another was not closed: it goes up to where that one ends.
 */
export function readMark(text: string, start: number, paragraphEnd: number): ReadMark {
  const body = text.slice(start, paragraphEnd)
  const next = nextMatch(opening, body, 2)?.index ?? Infinity
  const bare = body.indexOf(']]', 2)
  const quoted = /^\[\[[^"“\]]*["“]/.test(body) ? nextMatch(quoteClose, body, bodyOfQuote(body)) : undefined
  const quotedEnd = quoted ? quoted.index + quoted[0].length : Infinity
  if (quotedEnd < next) return { end: start + quotedEnd, marks: marksOf(body.slice(2, quotedEnd - 2)) }
  if (bare !== -1 && bare < next) return { end: start + bare + 2, marks: marksOf(body.slice(2, bare)) }
  const closing = Math.min(quotedEnd, bare === -1 ? Infinity : bare + 2, body.length)
  return { end: start + closing, marks: null }
}

/** Where the text inside the first quotation mark begins: `[[""]]` must not close at its own opening. */
const bodyOfQuote = (body: string) => body.search(/["“]/) + 1

function nextMatch(pattern: RegExp, text: string, from: number): RegExpExecArray | undefined {
  pattern.lastIndex = from
  return pattern.exec(text) ?? undefined
}

function marksOf(inner: string): Mark[] {
  const said = inner.trim()
  if (/^take$/i.test(said)) return [{ kind: 'take' }]
  const notes = noteMark.exec(said)?.[1]
  if (notes !== undefined) return (notes.match(/\d+/g) ?? []).map((note) => ({ kind: 'note', note: Number(note) }))
  const [, page, quote] = quoteMark.exec(said) ?? bareMark.exec(said) ?? []
  const words = quote?.replace(/\s+/g, ' ').trim() ?? ''
  if (words === '') return [{ kind: 'unknown', raw: `[[${inner}]]` }]
  return [{ kind: 'quote', quote: words, pageNumber: page === undefined ? null : Number(page) }]
}
