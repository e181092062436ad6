/** The table of model calls: append only. */
import type { Selectable } from 'kysely'
import type { Database } from '../storage/open-database.ts'
import type { Tables } from '../storage/tables.ts'
import type { CallRow, LlmCall } from './schema.ts'

export type CallStore = {
  /** @param holdId what was held back for it: given back if the cost is known, else kept, as it may have cost that */
  write: (call: LlmCall, holdId?: string | null) => Promise<void>
  find: (id: string) => Promise<LlmCall | null>
  /** Newest first, without prompt and reply. @param before a call's id: only those that come after it in this list */
  list: (limit: number, before?: string) => Promise<CallRow[]>
  /** Of all calls that began at `since` or later, in no order: when, and what they cost. */
  costsSince: (since: string) => Promise<Pick<CallRow, 'startedAt' | 'costUsd' | 'wrote'>[]>
}

export function createCallStore(db: Database, libraryId: string): CallStore {
  const rows = () =>
    db
      .q()
      .selectFrom('llm_call')
      .select(['id', 'purpose', 'model', 'error_json', 'input_tokens', 'output_tokens', 'cost_usd'])
      .select(['started_at', 'duration_ms', (row) => row('reply', '<>', '').as('wrote')])
      .where('library_id', '=', libraryId)
  return {
    async write(call, holdId = null) {
      const row = {
        id: call.id,
        library_id: libraryId,
        purpose: call.purpose,
        model: call.model,
        prompt_sha: call.promptSha,
        run_id: call.runId,
        request_json: JSON.stringify(call.request),
        // PostgreSQL takes no NUL in text.
        reply: call.reply.replaceAll('\0', '\ufffd'),
        error_json: call.error && JSON.stringify(call.error),
        finish: call.finish,
        input_tokens: call.usage?.inputTokens ?? null,
        output_tokens: call.usage?.outputTokens ?? null,
        cost_usd: call.costUsd,
        started_at: call.startedAt,
        duration_ms: call.durationMs,
      }
      // One transaction: its cost is never counted twice, nor, for a moment, not at all.
      await db.tx(async () => {
        await db.q().insertInto('llm_call').values(row).execute()
        if (holdId === null) return
        if (call.costUsd === null) await db.q().updateTable('spend').set({ open: 0 }).where('id', '=', holdId).execute()
        else await db.q().deleteFrom('spend').where('id', '=', holdId).execute()
      })
    },
    async find(id) {
      const row = await db
        .q()
        .selectFrom('llm_call')
        .selectAll()
        .where('library_id', '=', libraryId)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row) return null
      return {
        ...headOf(row),
        promptSha: row.prompt_sha,
        runId: row.run_id,
        request: JSON.parse(row.request_json) as LlmCall['request'],
        reply: row.reply,
        finish: row.finish,
      }
    },
    async list(limit, before) {
      let query = rows().orderBy('started_at', 'desc').orderBy('id').limit(limit)
      if (before !== undefined) {
        const last = db.q().selectFrom('llm_call').select('started_at').where('id', '=', before)
        // Several calls begin in the same millisecond: none of them may fall between two pages.
        query = query.where(({ and, eb, or }) =>
          or([eb('started_at', '<', last), and([eb('started_at', '=', last), eb('id', '>', before)])]),
        )
      }
      const found = await query.execute()
      return found.map((row) => ({ ...headOf(row), wrote: Boolean(row.wrote) }))
    },
    async costsSince(since) {
      const found = await rows().where('started_at', '>=', since).execute()
      return found.map((row) => ({ startedAt: row.started_at, costUsd: row.cost_usd, wrote: Boolean(row.wrote) }))
    },
  }
}

type Head = Omit<
  Selectable<Tables['llm_call']>,
  'library_id' | 'prompt_sha' | 'run_id' | 'request_json' | 'reply' | 'finish'
>
const headOf = (row: Head): Omit<CallRow, 'wrote'> => ({
  id: row.id,
  purpose: row.purpose,
  model: row.model,
  error: row.error_json === null ? null : (JSON.parse(row.error_json) as LlmCall['error']),
  usage:
    row.input_tokens === null || row.output_tokens === null
      ? null
      : { inputTokens: row.input_tokens, outputTokens: row.output_tokens },
  costUsd: row.cost_usd,
  startedAt: row.started_at,
  durationMs: row.duration_ms,
})
