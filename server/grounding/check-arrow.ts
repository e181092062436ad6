/** Before and after ("27.15% → 15.60%", "from 70.6 to 72.4"): two values that do not belong together, or the wrong way round. */
import { beforeAfterPairs } from './before-after.ts'
import type { LookedUp } from './check-numbers.ts'
import type { FoundNumber } from './number-places.ts'
import { ownMethod } from './own-method.ts'
import type { PaperIndex } from './paper-index.ts'
import type { Check } from './schema.ts'

const ablation = /\b(?:without|w\/o|remov\w+|dropp\w+|ablat\w+|leav\w+ out|replac\w+)\b/i

/**
 * Both values stand in one sentence, or in one line of a table (along its columns where the paper's own method is a row, along
 * its rows where it is a column). Flagged: an arrow built from two places, a pair that leads away from the paper's own method,
 * and two pairs of one table of which one runs back.
 */
export function checkArrow(text: string, looked: readonly LookedUp[], index: PaperIndex): Check | null {
  const isOwn = ownMethod(index.paper)
  const earlier: Run[] = []
  for (const { before, after, arrow } of beforeAfterPairs(text, looked)) {
    if (before.found.length === 0 || after.found.length === 0) continue
    const pairs = before.found.flatMap((a) => after.found.map((b) => [a, b] as const))
    const said = `${before.number.text.trim()} and ${after.number.text.trim()}`
    if (arrow && !pairs.some(([a, b]) => areTogether(a, b, index, isOwn)))
      return { kind: 'arrow-pair', why: `${said} stand in no common sentence, table row or column that compares them.` }
    // An ablation leads away from it by right.
    if (ablation.test(text)) continue
    const runs = pairs.flatMap(([a, b]) => runOf(a, b) ?? [])
    const against = runs.find(({ from, to }) => isOwn(from) && !isOwn(to))
    const compared = runs.filter(({ from, to }) => isOwn(from) !== isOwn(to))
    const back = runs.find((run) => earlier.some((other) => isBack(run, other)))
    const wrong = compared.every(({ from }) => isOwn(from)) ? against : undefined
    const found = wrong ?? (runs.some((run) => earlier.some((other) => isAlike(run, other))) ? undefined : back)
    if (found)
      return {
        kind: 'direction',
        why: `${before.number.text.trim()} stands under "${found.from}", ${after.number.text.trim()} under "${found.to}".`,
      }
    earlier.push(...runs)
  }
  return null
}

type IsOwn = (head: string) => boolean

function areTogether(a: FoundNumber, b: FoundNumber, index: PaperIndex, isOwn: IsOwn): boolean {
  if (a.cell && b.cell && a.cell.table === b.cell.table) {
    const sameRow = a.cell.cell.row === b.cell.cell.row
    const sameColumn = a.cell.cell.column === b.cell.cell.column
    const inTable = index.numbers.cells.filter((cell) => cell.table === a.cell!.table)
    const ownRows = inTable.some(({ cell }) => isOwn(cell.rowHead))
    const ownColumns = inTable.some(({ cell }) => isOwn(cell.columnHead))
    if (ownRows !== ownColumns) return ownRows ? sameColumn : sameRow
    return sameRow || sameColumn
  }
  // One sentence after another often gives the two values.
  return a.sentence === b.sentence || (!index.sentences[a.sentence]!.table && Math.abs(a.sentence - b.sentence) === 1)
}

/** From one cell to another of the same row or column; `from` and `to` are the heads that differ. */
type Run = { table: number; from: string; to: string }

function runOf(a: FoundNumber, b: FoundNumber): Run | null {
  if (!a.cell || !b.cell || a.cell.table !== b.cell.table) return null
  const [left, right] = [a.cell.cell, b.cell.cell]
  const { table } = a.cell
  if (left.column === right.column) return { table, from: left.rowHead, to: right.rowHead }
  return left.row === right.row ? { table, from: left.columnHead, to: right.columnHead } : null
}

const isBack = (a: Run, b: Run) => a.table === b.table && a.from === b.to && a.to === b.from && a.from !== a.to
const isAlike = (a: Run, b: Run) => a.table === b.table && a.from === b.from && a.to === b.to
