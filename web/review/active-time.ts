/** Time spent on a text: the tab is visible, and a gap of more than 60 s between two signs of life is cut to nothing. */

const longestGapMs = 60_000

/** Adds up the gaps between signs of life. Instants in milliseconds. */
export function createActiveTime() {
  let last: number | null = null
  let sum = 0
  return {
    /** A key, a click, a scroll. */
    sign(atMs: number) {
      if (last !== null && atMs - last <= longestGapMs) sum += atMs - last
      last = atMs
    },
    /** The tab was hidden: what comes next is a new beginning. */
    pause() {
      last = null
    },
    /** What has come together since the last call; starts again at 0. */
    take(): number {
      const taken = sum
      sum = 0
      return Math.round(taken)
    },
  }
}
export type ActiveTime = ReturnType<typeof createActiveTime>
