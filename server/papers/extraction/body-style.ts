/** The size and the leading of the running text: what sizes and gaps are compared with. */
import type { Line } from './lines.ts'

export type BodyStyle = { size: number; leading: number }

/** Sizes that differ by less are the same style. */
const sameSize = 0.05

/**
 * @param pages the lines of each page, in drawing order
 * @returns in points; leading is the usual distance of full lines of the body. A paper without text has 10 on 12.
 */
export function bodyStyle(pages: readonly (readonly Line[])[]): BodyStyle {
  const sizes = new Map<number, number>()
  for (const line of pages.flat()) if (line.letters > 15) count(sizes, Math.round(line.size * 4) / 4, line.letters)
  const size = mostFrequent(sizes) ?? 10
  const distances = new Map<number, number>()
  for (const lines of pages)
    for (const [i, line] of lines.entries()) {
      const above = lines[i - 1]
      if (!above || !isBody(above, size) || !isBody(line, size)) continue
      const distance = line.baseline - above.baseline
      if (distance > 0.8 * size && distance < 3 * size) count(distances, Math.round(distance * 2) / 2, 1)
    }
  return { size, leading: mostFrequent(distances) ?? 1.2 * size }
}

const isBody = (line: Line, size: number): boolean => line.letters > 25 && Math.abs(line.size - size) < sameSize * size

export function count<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}
export function mostFrequent<K>(counts: Map<K, number>): K | undefined {
  return counts.size === 0 ? undefined : [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
}
