/** Words that were painted and still no reader sees: cut away by a clip, painted over, or in the colour of what is under them. */
import type { Box } from '../schema.ts'
import { wordBox, type Graphic, type Word } from './page-content.ts'

/** Something opaque: nothing under it is seen. */
export type Cover = {
  /** On the page, cut by the clips in force. */
  box: Box
  /** Is this point of the box opaque? Null when all of it is. */
  isOpaqueAt: ((x: number, y: number) => boolean) | null
  /** `#rrggbb`; null for a picture. */
  fill: string | null
  /** Its place in the page's `graphics`. */
  index: number
}

/** What is thinner, in points, hides no letter. */
const leastCoverPt = 2
/** Covers are looked up by the strips of the page that they lie in, this many points high. */
const stripPt = 16
/** Where a word is looked at, as shares of its box: along it, and across the height of its small letters. */
const along = [0.1, 0.3, 0.5, 0.7, 0.9]
const across = [0.35, 0.65]
/** Of these ten points so many may be left bare: a letter that sticks out tells no word. */
const mostBare = 1
/** How far apart two colours may be, of 255 in each of red, green and blue, to look the same. */
const sameColour = 10

export const mayCover = ([x0, y0, x1, y1]: Box): boolean => x1 - x0 > leastCoverPt && y1 - y0 > leastCoverPt

/** Says of each word that can't be seen why (`unseen`); those that a clip cut away are left as they are. */
export function markUnseen(
  words: readonly Word[],
  { graphics, covers }: { graphics: readonly Graphic[]; covers: readonly Cover[] },
): void {
  const strips = new Map<number, Cover[]>()
  for (const cover of covers)
    for (let strip = Math.floor(cover.box[1] / stripPt); strip <= Math.floor(cover.box[3] / stripPt); strip++) {
      const known = strips.get(strip)
      if (known) known.push(cover)
      else strips.set(strip, [cover])
    }
  if (strips.size === 0) return
  for (const word of words) {
    if (word.unseen !== null) continue
    const box = wordBox(word)
    const middle: Point = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
    const near = strips.get(Math.floor(middle[1] / stripPt))
    if (!near?.some((cover) => isIn(cover.box, middle))) continue
    const points = pointsOf(word, box)
    const later = near.filter(({ index }) => index >= word.drawnAfter)
    const solid = later.filter(({ fill }) => fill !== null)
    if (isUnder(points, solid)) word.unseen = 'covered'
    else if (solid.length < later.length && isUnder(points, later)) word.unseen = 'under-picture'
    else if (isInColourOfGround(word, points, near, graphics)) word.unseen = 'same-colour'
  }
}

function isUnder(points: readonly Point[], covers: readonly Cover[]): boolean {
  let bare = 0
  return covers.length > 0 && points.every((point) => covers.some((cover) => hides(cover, point)) || ++bare <= mostBare)
}

type Point = readonly [x: number, y: number]

const isIn = ([x0, y0, x1, y1]: Box, [x, y]: Point): boolean => x >= x0 && x <= x1 && y >= y0 && y <= y1

const hides = ({ box, isOpaqueAt }: Cover, point: Point): boolean =>
  isIn(box, point) && (isOpaqueAt === null || isOpaqueAt(...point))

/** Where the last thing painted before, under every point, is opaque and of the word's own colour. */
function isInColourOfGround(
  word: Word,
  points: readonly Point[],
  near: readonly Cover[],
  graphics: readonly Graphic[],
): boolean {
  if (word.outlined || !word.colour.startsWith('#')) return false
  const own = near.filter(({ index, fill }) => index < word.drawnAfter && fill !== null && looksSame(fill, word.colour))
  if (own.length === 0) return false
  return points.every((point) => {
    const ground = own.findLast((cover) => hides(cover, point))
    if (!ground) return false
    const between = graphics.slice(ground.index + 1, word.drawnAfter)
    return !between.some(
      ({ box, kind, fill }) =>
        isIn(box, point) && (kind !== 'path' || (fill !== null && !looksSame(fill, word.colour))),
    )
  })
}

function looksSame(a: string, b: string): boolean {
  return [1, 3, 5].every(
    (at) => Math.abs(Number.parseInt(a.slice(at, at + 2), 16) - Number.parseInt(b.slice(at, at + 2), 16)) <= sameColour,
  )
}

function pointsOf({ direction }: Word, [x0, y0, x1, y1]: Box): Point[] {
  const upright = direction === 'up' || direction === 'down' || direction === 'vertical'
  const [xs, ys] = upright ? [across, along] : [along, across]
  return xs.flatMap((x) => ys.map((y): Point => [x0 + x * (x1 - x0), y0 + y * (y1 - y0)]))
}
