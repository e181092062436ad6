/** Numbers of the papers' own prose: right ones in another wording are found, wrong ones are not near. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { random, seedOf } from '../evals/statistics/random.ts'
import { ground } from '../server/grounding/ground.ts'
import type { PaperIndex } from '../server/grounding/paper-index.ts'
import { readNumbers } from '../server/text/numbers.ts'
import type { Measures } from './bench.ts'
import type { LabelledPaper } from './grounding-papers.ts'

/** One number as a paper prints it, and the same in other words; checked by hand. The wording of the papers is not kept. */
export type Reworded = { paper: string; printed: string; reworded: string }

const corrupted = 500

/** @param report true for the half of the fixed file that is kept for the report, false for the half to tune on */
export async function numberMeasures(
  papers: readonly LabelledPaper[],
  report: boolean,
  say: (line: string) => void,
): Promise<Measures> {
  const file = path.join(import.meta.dirname, 'reworded-numbers.json')
  const reworded = (JSON.parse(await readFile(file, 'utf8')) as Reworded[]).filter(
    (_, index) => (index % 2 === 1) === report,
  )
  const verdicts = reworded.flatMap((entry) => {
    const index = papers.find((paper) => paper.name === entry.paper)?.index
    const status = index ? statusOf(entry, index) : null
    if (status === null) say(`${entry.paper}: does not print ${entry.printed} as expected; left out`)
    else if (status === 'missing' || status === 'unread')
      say(`reworded: ${entry.printed} as ${entry.reworded} is ${status} (${entry.paper})`)
    return status === null ? [] : [status]
  })
  say(`${verdicts.length} reworded numbers, the half ${report ? 'kept for the report' : 'to tune on'}`)
  return {
    numbersRight:
      verdicts.length === 0
        ? null
        : verdicts.filter((status) => status !== 'missing' && status !== 'unread').length / verdicts.length,
    wrongNumbersNotNear: wrongNotNear(papers),
  }
}

/** Put the other wording into the sentence that prints the number; null where no sentence does. */
function statusOf({ printed, reworded }: Reworded, index: PaperIndex): string | null {
  const place = index.numbers.all.find(
    ({ number, sentence }) => number.text === printed && !index.sentences[sentence]!.table,
  )
  if (!place) return null
  const { text } = index.sentences[place.sentence]!
  const changed = text.slice(0, place.number.start) + reworded + text.slice(place.number.end)
  const [sentence] = groundAlone(changed, index)
  const number = sentence?.numbers.find(
    (found) => found.start >= place.number.start - 8 && found.start <= place.number.start + reworded.length,
  )
  return number?.status ?? 'unread'
}

/** Digits changed or swapped in numbers of two digits or more, in their own sentence. */
function wrongNotNear(papers: readonly LabelledPaper[]): number {
  const draw = random(seedOf('wrong numbers'))
  const prose = papers.flatMap(({ index }) =>
    index.numbers.all
      .filter(
        ({ number, sentence }) =>
          !index.sentences[sentence]!.table &&
          !number.spelled &&
          !number.year &&
          number.text.replace(/\D/g, '').length >= 2 &&
          index.sentences[sentence]!.text.length > 60,
      )
      .map((place) => ({ index, place })),
  )
  let notNear = 0
  let made = 0
  while (made < corrupted) {
    const { index, place } = prose[Math.floor(draw() * prose.length)]!
    const wrong = corrupt(place.number.text, draw)
    if (wrong === null || readNumbers(wrong)[0]?.value === place.number.value) continue
    const { text } = index.sentences[place.sentence]!
    // The sentence's other mention of the number would make the wrong one derived or near by right.
    const changed = text.slice(0, place.number.start) + wrong + text.slice(place.number.end)
    const found = groundAlone(changed, index)
      .flatMap((sentence) => sentence.numbers)
      .find((number) => number.start === place.number.start)
    if (!found) continue
    made += 1
    if (found.status !== 'near') notNear += 1
  }
  return notNear / corrupted
}

function corrupt(text: string, draw: () => number): string | null {
  const digits = [...text.matchAll(/\d/g)]
  const at = Math.floor(draw() * digits.length)
  const place = digits[at]!.index
  const next = digits[at + 1]
  if (draw() < 0.5 && next && next[0] !== digits[at]![0] && !(place === 0 && next[0] === '0'))
    return (
      text.slice(0, place) + next[0] + text.slice(place + 1, next.index) + digits[at]![0] + text.slice(next.index + 1)
    )
  const other = (Number(digits[at]![0]) + 1 + Math.floor(draw() * 9)) % 10
  if (place === 0 && other === 0) return null
  return text.slice(0, place) + String(other) + text.slice(place + 1)
}

function groundAlone(text: string, index: PaperIndex) {
  return ground({ text, draft: { prose: text, marks: [] }, paper: index }).sentences
}
