/** The rules drawn in a table: across (between rows) and down (between columns), as plain intervals. */
import type { Box } from '../schema.ts'
import type { Graphic } from './page-content.ts'
import { isBlank } from './region-parts.ts'

/** A straight line: `at` is its y (across) or x (down), `from` and `to` its ends, in points. */
export type Rule = { at: number; from: number; to: number }

/** `across` and `down` are whole lines; `strokes` the pieces of `across` as they were drawn, which part one head's rule from the next. */
export type TableRules = { across: Rule[]; down: Rule[]; strokes: Rule[] }

export const noRules: TableRules = { across: [], down: [], strokes: [] }

/** Thicker is a bar, not a rule. */
const thickest = 1.8
/** Shorter is a dash or a minus drawn as a path. */
const shortest = 5
/** Points by which a rule may stand outside the box of the table's words. */
const reach = 6

/** @returns the rules that stand in `box` or at its edge, from top to bottom and from left to right; pieces of one line are joined */
export function rulesIn(graphics: readonly Graphic[], box: Box): TableRules {
  const across: Rule[] = []
  const down: Rule[] = []
  for (const graphic of graphics) {
    const [x0, y0, x1, y1] = graphic.box
    const isInside = x0 > box[0] - 4 * reach && x1 < box[2] + 4 * reach && y0 > box[1] - reach && y1 < box[3] + reach
    if (graphic.kind === 'shading' || isBlank(graphic) || !isInside) continue
    if (y1 - y0 < thickest && x1 - x0 >= shortest) across.push({ at: (y0 + y1) / 2, from: x0, to: x1 })
    else if (x1 - x0 < thickest && y1 - y0 >= shortest) down.push({ at: (x0 + x1) / 2, from: y0, to: y1 })
  }
  return { across: joined(across), down: joined(down), strokes: across }
}

/** Word processors draw a rule cell by cell, and its corners as dots: what touches on one line is one rule. */
function joined(rules: readonly Rule[]): Rule[] {
  const lines: Rule[] = []
  for (const rule of rules.toSorted((a, b) => a.at - b.at || a.from - b.from)) {
    const open = lines.findLast((line) => Math.abs(line.at - rule.at) < 1 && rule.from - line.to < 2.5)
    if (open && rule.to > open.from - 2.5) {
      open.from = Math.min(open.from, rule.from)
      open.to = Math.max(open.to, rule.to)
    } else lines.push({ ...rule })
  }
  return lines
}

/** Whether a rule across cuts the vertical at `x` between two heights. */
export const isCutAcross = ({ across }: TableRules, x: number, above: number, below: number): boolean =>
  across.some(({ at, from, to }) => at > above && at < below && from <= x && to >= x)

/** Whether a rule down stands between two places of one height. */
export const isCutDown = ({ down }: TableRules, y: number, left: number, right: number): boolean =>
  down.some(({ at, from, to }) => at > left && at < right && from <= y && to >= y)
