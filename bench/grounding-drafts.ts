/** The labelled drafts: pages, numbers, quotes, slips and false alarms; and what a script's faults do. */
import { random, seedOf, type Random } from '../evals/statistics/random.ts'
import { ground } from '../server/grounding/ground.ts'
import type { GroundedSentence, Passage } from '../server/grounding/schema.ts'
import { readNumbers, type ReadNumber } from '../server/text/numbers.ts'
import type { Measures } from './bench.ts'
import type { LabelledPaper, SentenceLabel } from './grounding-papers.ts'

type Judged = { label: SentenceLabel; sentence: GroundedSentence; unmarked: GroundedSentence }

/** @param list whether to say each fault that no rule saw, and each right sentence that one flagged */
export function draftMeasures(papers: readonly LabelledPaper[], list: boolean, say: (line: string) => void): Measures {
  const judged = papers.flatMap((paper) => judge(paper, say))
  const supported = judged.filter(({ label }) => label.label === 'supported')
  const right = judged.filter(({ label }) => isRight(label))
  const faulty = judged.filter((entry) => !right.includes(entry))
  const numbers = judged.flatMap(numberVerdicts)
  for (const { told } of numbers.filter(({ right: isRight }) => !isRight)) say(`number: ${told}`)
  const badQuotes = judged.flatMap(({ label, sentence }) =>
    label.mark === 'altered' || label.mark === 'invented' ? sentence.quotes : [],
  )
  const entries = papers.reduce((sum, paper) => sum + paper.drafts.length, 0)
  const finals = papers.flatMap(
    ({ final, index }) => ground({ text: final, draft: { prose: final, marks: [] }, paper: index }).sentences,
  )
  if (list) {
    for (const { label } of faulty.filter((entry) => !isFlagged(entry)))
      say(`missed: ${label.label}: ${label.sentence}`)
    for (const { label, sentence } of right)
      for (const flag of flags(sentence)) say(`false alarm: ${flag}: ${label.sentence}`)
  }
  return {
    rightPageMarked: share(supported, ({ label, sentence }) => firstPage(sentence) === label.page),
    rightPageUnmarked: share(supported, ({ label, unmarked }) => pageOf(unmarked.passages[0]) === label.page),
    rightPageUnmarkedTop3: share(supported, ({ label, unmarked }) =>
      unmarked.passages.some((passage) => pageOf(passage) === label.page),
    ),
    numberStatus: share(numbers, (number) => number.right),
    alteredQuotesCaught: share(badQuotes, (quote) => quote.status !== 'found'),
    slipsFlagged: share(faulty, isFlagged),
    falseAlarmsPerEntry: right.flatMap(({ sentence }) => flags(sentence)).length / entries,
    falseAlarmsPerFinal: finals.flatMap(flags).length / papers.length,
    quoteFlagsPerEntry:
      right.flatMap(({ sentence }) => sentence.quotes.filter((quote) => quote.status === 'not-found')).length / entries,
    ...syntheticFaults(papers, random(seedOf('grounding faults'))),
  }
}

export function judge({ name, index, drafts }: LabelledPaper, say: (line: string) => void): Judged[] {
  return drafts.flatMap(({ prose, marks, labels }) => {
    const { sentences } = ground({ text: prose, draft: { prose, marks }, paper: index })
    const unmarked = ground({ text: prose, draft: { prose, marks: [] }, paper: index }).sentences
    return labels.flatMap((label) => {
      const sentence = sentences.find(({ text }) => text === label.sentence)
      if (!sentence) say(`${name}: not split as labelled: ${label.sentence.slice(0, 60)}`)
      // Without its mark a sentence that has no stop may run on.
      return sentence
        ? [{ label, sentence, unmarked: unmarked.find(({ text }) => text === label.sentence) ?? sentence }]
        : []
    })
  })
}

export const isRight = ({ label }: SentenceLabel): boolean => label === 'supported' || label === 'opinion'

export function isFlagged({ sentence }: Judged): boolean {
  return flags(sentence).length > 0 || sentence.quotes.some((quote) => quote.status === 'not-found')
}

/** What is raised against a sentence, its quotes apart. */
function flags({ status, checks, numbers }: GroundedSentence): string[] {
  const missing = numbers.filter((number) => number.status === 'missing').map((number) => `missing ${number.text}`)
  return [...checks.map((check) => check.kind), ...missing, ...(status === 'missing' ? ['missing'] : [])]
}

const pageOf = (passage: Passage | undefined) => (passage ? passage.anchor.spans[0]!.pageIndex + 1 : null)

