/** The order in which papers are reviewed: the one before and the one after. Pure. */
import type { PaperRow } from '../../server/desk/schema.ts'

/** Skipped papers are passed over; the one on the desk stays in its place. */
export function neighbours(rows: readonly PaperRow[], paperId: string) {
  const queue = rows.filter((row) => row.stage !== 'skipped' || row.paper.id === paperId)
  const at = queue.findIndex((row) => row.paper.id === paperId)
  const waits = (row: PaperRow) => row.paper.id !== paperId && row.stage !== 'approved' && row.stage !== 'unreadable'
  const later = [...queue.slice(at + 1), ...queue.slice(0, Math.max(0, at))]
  return {
    at,
    count: queue.length,
    previous: queue[at - 1]?.paper.id ?? null,
    next: at === -1 ? null : (queue[at + 1]?.paper.id ?? null),
    /** After an approval: the next one that still waits, from here on and round. */
    nextWaiting: later.find(waits)?.paper.id ?? null,
  }
}
