/** The table of prompt labels: which version of a prompt drafts use. Append only: the newest row counts. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../storage/open-database.ts'

export type PromptLabels = {
  /** The version that the editor chose; null means the shipped one, whatever an upgrade makes of it. */
  live: (name: string) => Promise<string | null>
  /** All names that have one. */
  allLive: () => Promise<Map<string, string>>
  setLive: (name: string, sha: string | null) => Promise<void>
}

const label = 'live'

export function createPromptLabels(db: Database, libraryId: string, author: string, now: () => Date): PromptLabels {
  async function allLive(): Promise<Map<string, string>> {
    const rows = await db
      .q()
      .selectFrom('prompt_label')
      .select(['name', 'sha'])
      .where('library_id', '=', libraryId)
      .where('label', '=', label)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    const newest = new Map(rows.map(({ name, sha }) => [name, sha]))
    return new Map([...newest].flatMap(([name, sha]) => (sha === null ? [] : [[name, sha]])))
  }
  return {
    allLive,
    live: async (name) => (await allLive()).get(name) ?? null,
    async setLive(name, sha) {
      const row = { id: randomUUID(), library_id: libraryId, name, label, sha, author, created_at: now().toISOString() }
      await db.q().insertInto('prompt_label').values(row).execute()
    },
  }
}
