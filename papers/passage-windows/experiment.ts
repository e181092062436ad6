/** The numbers of "One Sentence or Three?": BM25 over windows of sentences, asked with disturbed sentences. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mean } from '../../evals/statistics/moments.ts'
import { random } from '../../evals/statistics/random.ts'
import { tInterval } from '../../evals/statistics/t-interval.ts'
import { createBm25, type Bm25, type Window } from '../../server/text/bm25.ts'
import { queryTerms, terms } from '../../server/grounding/terms.ts'
import { sentences } from '../../server/text/sentences.ts'

const seed = 20090101
const drawsPerSentence = 20
/** Shorter sentences say too little to be looked for. */
const leastQueryWords = 8

type Draw = () => number
type Paper = { sentences: string[]; vocabulary: string[]; numbers: string[]; indexes: Record<string, Bm25> }

/** Which lengths of window an index holds. */
const designs: Record<string, number[]> = { one: [1], two: [2], three: [3], mixed: [1, 2, 3] }

const paragraphs = JSON.parse(readFileSync(new URL('paragraphs.json', import.meta.url), 'utf8')) as Record<string, string[]>
const papers: Paper[] = Object.values(paragraphs).map((list) => {
  const all = list.flatMap((text) => sentences(text).map(({ start, end }) => text.slice(start, end)))
  const pieces = all.flatMap((sentence) => sentence.split(' '))
  const indexes = Object.fromEntries(
    Object.entries(designs).map(([name, lengths]) => [name, createBm25(all.map((text) => terms(text)), windows(all.length, lengths))]),
  )
  return { sentences: all, vocabulary: pieces.filter((piece) => !/\d/.test(piece)), numbers: pieces.filter((piece) => /\d/.test(piece)), indexes }
})

function windows(count: number, lengths: number[]): Window[] {
  return Array.from({ length: count }, (_, first) => first).flatMap((first) =>
    lengths
      .filter((length) => first + length <= count)
      .map((length) => ({ first, count: length, weight: 1 })),
  )
}

/** The best `wanted` windows that do not overlap, best first; those that share no term with the query are left out. */
function search(query: string, index: Bm25, numberWeight: number, wanted: number): Window[] {
  const weights = new Map(queryTerms(query).map((term) => [term, /\d/.test(term) ? numberWeight : 1]))
  const scores = index.scores(weights)
  const order = index.windows.map((_, at) => at).filter((at) => scores[at]! > 0)
  order.sort((a, b) => scores[b]! - scores[a]! || a - b)
  const taken: Window[] = []
  for (const at of order) {
    const window = index.windows[at]!
    if (taken.some((other) => window.first < other.first + other.count && other.first < window.first + window.count)) continue
    taken.push(window)
    if (taken.length === wanted) break
  }
  return taken
}

const holds = (window: Window, sentence: number) => window.first <= sentence && sentence < window.first + window.count
const below = (limit: number, draw: Draw) => Math.floor(draw() * limit)
const pick = <T>(list: readonly T[], draw: Draw): T => list[below(list.length, draw)]!

/** Leaves out `share` of the words, one stays at least. */
function drop(pieces: string[], share: number, draw: Draw): string[] {
  const left = pieces.slice()
  for (let gone = Math.min(pieces.length - 1, Math.round(share * pieces.length)); gone > 0; gone -= 1) left.splice(below(left.length, draw), 1)
  return left
}
const swapNumbers = (pieces: string[], paper: Paper, draw: Draw) =>
  pieces.map((piece) => (/\d/.test(piece) ? pick(paper.numbers.filter((other) => other !== piece), draw) : piece))
/** Every word but `share` stays; the others become words from elsewhere in the paper. */
const exchange = (pieces: string[], share: number, paper: Paper, draw: Draw) =>
  pieces.map((piece) => (!/\d/.test(piece) && draw() < share ? pick(paper.vocabulary, draw) : piece))

type Question = { paper: Paper; sentence: number; pieces: string[] }
const questions: Question[] = papers.flatMap((paper) =>
  paper.sentences
    .map((text, sentence) => ({ paper, sentence, pieces: text.split(' ') }))
    .filter(({ pieces }) => pieces.length >= leastQueryWords),
)
const withNumbers = questions.filter(({ pieces }) => pieces.some((piece) => /\d/.test(piece)))

type Outcome = { first: number; three: number; words: number; both: number }

/** Shares and mean words over the draws, one outcome a question; every design sees the same disturbed sentences. */
function ask(list: Question[], disturb: (question: Question, draw: Draw) => string[], design: string, numberWeight = 2): Outcome[] {
  const draw = random(seed)
  return list.map((question) => {
    const { paper, sentence } = question
    const draws = Array.from({ length: drawsPerSentence }, () => {
      const found = search(disturb(question, draw).join(' '), paper.indexes[design]!, numberWeight, 3)
      const top = found[0]
      return {
        first: top && holds(top, sentence) ? 1 : 0,
        three: found.some((window) => holds(window, sentence)) ? 1 : 0,
        words: top ? paper.sentences.slice(top.first, top.first + top.count).join(' ').split(' ').length : 0,
        both: top && holds(top, sentence) && holds(top, sentence + 1) ? 1 : 0,
      }
    })
    const over = (name: keyof Outcome) => mean(draws.map((each) => each[name]))
    return { first: over('first'), three: over('three'), words: over('words'), both: over('both') }
  })
}

