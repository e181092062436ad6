/** The shape of a path as pdf.js lists it: is it a box, and is a point inside? */
import { inverse, isUpright, type Matrix } from './matrix.ts'

/** pdf.js's path: a code, then its coordinates, and so on (`codes`), in the user space of `matrix`. */
export type Outline = { path: ArrayLike<number>; matrix: Matrix; evenOdd: boolean }

const codes = { moveTo: 0, lineTo: 1, curveTo: 2, quadraticCurveTo: 3, closePath: 4 }
/** Straight pieces in place of one curve: the rounded corners of boxes are small. */
const piecesPerCurve = 6

/** One rectangle whose sides run along those of the page: then its bounding box is all of it. */
export function isUprightBox({ path, matrix }: Outline): boolean {
  // Four or five points and a closing: most paths are longer, and looked at no further.
  if (path.length < 12 || path.length > 16 || !isUpright(matrix)) return false
  const points: [number, number][] = []
  for (let i = 0; i < path.length;) {
    const code = path[i]!
    if (code === codes.closePath) {
      if (i + 1 < path.length) return false
      break
    }
    if (code !== (i === 0 ? codes.moveTo : codes.lineTo)) return false
    points.push([path[i + 1]!, path[i + 2]!])
    i += 3
  }
  const [first, , , , fifth] = points
  if (fifth && (fifth[0] !== first![0] || fifth[1] !== first![1])) return false
  return (
    points.length >= 4 &&
    [0, 1, 2, 3].every((i) => {
      const [x, y] = points[i]!
      const [nextX, nextY] = points[(i + 1) % 4]!
      const [afterX, afterY] = points[(i + 2) % 4]!
      return (x === nextX && nextY === afterY) || (y === nextY && nextX === afterX)
    })
  )
}

/** @param x, y on the page; by the winding number, or by the even-odd rule where the path says so */
export function isInside({ path, matrix, evenOdd }: Outline, x: number, y: number): boolean {
  const [px, py] = inverse(matrix, x, y)
  let winding = 0
  let crossings = 0
  const side = (x0: number, y0: number, x1: number, y1: number): void => {
    if (y0 > py === y1 > py || px >= x0 + ((py - y0) / (y1 - y0)) * (x1 - x0)) return
    crossings += 1
    winding += y1 > y0 ? 1 : -1
  }
  let [startX, startY, lastX, lastY] = [0, 0, 0, 0]
  const to = (nextX: number, nextY: number): void => {
    side(lastX, lastY, nextX, nextY)
    lastX = nextX
    lastY = nextY
  }
  for (let i = 0; i < path.length;) {
    const code = path[i]!
    const at = (k: number): number => path[i + k]!
    if (code === codes.moveTo) {
      // A part that is filled closes itself.
      to(startX, startY)
      startX = lastX = at(1)
      startY = lastY = at(2)
      i += 3
    } else if (code === codes.lineTo) {
      to(at(1), at(2))
      i += 3
    } else if (code === codes.closePath) {
      to(startX, startY)
      i += 1
    } else {
      const cubic = code === codes.curveTo
      const [x0, y0] = [lastX, lastY]
      for (let k = 1; k <= piecesPerCurve; k++) {
        const t = k / piecesPerCurve
        to(
          cubic ? bezier(t, x0, at(1), at(3), at(5)) : bezier2(t, x0, at(1), at(3)),
          cubic ? bezier(t, y0, at(2), at(4), at(6)) : bezier2(t, y0, at(2), at(4)),
        )
      }
      i += cubic ? 7 : 5
    }
  }
  to(startX, startY)
  return evenOdd ? crossings % 2 === 1 : winding !== 0
}

function bezier(t: number, p0: number, p1: number, p2: number, p3: number): number {
  const u = 1 - t
  return u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3
}
const bezier2 = (t: number, p0: number, p1: number, p2: number): number =>
  (1 - t) * (1 - t) * p0 + 2 * t * (1 - t) * p1 + t * t * p2
