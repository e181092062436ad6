/** Samples the values in the tables of the papers, and counts those that are named rightly by what a person said of each. */
import { isValue } from '../server/papers/extraction/table-values.ts'
import type { Table, TableCell } from '../server/papers/schema.ts'
import type { Measures } from './bench.ts'
import { idOf, readVerdicts, verdictOf } from './by-eye.ts'
import { countLost, evenSample } from './dropped-lines.ts'

/** The rules were made while looking at the tables of every second paper; the others were only looked at to measure. */
const halves = ['tuned', 'unseen'] as const

const sampleSize = 100

type SampledCell = { id: string; paper: string; label: string; page: number; cell: TableCell }

/** Cells that hold a value, table by table (each table counts as a paper of its own, so that a long one does not fill the sample). */
export function valuesOf(paper: string, tables: readonly Table[]): SampledCell[] {
  return tables.flatMap(({ label, pageIndex, cells }) =>
    cells
      .filter(({ text }) => isValue(text))
      .map((cell) => {
        const { row, column, text, rowHead, columnHead } = cell
        const id = idOf([paper, label, pageIndex, row, column, text, rowHead, columnHead])
        return { id, paper: `${paper} ${label} p. ${pageIndex + 1}`, label, page: pageIndex + 1, cell }
      }),
  )
}

/**
 * The measures tableCells (papers that were not looked at) and tableCellsTuned, shares 0..1; null while cells of the sample are unread.
 * @param tables by the paper's file name
 * @param list every sampled cell with its verdict, to `say`
 */
export async function tableCellMeasures(
  tables: ReadonlyMap<string, readonly Table[]>,
  list: boolean,
  say: (line: string) => void,
): Promise<Measures> {
  // Right when the value, the head of its row and the head of its column all are.
  const verdicts = await readVerdicts('table-cells.json')
  const papers = [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const shares = halves.map((half, parity) => {
    const values = papers.filter((_, at) => at % 2 === parity).flatMap(([paper, found]) => valuesOf(paper, found))
    const sample = evenSample(values, sampleSize)
    const { lost, unread } = countLost(sample, { right: verdicts.right, lost: verdicts.wrong })
    if (list)
      for (const { id, paper, cell } of sample) {
        const place = cell.box.map((edge) => Math.round(edge)).join(' ')
        say([id, half, verdictOf(id, verdicts), paper, place, cell.text, cell.rowHead, cell.columnHead].join('\t'))
      }
    say(
      lost === null
        ? `table cells, ${half} papers: null, as ${unread.length} of ${sample.length} sampled values have not been read (last reading: ${verdicts.readOn}); --cells lists them`
        : `table cells, ${half} papers: ${sample.length - lost} of ${sample.length} values (${values.length} in all) right, read on ${verdicts.readOn}`,
    )
    return lost === null || sample.length === 0 ? null : 1 - lost / sample.length
  })
  return { tableCellsTuned: shares[0] ?? null, tableCells: shares[1] ?? null }
}
