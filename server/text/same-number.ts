/** Whether a number of a summary and a number of a paper are the same, with unit and rounding. */
import type { ReadNumber } from './numbers.ts'

/**
 * - `same` value and unit; - `rounded` the summary's is a rounding of the paper's; - `bare` the values agree, and the
 * paper's number stands without the unit that the summary gives (a table cell, or a chance hit).
 */
export type Likeness = 'same' | 'rounded' | 'bare'

/**
 * @param ours the number of the summary
 * @param theirs the number of the paper
 * @returns how they agree, or null. 80.7 % = 0.807, 1.2B = 1.2 billion = 1,200M, 3x = "3 times", points may be per cent;
 *   21 % is never 21x. Whole numbers are rounded only after "about" and its like, so that 40 is not satisfied by 39.7.
 */
export function sameNumber(ours: ReadNumber, theirs: ReadNumber): Likeness | null {
  const units = unitsAgree(ours, theirs)
  if (units !== null) {
    const left = [ours.value, ...ours.alternatives]
    const right = [theirs.value, ...theirs.alternatives]
    if (left.some((a) => right.some((b) => close(a, b)))) return units === 'bare' ? 'bare' : 'same'
  }
  if (isShare(ours, theirs) || isShare(theirs, ours)) return 'same'
  return units !== null && rounds(ours, theirs) ? 'rounded' : null
}

function unitsAgree(ours: ReadNumber, theirs: ReadNumber): 'same' | 'bare' | null {
  const a = ours.unit
  const b = theirs.unit
  if (a === 'clock' || b === 'clock') return a === b ? 'same' : null
  if (a === b || b === '' || a === '') return a === 'times' && b === '' && ours.decimals === 0 ? 'bare' : 'same'
  const shares = (unit: string) => unit === 'percent' || unit === 'points'
  return shares(a) && shares(b) ? 'same' : null
}

/** One is a percentage, the other the same share written 0.807, or a spelt fraction. */
function isShare(percent: ReadNumber, share: ReadNumber): boolean {
  if ((percent.unit !== 'percent' && percent.unit !== 'points') || share.unit !== '' || share.value > 1) return false
  if (share.decimals < 2) return false
  const tolerance = share.soft ? 0.5 : 1e-9 * percent.value + 1e-9
  return Math.abs(percent.value - 100 * share.value) <= tolerance
}

function rounds(ours: ReadNumber, theirs: ReadNumber): boolean {
  const step = 10 ** -ours.decimals * ours.scale
  const gap = Math.abs(ours.value - theirs.value)
  const coarser = theirs.decimals > ours.decimals || theirs.scale < ours.scale
  const may = ours.decimals > 0 || ours.scale > 1 || ours.approximate
  if (may && coarser && gap <= step / 2 + 1e-9 * ours.value) return true
  // "About 60,000" for 59,124: only round figures, and within 3 %.
  const roundFigure = ours.decimals === 0 && ours.value >= 10 && (ours.value % 10 === 0 || ours.scale > 1)
  return ours.approximate && roundFigure && gap / ours.value <= 0.03
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}
