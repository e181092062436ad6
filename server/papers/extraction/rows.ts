/** Lines that stand on one baseline, whatever column they are of. */
import type { Line } from './lines.ts'

export type Row = { baseline: number; size: number; lines: Line[]; text: string }

/** @returns from top to bottom; the lines of a row from left to right */
export function rowsOf(lines: readonly Line[]): Row[] {
  const rows: Row[] = []
  for (const line of lines.toSorted((a, b) => a.baseline - b.baseline)) {
    const row = rows.at(-1)
    if (row && Math.abs(row.baseline - line.baseline) < 0.35 * Math.max(line.size, 4)) {
      row.lines.push(line)
      row.size = Math.max(row.size, line.size)
    } else rows.push({ baseline: line.baseline, size: line.size, lines: [line], text: '' })
  }
  for (const row of rows) {
    row.lines.sort((a, b) => a.x0 - b.x0)
    row.text = row.lines.map((line) => line.text).join(' ')
  }
  return rows
}
