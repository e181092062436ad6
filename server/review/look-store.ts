/** The SQL of a model's second looks. */
import { randomUUID } from 'node:crypto'
import type { DraftId } from '../drafting/schema.ts'
import type { SecondLook } from '../grounding/schema.ts'
import type { PaperId } from '../papers/schema.ts'
import type { Database } from '../storage/open-database.ts'

export function createLookStore(db: Database, libraryId: string, now: () => Date) {
  return {
    async addSecondLooks(
      paperId: PaperId,
      draftId: DraftId,
      callId: string | null,
      looks: SecondLook[],
    ): Promise<void> {
      await db
        .q()
        .insertInto('second_look')
        .values({
          id: randomUUID(),
          library_id: libraryId,
          paper_id: paperId,
          draft_id: draftId,
          call_id: callId,
          looks_json: JSON.stringify(looks),
          created_at: now().toISOString(),
        })
        .execute()
    },
    /** Oldest first. */
    async secondLooksOf(paperId: PaperId): Promise<SecondLook[]> {
      const rows = await db
        .q()
        .selectFrom('second_look')
        .select('looks_json')
        .where('paper_id', '=', paperId)
        .orderBy('created_at')
        .execute()
      return rows.flatMap((row) => JSON.parse(row.looks_json) as SecondLook[])
    },
  }
}
