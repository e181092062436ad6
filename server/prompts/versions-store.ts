/** The table of prompt versions: texts by content hash, append only, so that a draft leads back to its exact prompt. */
import type { Database } from '../storage/open-database.ts'
import type { Prompt, PromptVersion } from './schema.ts'

export type PromptVersions = {
  /** Keeps this text; again is no harm. */
  keep: (prompt: Pick<Prompt, 'name' | 'text' | 'sha'>) => Promise<void>
  find: (sha: string) => Promise<(PromptVersion & { name: string }) | null>
  /** Newest first. */
  of: (name: string) => Promise<PromptVersion[]>
  names: () => Promise<string[]>
}

export function createPromptVersions(db: Database, libraryId: string, now: () => Date): PromptVersions {
  const rows = () => db.q().selectFrom('prompt_version').selectAll().where('library_id', '=', libraryId)
  return {
    async keep({ name, text, sha }) {
      await db
        .q()
        .insertInto('prompt_version')
        .values({ sha256: sha, library_id: libraryId, name, text, created_at: now().toISOString() })
        .onConflict((conflict) => conflict.columns(['library_id', 'sha256']).doNothing())
        .execute()
    },
    async find(sha) {
      const row = await rows().where('sha256', '=', sha).executeTakeFirst()
      return row ? { sha, name: row.name, text: row.text, createdAt: row.created_at } : null
    },
    async of(name) {
      const found = await rows().where('name', '=', name).orderBy('created_at', 'desc').orderBy('sha256').execute()
      return found.map((row) => ({ sha: row.sha256, text: row.text, createdAt: row.created_at }))
    },
    async names() {
      const found = await db
        .q()
        .selectFrom('prompt_version')
        .select('name')
        .distinct()
        .where('library_id', '=', libraryId)
        .execute()
      return found.map(({ name }) => name)
    },
  }
}
