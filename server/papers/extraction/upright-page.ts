/** Turn a page so that most of its text runs right: the rules then know one direction only. */
import type { Box } from '../schema.ts'
import type { Direction, PageContent, Word } from './page-content.ts'

/** A page in its reading frame: origin top left once it is turned. `asShown` leads back. */
export type UprightPage = PageContent & {
  /** Where the text ran before the page was turned; 'right' when it was not. */
  turned: Direction
  /** Words that run in other directions: margin stamps, axis labels, tables on their side. */
  aside: Word[]
}

type Turn = (x: number, y: number) => readonly [number, number]

/**
 * @param page as the reader gives it
 * @returns `words` all run right; vertical writing becomes lines too (a column is a line, columns run from right to left)
 */
export function uprightPage(page: PageContent): UprightPage {
  const letters = new Map<Direction, number>()
  for (const word of page.words) letters.set(word.direction, (letters.get(word.direction) ?? 0) + word.text.length)
  letters.delete('slanted')
  const turned = [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'right'
  const turn = turnOf(turned, page.widthPt, page.heightPt)
  if (!turn) {
    const words = page.words.filter((word) => word.direction === 'right')
    const aside = page.words.filter((word) => word.direction !== 'right')
    return { ...page, words, aside, turned: 'right' }
  }
  const sideways = turned !== 'left'
  const all = page.words.map((word) => turnWord(word, turn, turned))
  return {
    ...page,
    widthPt: sideways ? page.heightPt : page.widthPt,
    heightPt: sideways ? page.widthPt : page.heightPt,
    words: all.filter((word) => word.direction === 'right'),
    aside: all.filter((word) => word.direction !== 'right'),
    graphics: page.graphics.map((graphic) => ({ ...graphic, box: turnBox(graphic.box, turn) })),
    turned,
  }
}

/** A box of the reading frame, back on the page as shown. */
export function asShown(page: UprightPage, box: Box): Box {
  // The frame of a page turned one way leads back by the opposite turn of the turned page.
  const back = turnOf(opposite[page.turned] ?? page.turned, page.widthPt, page.heightPt)
  return back ? turnBox(box, back) : box
}

const opposite: Partial<Record<Direction, Direction>> = { down: 'up', vertical: 'up', up: 'down' }

/** From a page whose text runs in `direction` (with that page's width and height) to its reading frame. */
function turnOf(direction: Direction, width: number, height: number): Turn | null {
  switch (direction) {
    case 'down':
    case 'vertical':
      return (x, y) => [y, width - x]
    case 'left':
      return (x, y) => [width - x, height - y]
    case 'up':
      return (x, y) => [height - y, x]
    case 'right':
    case 'slanted':
      return null
  }
}

const clockwise: readonly Direction[] = ['right', 'down', 'left', 'up']

function turnWord(word: Word, turn: Turn, turned: Direction): Word {
  const [x0, baseline] = turn(word.x0, word.baseline)
  const [x1, endBaseline] = turn(word.x1, word.endBaseline)
  const from = clockwise.indexOf(turned === 'vertical' ? 'down' : turned)
  const now = clockwise.indexOf(word.direction === 'vertical' ? 'down' : word.direction)
  const direction = now < 0 ? word.direction : (clockwise[(now - from + 4) % 4] ?? 'right')
  return { ...word, x0, baseline, x1, endBaseline, direction }
}

function turnBox(box: Box, turn: Turn): Box {
  const [ax, ay] = turn(box[0], box[1])
  const [bx, by] = turn(box[2], box[3])
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)]
}
