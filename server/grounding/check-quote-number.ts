/** A right quote under a wrong sentence: the quote has a number that the sentence does not use, and the sentence one like it that is not in the quote. */
import { readNumbers, type ReadNumber } from '../text/numbers.ts'
import { sameNumber } from '../text/same-number.ts'
import type { LookedUp } from './check-numbers.ts'
import type { Evidence } from './evidence.ts'
import { isLikeNumber, isSmallCount } from './like-number.ts'
import type { PaperIndex } from './paper-index.ts'
import type { Check, GroundedQuote } from './schema.ts'
import { isContentWord, stem } from './terms.ts'

type Rival = { number: ReadNumber; other: ReadNumber; where: 'quote' | 'sentence of the quote' }

/**
 * Only quotes of four words or more that were found; a number that is explained by two others is left alone. Of the rest of the
 * paper's sentence, only a number beside the same word ("batch size 1024" against "batch size 4096").
 */
export function checkQuoteNumber(
  text: string,
  looked: readonly LookedUp[],
  quotes: readonly GroundedQuote[],
  evidence: Evidence,
  index: PaperIndex,
): Check | null {
  const firm = quotes.flatMap((quote) => (quote.anchor && !quote.weak ? [quote.anchor.quote] : []))
  if (firm.length === 0) return null
  const quoted = firm.flatMap((quote) => readNumbers(quote))
  const asked = looked.filter(
    ({ number, grounded }) => says(number) && grounded.status !== 'derived' && !isAmong(number, quoted),
  )
  const rivalsIn = (
    others: readonly ReadNumber[],
    where: Rival['where'],
    may: (a: ReadNumber, b: ReadNumber) => boolean,
  ) =>
    others
      .filter((other) => says(other) && !looked.some(({ number }) => sameNumber(number, other) !== null))
      .flatMap((other) =>
        asked.filter(({ number }) => may(number, other)).map(({ number }): Rival => ({ number, other, where })),
      )
  const inQuote = rivalsIn(quoted, 'quote', (a, b) => isLikeNumber(a, b) || areCounts(a, b))
  const beside = [...evidence.quoted].flatMap((at) => {
    const sentence = index.sentences[at]!
    if (sentence.table) return []
    return rivalsIn(
      sentence.numbers,
      'sentence of the quote',
      (a, b) => isLikeNumber(a, b) && !isAmong(a, sentence.numbers) && haveNeighbour(text, a, sentence.text, b),
    )
  })
  const [closest] = [...inQuote, ...beside].toSorted((a, b) => distance(a) - distance(b))
  if (!closest) return null
  const { number, other, where } = closest
  return { kind: 'other-number', why: `The ${where} has ${other.text.trim()}, not ${number.text.trim()}.` }
}

/** "Two" counts many things. */
const says = (number: ReadNumber): boolean => !number.soft && !(number.spelled && isSmallCount(number))

const isAmong = (number: ReadNumber, others: readonly ReadNumber[]): boolean =>
  others.some((other) => sameNumber(number, other) !== null)

/** "270 times" counts runs as "26 runs" does, and is no factor. */
function areCounts(a: ReadNumber, b: ReadNumber): boolean {
  const bare = (number: ReadNumber): ReadNumber =>
    number.unit === 'times' && number.decimals === 0 && !/[x×]$/.test(number.text) ? { ...number, unit: '' } : number
  return isLikeNumber(bare(a), bare(b))
}

/** The same content word directly before both, or directly after both. */
function haveNeighbour(text: string, a: ReadNumber, theirs: string, b: ReadNumber): boolean {
  const before = (of: string, number: ReadNumber) => /(\p{L}+)[\s-]*$/u.exec(of.slice(0, number.start))?.[1]
  const after = (of: string, number: ReadNumber) => /^[\s-]*(\p{L}+)/u.exec(of.slice(number.end))?.[1]
  return isSameWord(before(text, a), before(theirs, b)) || isSameWord(after(text, a), after(theirs, b))
}

function isSameWord(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false
  return isContentWord(a.toLowerCase()) && stem(a.toLowerCase()) === stem(b.toLowerCase())
}

/** By how many times the one is larger: the nearest in size is what was meant. */
const distance = ({ number, other }: Rival): number => Math.abs(Math.log(number.value / other.value))
