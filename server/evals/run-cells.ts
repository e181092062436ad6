/** Many cells at a time, fewer when the provider says "too many"; every finished one is on the disk before the next begins. */
import PQueue from 'p-queue'
import type { Cell, CellResult } from './store.ts'

export type CellLoop = {
  cells: readonly Cell[]
  concurrency: number
  signal: AbortSignal
  work: (cell: Cell) => Promise<CellResult>
  /** Written down; what a stopped cell returns is not. */
  keep: (result: CellResult) => Promise<void>
  /** Asked before each cell. */
  mayGoOn: () => boolean
}

/** Ends when all cells are kept, or none may be begun any more; waits for those that run. Throws the first bug. */
export async function runCells({ cells, concurrency, signal, work, keep, mayGoOn }: CellLoop): Promise<void> {
  const queue = new PQueue({ concurrency })
  let broken = false
  const one = async (cell: Cell): Promise<void> => {
    if (broken || signal.aborted || !mayGoOn()) return
    try {
      const result = await work(cell)
      if (signal.aborted && result.error) return
      await keep(result)
      if (result.error?.kind === 'rate-limited') queue.concurrency = Math.max(1, Math.floor(queue.concurrency / 2))
    } catch (error) {
      broken = true
      throw error
    }
  }
  // Every promise is looked at, so that a bug in one cell waits for the others and then comes out.
  const ended = await Promise.allSettled(cells.map((cell) => queue.add(() => one(cell))))
  const bug = ended.find((each) => each.status === 'rejected')
  if (bug) throw bug.reason
}
