/** Two numbers exchanged: each stands in the paper beside the word that the sentence puts beside the other. */
import { sameNumber } from '../text/same-number.ts'
import { readNumbers, type ReadNumber } from '../text/numbers.ts'
import type { LookedUp } from './check-numbers.ts'
import { isSmallCount } from './like-number.ts'
import type { PaperIndex } from './paper-index.ts'
import { namesOf } from './names.ts'
import type { Check } from './schema.ts'
import { isContentWord, stem } from './terms.ts'

type Word = { key: string; start: number; end: number }

/** Farther from its number than this many characters, a word is bound to something else. */
const reach = 40
const reachOfNames = 30

/** Only numbers that are no small bare count, found side by side in one passage. */
export function checkExchange(text: string, looked: readonly LookedUp[], index: PaperIndex): Check | null {
  const numbers = looked
    .filter(({ found, number }) => found.length > 0 && !isSmallCount(number))
    .map(({ number }) => number)
  const ours = wordsOf(text)
  const names = new Set(namesOf(text).map((name) => stem(name.text.toLowerCase())))
  for (const [at, a] of numbers.entries())
    for (const b of numbers.slice(at + 1)) {
      if (a.value === b.value || isBeforeAndAfter(text, a, b)) continue
      const places = passagesWith(looked, a, b, index)
        .map((place) => {
          const theirs = wordsOf(place.text)
          return { ...place, theirs, shared: keysOnce(ours).filter((key) => theirs.some((word) => word.key === key)) }
        })
        // The passage that shares most words decides: others may set them in another order.
        .toSorted((one, other) => other.shared.length - one.shared.length)
      for (const { numbers: printed, table, theirs, shared } of places) {
        const pair = { a, b, theirA: numberIn(printed, a)!, theirB: numberIn(printed, b)! }
        const named = shared.filter((key) => names.has(key))
        const found =
          sides(pair, ours, theirs, shared, reach) ?? (table ? null : sides(pair, ours, theirs, named, reachOfNames))
        if (!found) continue
        if (found.as === 'ours') break
        const [wordA, wordB] = found.words.map((key) => written(text, ours, key))
        const why = `The paper has ${b.text.trim()} beside "${wordA}" and ${a.text.trim()} beside "${wordB}".`
        return { kind: 'exchanged-numbers', why }
      }
    }
  return null
}

/** "From 77.3 to 85.0", "77.3 → 85.0": two values of one thing, so a word beside one of them belongs to both. */
function isBeforeAndAfter(text: string, a: ReadNumber, b: ReadNumber): boolean {
  const between = text.slice(a.end, b.start)
  return /→|->/.test(between) || (/\bfrom\s*$/i.test(text.slice(0, a.start)) && /\bto\b/i.test(between))
}

type Words = readonly [string, string]
type Pair = { a: ReadNumber; b: ReadNumber; theirA: ReadNumber; theirB: ReadNumber }

/** @returns the words that the sentence binds to a and b, and whether the paper binds them as it does or the other way round */
function sides(
  pair: Pair,
  ours: readonly Word[],
  theirs: readonly Word[],
  shared: readonly string[],
  within: number,
): { as: 'ours' | 'turned'; words: Words } | null {
  const wordA = nearest(pair.a, ours, shared)
  const wordB =
    wordA &&
    nearest(
      pair.b,
      ours,
      shared.filter((key) => key !== wordA.key),
    )
  if (!wordA || !wordB || wordA.distance > within || wordB.distance > within) return null
  const keys = [wordA.key, wordB.key]
  // "(85.0 vs 77.3)": side by side, the order says what belongs to what, not the distance.
  const [first, second] =
    pair.theirA.start < pair.theirB.start ? [pair.theirA, pair.theirB] : [pair.theirB, pair.theirA]
  if (second.start - first.end < 10) return null
  const paperA = nearest(pair.theirA, theirs, keys)
  const paperB = nearest(pair.theirB, theirs, keys)
  const words: Words = [wordA.key, wordB.key]
  if (paperA?.key === wordA.key && paperB?.key === wordB.key) return { as: 'ours', words }
  return paperA?.key === wordB.key && paperB?.key === wordA.key ? { as: 'turned', words } : null
}

function nearest(
  number: ReadNumber,
  words: readonly Word[],
  keys: readonly string[],
): { key: string; distance: number } | null {
  let best: { key: string; distance: number } | null = null
  for (const word of words) {
    if (!keys.includes(word.key)) continue
    const distance = Math.abs(word.start - number.start)
    if (!best || distance < best.distance) best = { key: word.key, distance }
  }
  return best
}

type Place = { text: string; numbers: readonly ReadNumber[]; table: boolean }

/** Sentences, or two in a row, in which both numbers stand; few, so that a table of small counts is not searched. */
function passagesWith(looked: readonly LookedUp[], a: ReadNumber, b: ReadNumber, index: PaperIndex): Place[] {
  const at = (number: ReadNumber) =>
    new Set(looked.find((entry) => entry.number === number)!.found.map((place) => place.sentence))
  const withB = at(b)
  const ranges = [...at(a)].flatMap((sentence): [number, number][] => {
    if (withB.has(sentence)) return [[sentence, sentence]]
    if (withB.has(sentence + 1)) return [[sentence, sentence + 1]]
    return withB.has(sentence - 1) ? [[sentence - 1, sentence]] : []
  })
  return ranges
    .map(([first, last]) => {
      const sentences = index.sentences.slice(first, last + 1)
      const text = sentences.map((sentence) => sentence.text).join(' ')
      return {
        text,
        numbers: first === last ? sentences[0]!.numbers : readNumbers(text),
        table: sentences.some((sentence) => sentence.table),
      }
    })
    .filter(({ numbers }) => numberIn(numbers, a) && numberIn(numbers, b))
    .slice(0, 8)
}

function numberIn(numbers: readonly ReadNumber[], wanted: ReadNumber): ReadNumber | undefined {
  return numbers.find((number) => sameNumber(wanted, number) === 'same')
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\p{L}[\p{L}\p{N}]*(?:[@-][\p{L}\p{N}]+)*/gu)].flatMap((match) => {
    const word = match[0].toLowerCase()
    if (!isContentWord(word)) return []
    return [{ key: /\d/.test(word) ? word : stem(word), start: match.index, end: match.index + word.length }]
  })
}

function keysOnce(words: readonly Word[]): string[] {
  const counts = new Map<string, number>()
  for (const { key } of words) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].flatMap(([key, count]) => (count === 1 ? [key] : []))
}

function written(text: string, words: readonly Word[], key: string): string {
  const word = words.find((candidate) => candidate.key === key)!
  return text.slice(word.start, word.end)
}
