/** Regions of a page: points, origin top left of the page as shown, to and from what the screen shows. Pure. */
import type { PageBox } from '../../server/desk/schema.ts'
import type { Box } from '../../server/papers/schema.ts'

/** Width and height of a page as shown, in points. */
export type PageSize = { widthPt: number; heightPt: number }
/** A rectangle on the screen, CSS pixels. */
export type ScreenRect = { left: number; top: number; width: number; height: number }

/** The box as CSS percentages of its page, so that it stays on its words at every zoom. */
export function boxToPercent([x0, y0, x1, y1]: Box, { widthPt, heightPt }: PageSize) {
  const percent = (value: number, of: number) => `${((value / of) * 100).toFixed(3)}%`
  return {
    left: percent(x0, widthPt),
    top: percent(y0, heightPt),
    width: percent(x1 - x0, widthPt),
    height: percent(y1 - y0, heightPt),
  }
}

/** Where a rectangle on the screen stands on the page that is drawn at `page`. */
export function rectToBox(rect: ScreenRect, page: ScreenRect, { widthPt, heightPt }: PageSize): Box {
  const x = (value: number) => ((value - page.left) / page.width) * widthPt
  const y = (value: number) => ((value - page.top) / page.height) * heightPt
  return [x(rect.left), y(rect.top), x(rect.left + rect.width), y(rect.top + rect.height)]
}

/**
 * Boxes of one line that follow each other become one: a selection covers many text runs.
 * Same line = their heights overlap by more than half; following = the gap is under 12 points.
 */
export function joinLines(boxes: readonly PageBox[]): PageBox[] {
  const joined: PageBox[] = []
  for (const next of boxes) {
    const last = joined.at(-1)
    if (last && last.pageIndex === next.pageIndex && sameLine(last.box, next.box) && follows(last.box, next.box)) {
      const [ax0, ay0, ax1, ay1] = last.box
      const [bx0, by0, bx1, by1] = next.box
      last.box = [Math.min(ax0, bx0), Math.min(ay0, by0), Math.max(ax1, bx1), Math.max(ay1, by1)]
    } else joined.push({ ...next })
  }
  return joined
}

function sameLine([, a0, , a1]: Box, [, b0, , b1]: Box): boolean {
  return Math.min(a1, b1) - Math.max(a0, b0) > Math.min(a1 - a0, b1 - b0) / 2
}
const follows = ([a0, , a1]: Box, [b0]: Box): boolean => b0 >= a0 && b0 - a1 < 12
