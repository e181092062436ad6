/** The SQL of the read models: a few queries a page, none a row. */
import type { Database } from '../storage/open-database.ts'
import type { PaperId } from '../papers/schema.ts'

/** What the list shows of a paper beside its reading. */
export type PaperFacts = {
  noteCount: number
  draft: { id: string; status: string; model: string; number: number } | null
  text: string
  /** Null where the text was never checked. */
  toLookAt: number | null
  approvedAt: string | null
  inIssue: string | null
}

export type DeskStore = ReturnType<typeof createDeskStore>

export function createDeskStore(db: Database, libraryId: string) {
  const of = (ids: PaperId[]) => ({
    notes: db
      .q()
      .selectFrom('note')
      .select((eb) => ['paper_id', eb.fn.countAll().as('count')])
      .where('paper_id', 'in', ids)
      .where('deleted_at', 'is', null)
      .groupBy('paper_id'),
    drafts: db
      .q()
      .selectFrom('draft')
      .select(['id', 'paper_id', 'status', 'model'])
      .where('paper_id', 'in', ids)
      .orderBy('created_at'),
    heads: db
      .q()
      .selectFrom('revision')
      .leftJoin('grounding', 'grounding.revision_id', 'revision.id')
      .select(['revision.paper_id', 'revision.text', 'grounding.to_look_at'])
      .where('revision.paper_id', 'in', ids)
      .where((eb) =>
        eb(
          'revision.sequence',
          '=',
          eb
            .selectFrom('revision as newer')
            .select((newer) => newer.fn.max('newer.sequence').as('last'))
            .whereRef('newer.paper_id', '=', 'revision.paper_id'),
        ),
      )
      .orderBy('grounding.created_at'),
    approvals: db
      .q()
      .selectFrom('approval')
      .select(['paper_id', 'approved_at'])
      .where('paper_id', 'in', ids)
      .where('withdrawn_at', 'is', null),
    entries: db
      .q()
      .selectFrom('issue_entry')
      .innerJoin('issue', 'issue.id', 'issue_entry.issue_id')
      .select(['issue_entry.paper_id', 'issue.issue_date'])
      .where('issue_entry.paper_id', 'in', ids)
      .orderBy('issue.issue_date'),
  })

  return {
    async factsOf(ids: PaperId[]): Promise<Map<PaperId, PaperFacts>> {
      const facts = new Map<PaperId, PaperFacts>()
      if (ids.length === 0) return facts
      for (const id of ids)
        facts.set(id, { noteCount: 0, draft: null, text: '', toLookAt: null, approvedAt: null, inIssue: null })
      const at = (id: string) => facts.get(id as PaperId)!
      const queries = of(ids)
      for (const row of await queries.notes.execute()) at(row.paper_id).noteCount = Number(row.count)
      for (const row of await queries.drafts.execute()) {
        const fact = at(row.paper_id)
        fact.draft = { id: row.id, status: row.status, model: row.model, number: (fact.draft?.number ?? 0) + 1 }
      }
      for (const row of await queries.heads.execute())
        Object.assign(at(row.paper_id), { text: row.text, toLookAt: row.to_look_at })
      for (const row of await queries.approvals.execute()) at(row.paper_id).approvedAt = row.approved_at
      for (const row of await queries.entries.execute()) at(row.paper_id).inIssue = row.issue_date
      return facts
    },
    async counts(): Promise<{ papers: number }> {
      const row = await db
        .q()
        .selectFrom('paper')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('library_id', '=', libraryId)
        .where('discarded_at', 'is', null)
        .executeTakeFirst()
      return { papers: Number(row?.count ?? 0) }
    },
  }
}
