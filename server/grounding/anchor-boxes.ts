/** The boxes to paint for a place in a paper: one a line. */
import type { Box, PaperText, Span, TextRun } from '../papers/schema.ts'

export type PageBox = { pageIndex: number; box: Box }

/**
 * @param spans places in the page texts
 * @returns boxes in points, origin top left of the page as shown, in reading order; a run that is covered in part is cut in
 *   proportion to its characters. Spans outside the page's text give none.
 */
export function boxesOf(spans: readonly Span[], paper: Pick<PaperText, 'pages'>): PageBox[] {
  return spans.flatMap((span) => {
    const runs = paper.pages[span.pageIndex]?.runs ?? []
    const boxes: Box[] = []
    for (const run of runs) {
      if (run[1] <= span.start) continue
      if (run[0] >= span.end) break
      const box = cut(run, span)
      const line = boxes.at(-1)
      if (line && sameLine(line, box)) boxes[boxes.length - 1] = union(line, box)
      else boxes.push(box)
    }
    return boxes.map((box) => ({ pageIndex: span.pageIndex, box }))
  })
}

/** The part of a run's box that the span covers; runs read along the longer side of a page turned by a quarter too. */
function cut([start, end, x0, y0, x1, y1]: TextRun, span: Span): Box {
  const length = Math.max(1, end - start)
  const from = Math.max(0, span.start - start) / length
  const to = Math.min(length, span.end - start) / length
  // Text that stands upright in a tall, narrow box reads upwards; which way cannot be told from the box, so it is kept whole.
  if (y1 - y0 > 2 * (x1 - x0) && length > 2) return [x0, y0, x1, y1]
  return [x0 + (x1 - x0) * from, y0, x0 + (x1 - x0) * to, y1]
}

/** On one line: they overlap by half the lower one's height, and the next does not begin left of the first or far off. */
function sameLine(line: Box, next: Box): boolean {
  const overlap = Math.min(line[3], next[3]) - Math.max(line[1], next[1])
  const lower = Math.min(line[3] - line[1], next[3] - next[1])
  const gap = next[0] - line[2]
  return overlap > 0.5 * lower && next[0] >= line[0] && gap < 4 * (line[3] - line[1])
}

function union(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]
}
