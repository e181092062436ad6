/** The numbers of the labelled drafts that stand in a table, and the share that is named by the right cell, by what a person said of each. */
import { ground } from '../server/grounding/ground.ts'
import type { PaperIndex } from '../server/grounding/paper-index.ts'
import type { NumberPlace } from '../server/grounding/schema.ts'
import { idOf, readVerdicts, verdictOf } from './by-eye.ts'
import type { LabelledPaper } from './grounding-papers.ts'

/** So many may have come out otherwise since the last reading. */
const mostUnread = 5

type TableNumber = { id: string; named: boolean; line: string }

/** Every number of the drafts with a cell of the same value, with the cell that the page names beside it or, unnamed, the first. */
function tableNumbers({ name, index, drafts }: LabelledPaper): TableNumber[] {
  return drafts.flatMap((draft) =>
    ground({ text: draft.prose, draft, paper: index }).sentences.flatMap((sentence) =>
      sentence.numbers.flatMap((number) => {
        const place = number.places.find(({ cell }) => cell !== null)
        const cell = place?.cell ?? number.places.map((one) => cellAt(one, index)).find((label) => label !== undefined)
        if (cell === undefined) return []
        const named = place !== undefined
        const page = named ? `p. ${place.span.pageIndex + 1}` : 'NOT NAMED'
        const id = idOf([name, sentence.text, number.start - sentence.start, number.text, page, named ? cell : ''])
        return [{ id, named, line: [name, page, number.text.trim(), cell, sentence.text].join('\t') }]
      }),
    ),
  )
}

const cellAt = ({ span }: NumberPlace, index: PaperIndex): string | undefined =>
  index.numbers.cells.find(
    (cell) => cell.span.pageIndex === span.pageIndex && cell.span.start < span.end && span.start < cell.span.end,
  )?.label

/**
 * The measure tableCellsNamed, 0..1 of the numbers that were read and stand in a table; null while more than a few were not read.
 * Right is the cell that the sentence means (of a number that was told wrongly, the one it was taken from) with table, row and
 * column as on the page, and a number left without a name since the sentence means no cell; only the former count. Wrong is any other.
 * @param list every number with its verdict, to `say`
 */
export async function tableCellsNamed(
  papers: readonly LabelledPaper[],
  list: boolean,
  say: (line: string) => void,
): Promise<number | null> {
  const verdicts = await readVerdicts('named-cells.json')
  const numbers = papers.flatMap(tableNumbers).map((entry) => ({ ...entry, verdict: verdictOf(entry.id, verdicts) }))
  if (list) for (const { id, verdict, line } of numbers) say(`${id}\t${verdict}\t${line}`)
  const right = numbers.filter(({ verdict, named }) => verdict === 'right' && named).length
  const wrong = numbers.filter(({ verdict }) => verdict === 'WRONG').length
  const unread = numbers.filter(({ verdict }) => verdict === 'unread').length
  say(
    `tableCellsNamed: ${right} of ${right + wrong} right, ${unread} not read (last reading: ${verdicts.readOn}; --cells lists them)`,
  )
  return unread > mostUnread || right + wrong === 0 ? null : right / (right + wrong)
}
