/** Before and after ("27.15% → 15.60%", "from 70.6 to 72.4"): two values that do not belong together, or the wrong way round. */
import type { LookedUp } from './check-numbers.ts'
import type { FoundNumber } from './number-places.ts'
import { ownMethod } from './own-method.ts'
import type { PaperIndex } from './paper-index.ts'
import type { NamedCell } from './paper-numbers.ts'
import type { Check } from './schema.ts'

const ablation = /\b(?:without|w\/o|remov\w+|dropp\w+|ablat\w+|leav\w+ out|replac\w+)\b/i

/**
 * Both values stand in one sentence, or in one line of a table (along its columns where the paper's own method is a row, along
 * its rows where it is a column); a pair built from two places is flagged, and one that leads away from the paper's own method.
 */
export function checkArrow(text: string, looked: readonly LookedUp[], index: PaperIndex): Check | null {
  const isOwn = ownMethod(index.paper)
  for (const [at, after] of looked.entries()) {
    const before = looked[at - 1]
    if (!before || before.found.length === 0 || after.found.length === 0) continue
    const between = text.slice(before.number.end, after.number.start)
    const arrow = /^\s*(?:→|->|⟶)\s*$/.test(between)
    if (!arrow && !(/\bfrom\s*$/i.test(text.slice(0, before.number.start)) && /^[^,;.]{0,30}\bto\s*$/.test(between)))
      continue
    const pairs = before.found.flatMap((a) => after.found.map((b) => [a, b] as const))
    const said = `${before.number.text.trim()} and ${after.number.text.trim()}`
    if (arrow && !pairs.some(([a, b]) => areTogether(a, b, index, isOwn)))
      return { kind: 'arrow-pair', why: `${said} stand in no common sentence, table row or column that compares them.` }
    // An ablation leads away from it by right.
    if (ablation.test(text)) continue
    const turned = pairs.map(([a, b]) => turnedCells(a, b, isOwn)).filter((verdict) => verdict !== null)
    const wrong = turned.find((verdict) => verdict.turned)
    if (wrong && turned.every((verdict) => verdict.turned))
      return {
        kind: 'direction',
        why: `${before.number.text.trim()} stands under "${wrong.from}", ${after.number.text.trim()} under "${wrong.to}".`,
      }
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

/** Two cells of one line of a table of which one is the paper's own; null when there is nothing to compare. */
function turnedCells(
  a: FoundNumber,
  b: FoundNumber,
  isOwn: IsOwn,
): { turned: boolean; from: string; to: string } | null {
  if (!a.cell || !b.cell || a.cell.table !== b.cell.table) return null
  const [left, right]: [NamedCell['cell'], NamedCell['cell']] = [a.cell.cell, b.cell.cell]
  const heads =
    left.column === right.column
      ? [left.rowHead, right.rowHead]
      : left.row === right.row
        ? [left.columnHead, right.columnHead]
        : []
  const [from, to] = heads
  if (from === undefined || to === undefined || isOwn(from) === isOwn(to)) return null
  return { turned: isOwn(from), from, to }
}
