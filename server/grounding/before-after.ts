/** The pairs of a sentence that are before and after: "27.15% → 15.60%", "from 70.6 with nucleus to 72.4". */
import type { LookedUp } from './check-numbers.ts'

export type BeforeAfter = { before: LookedUp; after: LookedUp; arrow: boolean }

/** In order; only numbers that follow one another directly. */
export function beforeAfterPairs(text: string, looked: readonly LookedUp[]): BeforeAfter[] {
  return looked.slice(1).flatMap((after, at) => {
    const before = looked[at]!
    const between = text.slice(before.number.end, after.number.start)
    const arrow = /^\s*(?:→|->|⟶)\s*$/.test(between)
    const words = /\bfrom\s*$/i.test(text.slice(0, before.number.start)) && /^[^,;.]{0,30}\bto\s*$/.test(between)
    return arrow || words ? [{ before, after, arrow }] : []
  })
}
