/** What is spent: the known costs of calls, and what is held back for those whose cost is not known (yet). */
import { randomUUID } from 'node:crypto'
import type { Database } from '../storage/open-database.ts'

/** US dollars: of calls that ended, and held back for those under way. */
export type Spent = { spentUsd: number; reservedUsd: number }

/** Since an instant, or of a run. */
type Scope = { since: string } | { runId: string }

export type SpendStore = ReturnType<typeof createSpendStore>

export function createSpendStore(db: Database, libraryId: string, now: () => Date) {
  const heldFor = (scope: Scope) => {
    const query = db
      .q()
      .selectFrom('spend')
      .select(['open', (row) => row.fn.sum<number>('usd').as('usd')])
      .where('library_id', '=', libraryId)
      .groupBy('open')
    return 'since' in scope ? query.where('created_at', '>=', scope.since) : query.where('run_id', '=', scope.runId)
  }
  const costOf = (scope: Scope) => {
    const query = db
      .q()
      .selectFrom('llm_call')
      .select((row) => row.fn.sum<number | null>('cost_usd').as('usd'))
      .where('library_id', '=', libraryId)
    return 'since' in scope ? query.where('started_at', '>=', scope.since) : query.where('run_id', '=', scope.runId)
  }
  const sums = async (scope: Scope): Promise<Spent> => {
    // In this order: a call that ends between the two is counted twice, which is safe, and not left out.
    const held = await heldFor(scope).execute()
    const known = await costOf(scope).executeTakeFirst()
    const sum = (open: number) => held.find((row) => row.open === open)?.usd ?? 0
    return { spentUsd: (known?.usd ?? 0) + sum(0), reservedUsd: sum(1) }
  }
  const today = () => sums({ since: startOfDay(now()).toISOString() })

  return {
    today,
    /**
     * Holds `usd` back, unless `refuse` says why not. One caller at a time, also of other processes: two calls that fit
     * alone but not together cannot both pass. What is held is let go by the CallStore when the call is written down.
     * @returns the id of what is held, or the refusal
     */
    async hold<E>(
      usd: number,
      runId: string | null,
      refuse: (today: Spent, run: Spent | null) => E | null,
    ): Promise<{ id: string } | { refusal: E }> {
      return db.tx(async () => {
        const row = { library_id: libraryId, run_id: null, usd: 0, open: 0 as const, created_at: now().toISOString() }
        // Writing this one row makes PostgreSQL let the next transaction wait here; SQLite has one writer anyhow.
        await db
          .q()
          .insertInto('spend')
          .values({ ...row, id: libraryId })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ usd: 0 }))
          .execute()
        const refusal = refuse(await today(), runId === null ? null : await sums({ runId }))
        if (refusal !== null) return { refusal }
        const id = randomUUID()
        await db
          .q()
          .insertInto('spend')
          .values({ ...row, id, run_id: runId, usd, open: 1 })
          .execute()
        return { id }
      })
    },
    /** For a call that cost nothing. */
    async release(id: string): Promise<void> {
      await db.q().deleteFrom('spend').where('id', '=', id).execute()
    },
  }
}

/** Midnight where the program runs: the editor's own day. */
export function startOfDay(at: Date): Date {
  const midnight = new Date(at)
  midnight.setHours(0, 0, 0, 0)
  return midnight
}
