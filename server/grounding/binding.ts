/** What a number is bound to: the words and numbers beside it, and how much of that stands beside a number of the paper. */
import type { TableCell } from '../papers/schema.ts'
import type { ReadNumber } from '../text/numbers.ts'
import { sameNumber } from '../text/same-number.ts'
import { isSmallCount } from './like-number.ts'
import type { PaperIndex } from './paper-index.ts'
import type { NamedCell, PaperNumber } from './paper-numbers.ts'
import { isContentWord, stem } from './terms.ts'

/** The places, counted in words, of a text's content words (by stem) and numbers. */
export type LaidOut = { words: ReadonlyMap<string, readonly number[]>; numbers: { number: ReadNumber; at: number }[] }

/** What stands round a number of a summary: content words and other numbers, the nearer the heavier. */
export type Binding = {
  words: readonly (readonly [key: string, weight: number])[]
  mates: readonly { number: ReadNumber; weight: number }[]
  /** Of all of them together. */
  weight: number
  /** Where each of `mates` stands in a table. */
  matesIn: (table: number) => readonly (readonly TableCell[])[]
}

/** A word this many words away binds with 1/e of the strength. From 6 to 12 the labelled drafts give the same. */
const reachWords = 8
/** Of a word in the same sentence however far, in the caption of the table, or of a number elsewhere in the table. From .2 to .4 the same. */
const loosely = 0.3
/** Of another number, against the idf of a word; a small count says less. From 3 to 10 the same. */
const mateWeight = 6
const smallCountWeight = 2.4

/** @param numbers those of `text`: each has a place, since each has a digit or a letter */
export function layOut(text: string, numbers: readonly ReadNumber[]): LaidOut {
  const words = new Map<string, number[]>()
  const placed: LaidOut['numbers'] = []
  let at = 0
  for (const match of text.matchAll(/\p{L}[\p{L}\p{N}]*(?:['’]\p{L}+)?|\p{N}+/gu)) {
    at += 1
    const end = match.index + match[0].length
    const number = numbers.find((found) => match.index < found.end && found.start < end)
    const word = match[0].toLowerCase()
    if (number) {
      if (placed.at(-1)?.number !== number) placed.push({ number, at })
    } else if (isContentWord(word)) {
      const key = stem(word)
      const places = words.get(key)
      if (places) places.push(at)
      else words.set(key, [at])
    }
  }
  return { words, numbers: placed }
}

/** @param number of the sentence of a summary; one that is not in `laid` (digits of a citation) is bound to nothing */
export function bindingOf(number: ReadNumber, laid: LaidOut, index: PaperIndex): Binding {
  const own = laid.numbers.find((entry) => entry.number === number)?.at
  if (own === undefined) return { words: [], mates: [], weight: 0, matesIn: () => [] }
  const words = [...laid.words].map(([key, places]) => [key, index.bm25.idf(key) * closest(places, own)] as const)
  const mates = laid.numbers
    .filter(({ number: other }) => !other.soft && other.value !== number.value)
    .map(({ number: other, at }) => {
      const weight = isSmallCount(other) ? smallCountWeight : mateWeight
      return { number: other, weight: weight * closeness(at, own) }
    })
  let weight = 0
  for (const [, part] of words) weight += part
  for (const mate of mates) weight += mate.weight
  const found = new Map<number, TableCell[][]>()
  const matesIn = (table: number) => {
    const kept = found.get(table)
    if (kept) return kept
    const cells = index.numbers.inTable(table)
    const places = mates.map((mate) =>
      cells.flatMap((entry) => (sameNumber(mate.number, entry.number) === null ? [] : entry.cell!.cell)),
    )
    found.set(table, places)
    return places
  }
  return { words, mates, weight, matesIn }
}

/** What {@link boundShare} can be at most for a number of this sentence or table: its words, however far, and all mates. */
export function boundAtMost({ words, mates, weight }: Binding, place: PaperNumber, index: PaperIndex): number {
  const at = place.sentence
  const texts = [at - 1, at, at + 1].flatMap((near) => index.sentences[near]?.termSet ?? [])
  const caption = place.cell?.captionTerms
  let sum = 0
  for (const [key, part] of words) if (caption?.has(key) || texts.some((terms) => terms.has(key))) sum += part
  for (const mate of mates) sum += mate.weight
  return weight === 0 ? 0 : sum / weight
}

/** Share 0..1 of a binding that stands round a number of the paper, the nearer the more; in a table its heads and its line. */
export function boundShare(binding: Binding, place: PaperNumber, index: PaperIndex): number {
  if (binding.weight === 0) return 0
  const bound = place.cell ? inTable(binding, place.cell) : inSentence(binding, place, index)
  return bound / binding.weight
}

function inTable({ words, mates, matesIn }: Binding, { table, cell, headTerms, captionTerms }: NamedCell): number {
  let sum = 0
  for (const [key, weight] of words) sum += weight * (headTerms.has(key) ? 1 : captionTerms.has(key) ? loosely : 0)
  for (const [at, places] of matesIn(table).entries()) {
    let best = 0
    for (const other of places)
      if (other !== cell) best = other.row === cell.row || other.column === cell.column ? 1 : Math.max(best, loosely)
    sum += mates[at]!.weight * best
  }
  return sum
}

function inSentence({ words, mates }: Binding, place: PaperNumber, index: PaperIndex): number {
  const { table } = index.sentences[place.sentence]!
  const laid = index.laidOut(place.sentence)
  const own = laid.numbers.find((entry) => entry.number === place.number)!.at
  const beside = [index.sentences[place.sentence - 1], index.sentences[place.sentence + 1]]
  let sum = 0
  for (const [key, weight] of words) {
    const places = laid.words.get(key)
    // The words of a table that was not read as cells are bound to nothing by standing in it.
    if (places) sum += weight * Math.max(table ? 0 : loosely, closest(places, own))
    else if (!table && beside.some((other) => other?.table === false && other.termSet.has(key))) sum += weight * loosely
  }
  if (table) return sum
  for (const mate of mates) {
    let best = 0
    for (const { number, at } of laid.numbers)
      if (number !== place.number && sameNumber(mate.number, number) !== null)
        best = Math.max(best, loosely, closeness(at, own))
    sum += mate.weight * best
  }
  return sum
}

const closest = (places: readonly number[], own: number): number =>
  closeness(Math.min(...places.map((at) => Math.abs(at - own))), 0)

const closeness = (at: number, other: number): number => Math.exp(-Math.abs(at - other) / reachWords)
