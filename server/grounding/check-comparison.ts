/** "It overtakes BagNet": no value of a table says so where the sentence says that one row (or column) is better than another. */
import type { Table, TableCell } from '../papers/schema.ts'
import { readNumbers } from '../text/numbers.ts'
import type { PaperIndex } from './paper-index.ts'
import type { Check } from './schema.ts'
import { saysHead, termsSaid } from './table-heads.ts'

const better =
  /\b(?:beat(?:s|ing)?|outperform(?:s|ed|ing)?|overtak(?:es|ing)|overtook|surpass(?:es|ed)|exceed(?:s|ed)?|(?:better|stronger|higher|superior|more \p{L}+)(?: [\p{L}-]+){0,3} (?:than|to)|ahead of|tops)\b/iu
const worse =
  /\b(?:lag(?:s|ging)? behind|(?:fall(?:s|ing)? (?:well )?)?short of|trail(?:s|ing)?|(?:worse|weaker|lower|less \p{L}+)(?: [\p{L}-]+){0,3} than|behind|below|loses to|inferior to)\b/iu
/** Said of the figures themselves, whether more of them is good or bad. */
const figureWords = /exceed|higher|lower|below/i
const lessIsGood = /error|loss|perplexity|\bppl\b|time|latency|cost|\bwer\b|\bfid\b|rank\b|param|flops|memory|second|↓/i
const moreIsGood = /accura|score|precision|recall|↑/i
const denied = /\b(?:not|n't|never|no|without)\b[^,]{0,20}$/i
const otherSideEnds = /[,;:(]|\.(?!\d)|\b(?:by|while|but|although|with|and|on|in|for)\b/

/**
 * What stands after the comparison is the row that is measured against; what stands before it is the row of the sentence, or,
 * when it names none ("the agent"), any other row: then only a claim that no row of the table bears out is flagged. Only the
 * columns that the sentence names, else all of measures. Flagged when every one of them has it the other way round.
 */
export function checkComparison(text: string, index: PaperIndex): Check | null {
  for (const [pattern, sign] of [[better, 1] as const, [worse, -1] as const]) {
    const said = pattern.exec(text)
    if (!said || denied.test(text.slice(0, said.index))) continue
    const comparison: Comparison = {
      whole: termsSaid(text),
      before: termsSaid(
        text
          .slice(0, said.index)
          .split(/[;:]|\bwhile\b|\bbut\b/)
          .at(-1)!,
      ),
      after: termsSaid(text.slice(said.index + said[0].length).split(otherSideEnds)[0]!),
      sign,
      ofFigures: figureWords.test(said[0]),
    }
    const verdicts = index.paper.tables.flatMap((table) => [
      ...compare(table, 'rowHead', 'columnHead', comparison, index),
      ...compare(table, 'columnHead', 'rowHead', comparison, index),
    ])
    const [first] = verdicts
    if (first && verdicts.every((verdict) => verdict.against))
      return { kind: 'direction', why: `The sentence has "${said[0]}"; ${first.told}.` }
  }
  return null
}

type Words = ReadonlySet<string>
type Comparison = { whole: Words; before: Words; after: Words; sign: 1 | -1; ofFigures: boolean }
type Verdict = { against: boolean; told: string }

type Side = 'rowHead' | 'columnHead'

/** @param rowSide which heads are compared; those of `columnSide` say what is measured */
function compare(
  table: Table,
  rowSide: Side,
  columnSide: Side,
  { whole, before, after, sign, ofFigures }: Comparison,
  index: PaperIndex,
): Verdict[] {
  const says = (said: Words, head: string) => saysHead(said, index.headTerms(head))
  const rows = headsOf(table.cells, rowSide)
  const theirs = rows.filter((head) => says(after, head))
  if (theirs.length === 0) return []
  const others = rows.filter((head) => !theirs.includes(head))
  const named = others.filter((head) => says(before, head))
  const ours = named.length > 0 ? named : others
  const columns = headsOf(table.cells, columnSide)
  const measured = columns.filter((head) => says(whole, head) && !says(after, head))
  const valuesOf = (heads: readonly string[], column: string) =>
    table.cells
      .filter((cell) => cell[columnSide] === column && heads.includes(cell[rowSide]))
      .flatMap((cell) => valueOf(cell) ?? [])
  return theirs.flatMap((row) =>
    (measured.length > 0 ? measured : columns).flatMap((column) => {
      const their = valuesOf([row], column)
      const our = valuesOf(ours, column)
      if (their.length === 0 || our.length === 0) return []
      // Without a column that is named, counts (layers, a resolution) are no measures.
      if (measured.length === 0 && [...their, ...our].every((value) => Number.isInteger(value))) return []
      const less = lessIsGood.test(column) || (lessIsGood.test(table.caption) && !moreIsGood.test(column))
      const wantsMore = sign > 0 === (ofFigures || !less)
      const against = wantsMore ? Math.max(...our) < Math.min(...their) : Math.min(...our) > Math.max(...their)
      const best = wantsMore ? Math.max(...our) : Math.min(...our)
      const who = named.length > 0 ? `"${named.join('", "')}" has` : `no other is ${wantsMore ? 'over' : 'under'}`
      return [{ against, told: `${table.label} has ${their[0]} for "${row}" under "${column}", ${who} ${best}` }]
    }),
  )
}

function headsOf(cells: readonly TableCell[], side: Side): string[] {
  return [...new Set(cells.map((cell) => cell[side]))].filter((head) => head.trim() !== '')
}

/** Of a cell with one number; of "36.7 ± 0.2" the first. */
function valueOf({ text }: TableCell): number | null {
  const numbers = readNumbers(text)
  return numbers.length === 1 || text.includes('±') ? (numbers[0]?.value ?? null) : null
}