const out = new URL('results/', import.meta.url)
mkdirSync(out, { recursive: true })
const write = (name: string, text: string) => {
  writeFileSync(new URL(name, out), text)
  console.log(`== ${name}\n${text}`)
}
const percent = (values: number[]) => (100 * mean(values)).toFixed(1)
const names = Object.keys(designs)

write(
  'corpus.txt',
  papers
    .map(({ sentences: all }, i) => `${Object.keys(paragraphs)[i]}: ${all.length} sentences, ${all.join(' ').split(' ').length} words\n`)
    .join('') + `${questions.length} questions, ${withNumbers.length} with a number\n`,
)

// 1. Dropped words, by window.
const shares = [0, 0.2, 0.4, 0.6, 0.8]
const dropped = names.map((name) => shares.map((share) => ask(questions, ({ pieces }, draw) => drop(pieces, share, draw), name)))
write(
  'dropped.dat',
  `share ${names.join(' ')}\n${shares.map((share, s) => [100 * share, ...dropped.map((list) => percent(list[s]!.map((each) => each.first)))].join(' ')).join('\n')}\n`,
)

// 2. What a window costs in words to read, at two shares.
const at = (share: number) => shares.indexOf(share)
write(
  'windows.tex',
  names
    .map((name, i) => {
      const fields = [0.4, 0.8].flatMap((share) => {
        const list = dropped[i]![at(share)]!
        return [percent(list.map((each) => each.first)), percent(list.map((each) => each.three)), mean(list.map((each) => each.words)).toFixed(0)]
      })
      return `${name} & ${fields.join(' & ')} \\\\\n`
    })
    .join(''),
)

// 3. A sentence made of half of one sentence and half of the next.
const pairs = questions.filter(({ paper, sentence }) => sentence + 1 < paper.sentences.length)
const merge = ({ paper, sentence, pieces }: Question, draw: Draw) => [...drop(pieces, 0.5, draw), ...drop(paper.sentences[sentence + 1]!.split(' '), 0.5, draw)]
write(
  'merged.tex',
  names
    .map((name) => {
      const list = ask(pairs, merge, name)
      return `${name} & ${percent(list.map((each) => each.first))} & ${percent(list.map((each) => each.both))} & ${mean(list.map((each) => each.words)).toFixed(0)} \\\\\n`
    })
    .join(''),
)

// 4. What numbers should weigh, when they are right and when they are wrong. Half the words are gone in either case.
const weights = [0, 1, 2, 4]
const right = ({ pieces }: Question, draw: Draw) => drop(pieces, 0.5, draw)
const wrong = ({ pieces, paper }: Question, draw: Draw) => swapNumbers(drop(pieces, 0.5, draw), paper, draw)
const numbers = weights.map((weight) => ({ weight, right: ask(withNumbers, right, 'mixed', weight), wrong: ask(withNumbers, wrong, 'mixed', weight) }))
write(
  'numbers.tex',
  numbers
    .map(({ weight, right: kept, wrong: swapped }) => `${weight} & ${percent(kept.map((each) => each.first))} & ${percent(swapped.map((each) => each.first))} \\\\\n`)
    .join(''),
)

// 5. Words exchanged for others of the same paper, which is worse than words that are gone.
write(
  'exchanged.tex',
  [0.2, 0.4, 0.6]
    .map((share) => `${100 * share} & ${names.map((name) => percent(ask(questions, ({ pieces, paper }, draw) => exchange(pieces, share, paper, draw), name).map((each) => each.first))).join(' & ')} \\\\\n`)
    .join(''),
)

// 6. Paired differences with their intervals: one item is one sentence.
const difference = (a: Outcome[], b: Outcome[]) => {
  const each = a.map((outcome, i) => 100 * (outcome.first - b[i]!.first))
  const { low, high } = tInterval(each, 0.95)!
  return `${mean(each).toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`
}
const of = (name: string, share: number) => dropped[names.indexOf(name)]![at(share)]!
write(
  'differences.txt',
  [
    ...[0.4, 0.8].flatMap((share) => ['one', 'two', 'three'].map((name) => `${name} - mixed at ${share}: ${difference(of(name, share), of('mixed', share))}`)),
    ...[0, 1, 4].flatMap((weight) => {
      const [own, two] = [numbers.find((each) => each.weight === weight)!, numbers.find((each) => each.weight === 2)!]
      return [`weight ${weight} - weight 2, right: ${difference(own.right, two.right)}`, `weight ${weight} - weight 2, wrong: ${difference(own.wrong, two.wrong)}`]
    }),
  ].join('\n') + '\n',
)
