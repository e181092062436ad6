/** Two numbers of one table exchanged: the sentence puts the head of one's cell beside the other. */
import { words } from '../text/tokens.ts'
import type { ReadNumber } from '../text/numbers.ts'
import type { LookedUp } from './check-numbers.ts'
import { isSmallCount } from './like-number.ts'
import type { NamedCell } from './paper-numbers.ts'
import type { Check } from './schema.ts'
import { isContentWord } from './terms.ts'

/** Where only one of the two heads is named: so near to the other number, and so much farther from its own (characters). */
const besideLetters = 16
const clearlyFarther = 16

/** Only decimals and counts that are not small; flagged when every pair of cells that could be meant is the wrong way round. */
export function checkCells(text: string, looked: readonly LookedUp[]): Check | null {
  const inTables = looked.filter(
    ({ number, found }) => !isSmallCount(number) && number.unit !== 'times' && found.some(({ cell }) => cell),
  )
  for (const [at, a] of inTables.entries())
    for (const b of inTables.slice(at + 1)) {
      const pairs = cellsOf(a).flatMap((left) =>
        cellsOf(b).flatMap((right) => (left.table === right.table && left !== right ? [[left, right] as const] : [])),
      )
      const verdicts = pairs.map(([left, right]) => wrongHead(text, a.number, b.number, left, right))
      const [wrong] = verdicts
      if (wrong && verdicts.every((found) => found !== null)) return { kind: 'exchanged-numbers', why: wrong }
    }
  return null
}

function cellsOf({ found }: LookedUp): NamedCell[] {
  return found.flatMap(({ cell }) => cell ?? [])
}

/** What is wrong; null when nothing is, or when no head is named that tells the two cells apart. */
function wrongHead(text: string, a: ReadNumber, b: ReadNumber, left: NamedCell, right: NamedCell): string | null {
  const ofLeft = headWords(left, right)
  const ofRight = headWords(right, left)
  const [spanA, spanB] = [arrowAround(text, a), arrowAround(text, b)]
  // Before and after of one thing: a head beside one of them belongs to both.
  if (spanA.start === spanB.start) return null
  const leftAtA = nearestWord(text, spanA, ofLeft)
  const leftAtB = nearestWord(text, spanB, ofLeft)
  const rightAtA = nearestWord(text, spanA, ofRight)
  const rightAtB = nearestWord(text, spanB, ofRight)
  const say = (number: ReadNumber, cell: NamedCell, head: string, other: ReadNumber) =>
    `${number.text.trim()} stands in ${cell.label}; the sentence has "${head}" beside ${other.text.trim()}.`
  if (leftAtA && leftAtB && rightAtA && rightAtB)
    return rightAtA.distance < leftAtA.distance && leftAtB.distance < rightAtB.distance
      ? say(a, left, leftAtB.word, b)
      : null
  if (leftAtA && leftAtB && isClearly(leftAtB, leftAtA)) return say(a, left, leftAtB.word, b)
  if (rightAtA && rightAtB && isClearly(rightAtA, rightAtB)) return say(b, right, rightAtA.word, a)
  return null
}

type Stretch = { start: number; end: number }

/** The number with the arrow pair that it is an end of ("27.15% → 15.60%"), or alone. */
function arrowAround(text: string, number: ReadNumber): Stretch {
  for (const match of text.matchAll(/\S+\s*(?:→|->|⟶)\s*\S+/g)) {
    const end = match.index + match[0].length
    if (match.index < number.end && number.start < end) return { start: match.index, end }
  }
  return number
}

type NearWord = { word: string; distance: number }

function isClearly(beside: NearWord, own: NearWord): boolean {
  return beside.distance <= besideLetters && own.distance >= beside.distance + clearlyFarther
}

/** Words of a cell's heads that are none of the other's. */
function headWords({ cell }: NamedCell, other: NamedCell): string[] {
  const read = (from: NamedCell['cell']) =>
    words(`${from.rowHead} ${from.columnHead}`).filter((word) => isContentWord(word) && !/^[\d.,]+$/.test(word))
  const others = new Set(read(other.cell))
  return read(cell).filter((word) => !others.has(word))
}

/** The nearest of `heads` in the text; a head cut short ("Scatt.") is meant by the word that it begins. */
function nearestWord(text: string, number: Stretch, heads: readonly string[]): NearWord | null {
  let best: NearWord | null = null
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu)) {
    const word = match[0].toLowerCase()
    if (!heads.some((head) => word === head || (head.length >= 5 && word.startsWith(head)))) continue
    const distance = match.index < number.start ? number.start - match.index - word.length : match.index - number.end
    if (!best || distance < best.distance) best = { word: match[0], distance }
  }
  return best
}
