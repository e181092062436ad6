/** The table of model calls: append only. */
import type { Database } from '../storage/open-database.ts'
import type { LlmCall } from './schema.ts'

export type CallStore = {
  write: (call: LlmCall) => Promise<void>
  find: (id: string) => Promise<LlmCall | null>
}

export function createCallStore(db: Database, libraryId: string): CallStore {
  return {
    async write(call) {
      await db
        .q()
        .insertInto('llm_call')
        .values({
          id: call.id,
          library_id: libraryId,
          purpose: call.purpose,
          model: call.model,
          prompt_sha: call.promptSha,
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
        })
        .execute()
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
      const { input_tokens: inputTokens, output_tokens: outputTokens } = row
      return {
        id: row.id,
        purpose: row.purpose,
        model: row.model,
        promptSha: row.prompt_sha,
        request: JSON.parse(row.request_json) as LlmCall['request'],
        reply: row.reply,
        error: row.error_json === null ? null : (JSON.parse(row.error_json) as LlmCall['error']),
        finish: row.finish,
        usage: inputTokens === null || outputTokens === null ? null : { inputTokens, outputTokens },
        costUsd: row.cost_usd,
        startedAt: row.started_at,
        durationMs: row.duration_ms,
      }
    },
  }
}
