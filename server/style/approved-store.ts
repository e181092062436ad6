/** The SQL of approved entries as style sees them: what the editor stands by. */
import type { Database } from '../storage/open-database.ts'
import type { PastEntry } from './schema.ts'

export type ApprovedEntries = { pastEntries: () => Promise<PastEntry[]> }

/** Approvals that stand, of papers that were not thrown away; newest first. */
export const createApprovedEntries = (db: Database, libraryId: string): ApprovedEntries => ({
  async pastEntries() {
    const rows = await db
      .q()
      .selectFrom('approval')
      .innerJoin('revision', 'revision.id', 'approval.revision_id')
      .innerJoin('paper', 'paper.id', 'approval.paper_id')
      .select(['approval.id', 'approval.paper_id', 'approval.approved_at', 'revision.text'])
      .select(['paper.title', 'paper.arxiv_id', 'paper.starred'])
      .where('approval.library_id', '=', libraryId)
      .where('approval.withdrawn_at', 'is', null)
      .where('paper.discarded_at', 'is', null)
      .orderBy('approval.approved_at', 'desc')
      .orderBy('approval.id')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      origin: 'approved' as const,
      paperId: row.paper_id,
      arxivId: row.arxiv_id,
      title: row.title,
      starred: row.starred === 1,
      text: row.text,
      publishedAt: row.approved_at,
    }))
  },
})
