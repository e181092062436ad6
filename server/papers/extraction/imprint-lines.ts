/** The lines of a first page that may say where and when the paper appeared: heads, feet and notes, not the text. */
import type { Line } from './lines.ts'

export type ImprintLine = Pick<Line, 'text' | 'x0' | 'baseline' | 'size'> & {
  /** At the head or the foot of the page (or set aside as such, or a note in small type); null in the midst of the text. */
  edge: 'top' | 'bottom' | null
  /** Told to be no text by other rules. */
  furniture: boolean
}

/** How far the head and the foot reach into the page, and how far notes do, as shares of its height. */
const head = 0.15
const foot = 0.8
const notes = 0.6

/** @param lines of page 1, in drawing order @param bodySize of the paper's text, in points */
export function imprintLines(
  lines: readonly Line[],
  page: { heightPt: number },
  furniture: ReadonlySet<Line>,
  bodySize: number,
): ImprintLine[] {
  return lines.map((line) => {
    const { text, x0, baseline, size } = line
    const share = baseline / page.heightPt
    const isNote = share > foot || (share > notes && size < 0.93 * bodySize)
    const isFurniture = furniture.has(line)
    const edge = share < head || (isFurniture && share < 0.5) ? 'top' : isNote || isFurniture ? 'bottom' : null
    return { text, x0, baseline, size, edge, furniture: isFurniture }
  })
}