/** Where the page of the PDF opens: the first quote that was found, else the nearest passage. */
function firstPage({ quotes, passages }: GroundedSentence): number | null {
  const anchor = quotes.find((quote) => quote.anchor !== null)?.anchor
  return anchor ? anchor.spans[0]!.pageIndex + 1 : pageOf(passages[0])
}

/** Found or missing as labelled; derived ones are left out. */
function numberVerdicts({ label, sentence }: Judged): { right: boolean; told: string }[] {
  return label.numbers
    .filter(({ status }) => status !== 'derived')
    .map((wanted) => {
      const found =
        sentence.numbers.find((number) => number.text === wanted.text) ??
        sentence.numbers.find((number) => number.text.includes(wanted.text) || wanted.text.includes(number.text))
      const isFound = found !== undefined && ['near', 'elsewhere', 'derived'].includes(found.status)
      return {
        right: isFound === (wanted.status !== 'not-in-paper'),
        told: `${wanted.text} is ${wanted.status}, told ${found?.status ?? 'nothing'}: ${label.sentence.slice(0, 80)}`,
      }
    })
}

/** Faults put into supported sentences by a script; the share that is flagged. */
function syntheticFaults(papers: readonly LabelledPaper[], draw: Random): Measures {
  const kinds = { syntheticSwapped: swapDigits, syntheticExchanged: exchangeNumbers, syntheticOtherNumber: otherNumber }
  return Object.fromEntries(
    Object.entries(kinds).map(([name, change]) => {
      let made = 0
      let flagged = 0
      for (const paper of papers)
        for (const { prose, marks, labels } of paper.drafts)
          for (const { sentence } of labels.filter(({ label }) => label === 'supported')) {
            const at = prose.indexOf(sentence)
            const changed = change(sentence, paper, draw)
            if (at < 0 || changed === null) continue
            made += 1
            const grown = prose.slice(0, at) + changed + prose.slice(at + sentence.length)
            const moved = marks.map((mark) =>
              mark.offset > at ? { ...mark, offset: mark.offset + changed.length - sentence.length } : mark,
            )
            const result = ground({ text: grown, draft: { prose: grown, marks: moved }, paper: paper.index })
            if (result.sentences.some((found) => found.text === changed && flags(found).length > 0)) flagged += 1
          }
      return [name, made === 0 ? null : flagged / made]
    }),
  )
}

const replaced = (sentence: string, number: ReadNumber, text: string) =>
  sentence.slice(0, number.start) + text + sentence.slice(number.end)
const figures = (sentence: string) =>
  readNumbers(sentence).filter(
    (number) => !number.spelled && !number.year && number.text.replace(/\D/g, '').length >= 2,
  )

function swapDigits(sentence: string, _paper: LabelledPaper, draw: Random): string | null {
  const pairs = figures(sentence).flatMap((number) =>
    [...number.text.matchAll(/(\d)(?=(\d))/g)]
      .filter(([, a, b]) => a !== b && b !== '0')
      .map((match) => ({ number, at: match.index })),
  )
  const pair = pairs[Math.floor(draw() * pairs.length)]
  if (!pair) return null
  const { text } = pair.number
  return replaced(
    sentence,
    pair.number,
    text.slice(0, pair.at) + text[pair.at + 1]! + text[pair.at]! + text.slice(pair.at + 2),
  )
}

function exchangeNumbers(sentence: string, _paper: LabelledPaper, draw: Random): string | null {
  const numbers = figures(sentence)
  const pairs = numbers.flatMap((a, at) =>
    numbers
      .slice(at + 1)
      .filter((b) => b.text !== a.text && b.unit === a.unit)
      .map((b) => ({ a, b })),
  )
  const pair = pairs[Math.floor(draw() * pairs.length)]
  return pair ? replaced(replaced(sentence, pair.b, pair.a.text), pair.a, pair.b.text) : null
}

function otherNumber(sentence: string, { index }: LabelledPaper, draw: Random): string | null {
  const numbers = figures(sentence)
  const number = numbers[Math.floor(draw() * numbers.length)]
  if (!number) return null
  const like = index.numbers.all
    .map((entry) => entry.number)
    .filter(
      (other) =>
        other.unit === number.unit &&
        other.decimals === number.decimals &&
        other.value !== number.value &&
        !other.spelled &&
        !other.year &&
        other.text.replace(/\D/g, '').length >= 2,
    )
  const other = like[Math.floor(draw() * like.length)]
  return other ? replaced(sentence, number, other.text) : null
}

function share<T>(list: readonly T[], is: (entry: T) => boolean): number | null {
  return list.length === 0 ? null : list.filter(is).length / list.length
}
