/** All places of a paper where a number of a summary stands. */
import { readNumbers, type ReadNumber } from '../text/numbers.ts'
import { sameNumber } from '../text/same-number.ts'
import type { PaperIndex } from './paper-index.ts'
import type { NamedCell, PaperNumber } from './paper-numbers.ts'
import { placeInSentence } from './paper-sentences.ts'
import type { NumberPlace } from './schema.ts'
import type { Span } from '../papers/schema.ts'

/** `sure`: the unit agrees too; a number glued to a sign or footnote digit in the text layer is not sure. */
export type FoundNumber = {
  sentence: number
  span: Span
  cell: NamedCell | null
  sure: boolean
  /** The number as the paper prints it; null for digits that were not read as one. */
  place: PaperNumber | null
}

/** Words that make a bare number a factor: "10 times faster" against a citation [10], "2.9x" against any 2.94. */
const factorWords = /factor|speed-?up|times|faster|slower|fold|ratio|\d\s?[x×]/i

/** In reading order, each place once. */
export function numberPlaces(number: ReadNumber, index: PaperIndex): FoundNumber[] {
  const candidates = new Set<PaperNumber>()
  for (const value of [number.value, ...number.alternatives]) {
    const slack = value * 0.06 + 0.6
    for (const [from, to] of [
      [value - slack, value + slack],
      [value / 100 - 0.006, value / 100 + 0.006],
      [value * 100 * (1 - 1e-6), value * 100 * (1 + 1e-6)],
    ] as const)
      for (const entry of index.numbers.between(from, to)) candidates.add(entry)
  }
  const found: FoundNumber[] = []
  for (const entry of candidates) {
    const likeness = sameNumber(number, entry.number)
    if (likeness === null) continue
    if (
      number.unit === 'times' &&
      (number.decimals === 0 || likeness === 'rounded') &&
      entry.number.unit !== 'times' &&
      !factorWords.test(around(entry, index))
    )
      continue
    found.push({ sentence: entry.sentence, span: entry.span, cell: entry.cell, sure: true, place: entry })
  }
  if (found.length === 0 && !number.spelled) found.push(...gluedPlaces(number, index))
  return found.toSorted((a, b) => a.sentence - b.sentence || a.span.start - b.span.start)
}

function around({ number, sentence }: PaperNumber, index: PaperIndex): string {
  return index.sentences[sentence]!.text.slice(Math.max(0, number.start - 45), number.end + 45)
}

/**
 * The last resort: the same digits glued to a letter, or as index or exponent (footnote marks, formulas), unit allowing. Digits
 * that stand free and were not read as a number are a citation, a reference or a date.
 */
function gluedPlaces(number: ReadNumber, index: PaperIndex): FoundNumber[] {
  const digits = /\d[\d,]*(?:\.\d+)?/.exec(number.text)?.[0]
  if (!digits || digits.replace(/\D/g, '').length < 2 || number.scale !== 1) return []
  const bare = digits.replaceAll('.', String.raw`\.`)
  const pattern = new RegExp(String.raw`(?<=[\p{L}_^{])${bare}(?!\d|[.,]\d)|(?<![\d.,]|\p{L}-)${bare}(?=\p{L})`, 'gu')
  return index.sentences.flatMap((sentence, at) =>
    [...sentence.text.matchAll(pattern)].flatMap((match) => {
      const end = match.index + digits.length
      const [read] = readNumbers(sentence.text.slice(match.index, end + 2))
      if (read && read.unit !== '' && number.unit !== '' && sameNumber(number, read) === null) return []
      return [{ sentence: at, span: placeInSentence(sentence, match.index, end), cell: null, sure: false, place: null }]
    }),
  )
}

/** A place as the page shows it, with the words around it. */
export function placeShown({ span, cell }: Pick<FoundNumber, 'span' | 'cell'>, index: PaperIndex): NumberPlace {
  const page = index.paper.pages[span.pageIndex]!.text
  const context = page.slice(Math.max(0, span.start - 70), span.end + 70)
  return { span, context: context.replace(/\s+/g, ' ').trim().slice(0, 160), cell: cell?.label ?? null }
}
