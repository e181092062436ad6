/** Where the sentences of scientific prose begin and end: Intl.Segmenter's guesses, mended by rules. */

/** Half-open span `[start, end)` into the text, UTF-16 units, without outer white space. */
export type TextSpan = { start: number; end: number }

/** Never end a sentence, whatever follows. */
const always =
  /(?:\b(?:Figs?|Eqs?|Eqns?|Secs?|Sect|Tabs?|Refs?|Algs?|Thm|Lem|Defs?|Props?|Apps?|Chs?|Dr|Mr|Mrs|Ms|Prof|St|Vol|vs|cf|viz|ca|resp|i\.e|e\.g|pp|p)|\b(?:w\.r\.t|a\.k\.a|i\.i\.d|U\.S|U\.K|et\s+al))\.$/i
/** End a sentence only before a capital that begins a new one. */
const sometimes = /\b(?:al|etc|approx|No|Inc|Ltd|Co|Corp|Jr|Sr|Univ|Dept|eds?|Ph\.D)\.$/
/** "J. Devlin", "G. E. Hinton": one capital before the stop. */
const initial = /(?:^|[\s(.-])\p{Lu}\.$/u
/** A name that begins in lower case may open a sentence: iPhone, k-means, $x$. */
const lowerStart = /^(?:\p{Ll}+\p{Lu}|\p{Ll}-\p{Ll}|\$|\\\()/u
/** A stop, quotation marks and brackets behind it, and a citation that stands after the stop: "before. [12, 13]". */
const stop = /[.!?…]["”’»')\]*_]*(?:\s*\[\d+(?:[,–\s-]+\d+)*\])*$/
const listItem = /^[ \t]*(?:[-*+•–]|\d{1,2}[.)]|\([a-z0-9]\))[ \t]+/

/**
 * Split prose into sentences. Blank lines and list items always part sentences (the bullet belongs to none); line ends
 * inside a paragraph do not. Abbreviations, initials, citations, decimals, open brackets and formulas are seen through;
 * quotation marks and brackets after a stop stay with their sentence. Never throws.
 * @returns spans in order, not overlapping, never empty
 */
export function sentences(text: string): TextSpan[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
  return paragraphs(text).flatMap((paragraph) => split(text, paragraph, segmenter))
}

/** Paragraphs and list items, bullets and heading marks cut off. */
function paragraphs(text: string): TextSpan[] {
  const found: TextSpan[] = []
  let open: TextSpan | null = null
  for (const match of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    const line = match[0]
    const start = match.index
    if (line.trim() === '') {
      open = null
      continue
    }
    const bullet = listItem.exec(line)?.[0].length ?? /^#{1,6}\s+/.exec(line)?.[0].length
    const end = start + line.trimEnd().length
    if (open && bullet === undefined) open.end = end
    else {
      open = { start: start + (bullet ?? 0), end }
      found.push(open)
    }
    if (/^#{1,6}\s/.test(line)) open = null
  }
  return found
}

function split(text: string, { start, end }: TextSpan, segmenter: Intl.Segmenter): TextSpan[] {
  // The segmenter takes every line end for a sentence end.
  const flat = text.slice(start, end).replace(/\s/g, ' ')
  const cuts = new Set<number>()
  for (const { index } of segmenter.segment(flat)) cuts.add(index)
  // The segmenter never cuts before a lower-case letter or a digit, nor after '. [12]'.
  for (const match of flat.matchAll(/[.!?…]["”’»')\]*_]*(?:\s*\[\d[\d,–\s-]*\])*\s+(?=[$\\\p{L}\d"“‘(])/gu)) {
    const cut = match.index + match[0].length
    const after = flat.slice(cut, cut + 40)
    const number = /^\d/.test(after) && /\p{Ll}{3}[)\]]?$/u.test(flat.slice(0, match.index))
    if (number || lowerStart.test(after) || /^["“‘(]*\p{Lu}/u.test(after)) cuts.add(cut)
  }
  const spans: TextSpan[] = []
  let from = 0
  for (const cut of [...cuts].toSorted((a, b) => a - b).concat(flat.length)) {
    if (cut <= from || (cut < flat.length && !endsHere(flat.slice(from, cut).trimEnd(), flat.slice(cut, cut + 60))))
      continue
    const piece = flat.slice(from, cut)
    const lead = piece.length - piece.trimStart().length
    if (piece.trim() !== '') spans.push({ start: start + from + lead, end: start + from + piece.trimEnd().length })
    from = cut
  }
  return spans
}

/** @param before the open sentence up to the cut; @param after what follows it */
function endsHere(before: string, after: string): boolean {
  const next = after.trimStart()
  if (!stop.test(before)) return false
  if (isOpen(before)) return false
  if (/^[,;:%)\]]/.test(next)) return false
  const bare = before.replace(/["”’»')\]*_]+$/, '')
  if (always.test(bare)) return /\bal\.$/.test(bare) && startsNew(next)
  if (sometimes.test(bare)) return startsNew(next)
  if (initial.test(bare) && !/\b(?:Appendix|Table|Figure|Section|Theorem|layer|type)\s\p{Lu}\.$/u.test(bare))
    return false
  // A citation after the stop belongs to the sentence that it supports.
  if (/^\[\d+(?:[,–\s-]+\d+)*\]/.test(next)) return false
  return !/^\p{Ll}/u.test(next) || lowerStart.test(next)
}

/** A capital word and then prose: a new sentence, not the year or the name of a citation. */
function startsNew(next: string): boolean {
  return /^["“(]?\p{Lu}\p{Ll}*,?\s+\p{Ll}/u.test(next)
}

/** An open bracket or formula: the stop stands inside it. */
function isOpen(before: string): boolean {
  let depth = 0
  for (const unit of before) {
    if (unit === '(') depth += 1
    else if (unit === ')' && depth > 0) depth -= 1
  }
  // A bracket open for 300 characters is a slip of the writer, not a parenthesis.
  if (depth > 0) return before.length - before.lastIndexOf('(') < 300
  // "$465 million" is money: only a dollar sign before something else opens a formula.
  return (before.match(/(?<!\\)\$(?!\d)/g)?.length ?? 0) % 2 === 1
}
