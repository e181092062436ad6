/** The pixels of a decoded image: where is it transparent? */
import { inverse, type Matrix } from './matrix.ts'

/** pdf.js's decoded image; rows from the top. */
export type Picture = { width: number; height: number; kind: number; data: ArrayLike<number> }

/** pdf.js's ImageKind.RGBA_32BPP, the only kind with an alpha channel. */
const rgba = 3
export const hasHoles = ({ kind }: Picture): boolean => kind === rgba

/**
 * @param picture with holes
 * @param m from the unit square, in which the image stands upright, to the page
 * @returns 0..1 at this point of the page
 */
export function alphaAt({ width, height, data }: Picture, m: Matrix, x: number, y: number): number {
  const [u, v] = inverse(m, x, y)
  const column = Math.min(width - 1, Math.max(0, Math.floor(u * width)))
  const row = Math.min(height - 1, Math.max(0, Math.floor((1 - v) * height)))
  return (data[(row * width + column) * 4 + 3] ?? 0) / 255
}

/** pdf.js's stores of decoded things: of one page, and of the file. */
type Store = { has: (id: string) => boolean; get: (id: string) => unknown }

/** @returns the picture of that name where it was decoded, else null */
export const decodedBy =
  ({ objs, commonObjs }: { objs: Store; commonObjs: Store }) =>
  (id: string): Picture | null => {
    const store = id.startsWith('g_') ? commonObjs : objs
    return store.has(id) ? (store.get(id) as Picture | null) : null
  }
