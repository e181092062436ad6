/** Where the reader of a paper was before each jump, to go back and forth. Pure. */

/** A place of the paper: a page from 0, and how far down it the top of the pane is, as a share of the page's height. */
export type Place = { pageIndex: number; share: number }
export type Jumps = { past: readonly Place[]; future: readonly Place[] }

export const noJumps: Jumps = { past: [], future: [] }

/** More are nobody's memory. */
const mostJumps = 100

/** Nearer than so many pages it is the same place: nothing to go back to. */
const sameWithin = 0.25
const isSame = (a: Place, b: Place) => Math.abs(a.pageIndex + a.share - b.pageIndex - b.share) < sameWithin

/** A jump from one place to another; what lay ahead is forgotten, as in a browser. */
export function jumped({ past, future }: Jumps, from: Place, to: Place): Jumps {
  if (isSame(from, to)) return { past, future }
  return { past: [...past, from].slice(-mostJumps), future: [] }
}

/** @returns null where there is nothing to go back to */
export function back({ past, future }: Jumps, now: Place): { jumps: Jumps; to: Place } | null {
  const to = past.at(-1)
  return to ? { to, jumps: { past: past.slice(0, -1), future: [...future, now] } } : null
}

/** @returns null where nothing lies ahead */
export function forward({ past, future }: Jumps, now: Place): { jumps: Jumps; to: Place } | null {
  const to = future.at(-1)
  return to ? { to, jumps: { past: [...past, now], future: future.slice(0, -1) } } : null
}
