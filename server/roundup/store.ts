/** The SQL of the roundup: issues and their entries, and what review has approved for them. */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { PaperId } from '../papers/schema.ts'
import type { ApprovalId } from '../review/schema.ts'
import type { Database } from '../storage/open-database.ts'
import type { Tables } from '../storage/tables.ts'
import { countWords } from '../text/count-words.ts'
import type { IssueFacts } from './assemble-issue.ts'
import { openQuestions } from './open-questions.ts'
import type {
  ApprovedPaper,
  EntryChange,
  Issue,
  IssueChange,
  IssueEntry,
  IssueId,
  IssueSummary,
  OpenQuestion,
} from './schema.ts'

export type RoundupStore = ReturnType<typeof createRoundupStore>

export function createRoundupStore(db: Database, libraryId: string, now: () => Date) {
  const nowText = () => now().toISOString()
  const entriesOf = (id: IssueId) => db.q().selectFrom('issue_entry').where('issue_id', '=', id)

  return {
    /** Everything that is written inside becomes visible at once, or not at all. */
    together: db.tx,

    /** The newest date first. */
    async listIssues(): Promise<IssueSummary[]> {
      const rows = await db
        .q()
        .selectFrom('issue')
        .leftJoin('issue_entry', 'issue_entry.issue_id', 'issue.id')
        .select((eb) => [
          'issue.id',
          'issue.issue_date',
          'issue.title',
          'issue.published_at',
          'issue.created_at',
          eb.fn.count('issue_entry.id').as('entries'),
        ])
        .where('issue.library_id', '=', libraryId)
        .groupBy(['issue.id', 'issue.issue_date', 'issue.title', 'issue.published_at', 'issue.created_at'])
        .orderBy('issue.issue_date', 'desc')
        .orderBy('issue.created_at', 'desc')
        .execute()
      return rows.map((row) => ({
        id: row.id as IssueId,
        date: row.issue_date,
        title: row.title,
        publishedAt: row.published_at,
        entryCount: Number(row.entries),
      }))
    },
    async findIssue(id: IssueId): Promise<Issue | null> {
      const row = await db
        .q()
        .selectFrom('issue')
        .selectAll()
        .where('id', '=', id)
        .where('library_id', '=', libraryId)
        .executeTakeFirst()
      return row ? issueOf(row) : null
    },
    async addIssue(issue: { date: string; sponsor: string }): Promise<IssueId> {
      const id = randomUUID() as IssueId
      const at = nowText()
      await db
        .q()
        .insertInto('issue')
        .values({
          id,
          library_id: libraryId,
          issue_date: issue.date,
          title: '',
          sponsor: issue.sponsor,
          intro: '',
          outro: '',
          published_at: null,
          created_at: at,
          updated_at: at,
        })
        .execute()
      return id
    },
    /** Also with nothing to change: inside a transaction it makes a second writer of the same issue wait. */
    async changeIssue(id: IssueId, { date, published, ...texts }: IssueChange): Promise<void> {
      await db
        .q()
        .updateTable('issue')
        .set({
          ...texts,
          ...(date !== undefined && { issue_date: date }),
          ...(published !== undefined && { published_at: published ? nowText() : null }),
          updated_at: nowText(),
        })
        .where('id', '=', id)
        .where('library_id', '=', libraryId)
        .execute()
    },

    async listEntries(id: IssueId): Promise<IssueFacts['entries']> {
      const rows = await entriesOf(id)
        .innerJoin('paper', 'paper.id', 'issue_entry.paper_id')
        .selectAll('issue_entry')
        .select(['paper.title', 'paper.arxiv_id', 'paper.doi'])
        .orderBy('issue_entry.position')
        .execute()
      return rows.map((row) => ({ ...entryOf(row), paperTitle: row.title, link: linkOf(row) }))
    },
    /** The entries are these, in this order; those already there keep what is not given anew. */
    async putEntries(id: IssueId, entries: readonly IssueEntry[]): Promise<void> {
      const kept = entries.map((entry) => entry.paperId)
      let gone = db.q().deleteFrom('issue_entry').where('issue_id', '=', id)
      if (kept.length > 0) gone = gone.where('paper_id', 'not in', kept)
      await gone.execute()
      for (const [position, entry] of entries.entries()) {
        const columns = {
          approval_id: entry.approvalId,
          position,
          starred: entry.starred ? (1 as const) : (0 as const),
          heading: entry.heading,
          label: entry.label,
          text: entry.text,
        }
        await db
          .q()
          .insertInto('issue_entry')
          .values({ id: randomUUID(), library_id: libraryId, issue_id: id, paper_id: entry.paperId, ...columns })
          .onConflict((conflict) => conflict.columns(['issue_id', 'paper_id']).doUpdateSet(columns))
          .execute()
      }
    },
    async changeEntry(id: IssueId, paperId: PaperId, { starred, label, heading }: EntryChange): Promise<void> {
      const change = {
        ...(starred !== undefined && { starred: starred ? (1 as const) : (0 as const) }),
        ...(label !== undefined && { label: label === '' ? null : label }),
        ...(heading !== undefined && { heading }),
      }
      if (Object.keys(change).length === 0) return
      await db
        .q()
        .updateTable('issue_entry')
        .set(change)
        .where('issue_id', '=', id)
        .where('paper_id', '=', paperId)
        .execute()
    },

    /** The approval that stands for each paper, the oldest first; discarded papers left out. */
    async listApproved(): Promise<ApprovedPaper[]> {
      const rows = await db
        .q()
        .selectFrom('approval')
        .innerJoin('revision', 'revision.id', 'approval.revision_id')
        .innerJoin('paper', 'paper.id', 'approval.paper_id')
        .select(['approval.id', 'approval.paper_id', 'approval.approved_at', 'revision.text'])
        .select(['paper.title', 'paper.starred', 'paper.arxiv_id', 'paper.doi'])
        .where('approval.library_id', '=', libraryId)
        .where('approval.withdrawn_at', 'is', null)
        .where('paper.discarded_at', 'is', null)
        .orderBy('approval.approved_at')
        .orderBy('revision.sequence')
        .execute()
      const newest = new Map(rows.map((row) => [row.paper_id, row]))
      return rows
        .filter((row) => newest.get(row.paper_id) === row)
        .map((row) => ({
          paperId: row.paper_id as PaperId,
          approvalId: row.id as ApprovalId,
          title: row.title,
          starred: row.starred === 1,
          text: row.text,
          words: countWords(row.text),
          approvedAt: row.approved_at,
          link: linkOf(row),
        }))
    },
    /** What nobody confirmed in the texts of the issue's entries, by their newest check. */
    async listOpen(id: IssueId): Promise<Map<PaperId, OpenQuestion[]>> {
      const rows = await entriesOf(id)
        .innerJoin('approval', 'approval.id', 'issue_entry.approval_id')
        .leftJoin('grounding', 'grounding.revision_id', 'approval.revision_id')
        .select(['issue_entry.paper_id', 'approval.looked_at_json', 'grounding.grounding_json'])
        .orderBy('grounding.created_at')
        .execute()
      const checked = await db
        .q()
        .selectFrom('checked_sentence')
        .innerJoin('issue_entry', 'issue_entry.paper_id', 'checked_sentence.paper_id')
        .select(['checked_sentence.paper_id', 'checked_sentence.sentence'])
        .where('issue_entry.issue_id', '=', id)
        .where('checked_sentence.removed_at', 'is', null)
        .execute()
      const linked = await db
        .q()
        .selectFrom('sentence_link')
        .innerJoin('issue_entry', 'issue_entry.paper_id', 'sentence_link.paper_id')
        .select(['sentence_link.paper_id', 'sentence_link.sentence_now as sentence'])
        .where('issue_entry.issue_id', '=', id)
        .where('sentence_link.kind', '=', 'linked')
        .where('sentence_link.removed_at', 'is', null)
        .execute()
      const wrong = await db
        .q()
        .selectFrom('flag_answer')
        .innerJoin('issue_entry', 'issue_entry.paper_id', 'flag_answer.paper_id')
        .select(['flag_answer.paper_id', 'flag_answer.sentence'])
        .where('issue_entry.issue_id', '=', id)
        .where('flag_answer.answer', '=', 'agreed')
        .where('flag_answer.removed_at', 'is', null)
        .execute()
      return new Map(
        rows.map((row) => {
          const own = (items: typeof checked) =>
            items.filter((item) => item.paper_id === row.paper_id).map((item) => item.sentence)
          const said = { checked: own(checked), linked: own(linked), wrong: own(wrong) }
          return [row.paper_id as PaperId, openQuestions(row.grounding_json, row.looked_at_json, said)]
        }),
      )
    },
    async listPlaced(): Promise<IssueFacts['placed']> {
      const rows = await db
        .q()
        .selectFrom('issue_entry')
        .innerJoin('issue', 'issue.id', 'issue_entry.issue_id')
        .select(['issue_entry.paper_id', 'issue.id', 'issue.issue_date'])
        .where('issue.library_id', '=', libraryId)
        .execute()
      return rows.map((row) => ({ paperId: row.paper_id as PaperId, issueId: row.id, date: row.issue_date }))
    },
  }
}

const issueOf = (row: Selectable<Tables['issue']>): Issue => ({
  id: row.id as IssueId,
  date: row.issue_date,
  title: row.title,
  sponsor: row.sponsor,
  intro: row.intro,
  outro: row.outro,
  publishedAt: row.published_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

const entryOf = (row: Selectable<Tables['issue_entry']>): IssueEntry => ({
  paperId: row.paper_id as PaperId,
  approvalId: row.approval_id as ApprovalId,
  starred: row.starred === 1,
  heading: row.heading,
  label: row.label,
  text: row.text,
})

function linkOf({ arxiv_id, doi }: { arxiv_id: string | null; doi: string | null }): string | null {
  if (arxiv_id) return `https://arxiv.org/abs/${arxiv_id}`
  return doi ? `https://doi.org/${encodeURI(doi)}` : null
}
