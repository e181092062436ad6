/** The SQL of past issues: kept whole when they are imported, taken away again without being lost. */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { sha256Of } from '../storage/blobs.ts'
import type { Database } from '../storage/open-database.ts'
import type { Tables } from '../storage/tables.ts'
import { entryText } from './entry-text.ts'
import { arxivIdIn } from './same-paper.ts'
import type { ImportedEntry, ImportedIssue, IssueImportId, KeptIssue, PastEntry } from './schema.ts'

export type AddedIssue = { id: IssueImportId; wasThere: boolean }
export type ImportStore = ReturnType<typeof createImportStore>

export function createImportStore(db: Database, libraryId: string, author: string, now: () => Date) {
  const issues = () => db.q().selectFrom('imported_issue').selectAll().where('library_id', '=', libraryId)
  const entriesOf = (issueIds: readonly string[]) =>
    db.q().selectFrom('imported_entry').selectAll().where('issue_id', 'in', issueIds).orderBy('position').execute()
  const standing = () =>
    issues().where('removed_at', 'is', null).orderBy('issue_date', 'desc').orderBy('imported_at', 'desc').execute()

  return {
    /**
     * The same file again is the same issue, back again where it had been taken away.
     * @returns `wasThere`: nothing was changed
     */
    async add(fileName: string, source: string, issue: ImportedIssue): Promise<AddedIssue> {
      const sha256 = sha256Of(source)
      const { entries, ...head } = issue
      return db.tx(async () => {
        const there = await issues().where('sha256', '=', sha256).executeTakeFirst()
        if (there) {
          await setRemoved(there.id, null)
          return { id: there.id as IssueImportId, wasThere: there.removed_at === null }
        }
        const id = randomUUID()
        await db
          .q()
          .insertInto('imported_issue')
          .values({
            ...{ id, library_id: libraryId, file_name: fileName, sha256, source },
            issue_date: issue.date,
            issue_json: JSON.stringify(head),
            author,
            imported_at: now().toISOString(),
          })
          .execute()
        for (const [position, { heading, starred, link, paragraphs }] of entries.entries())
          await db
            .q()
            .insertInto('imported_entry')
            .values({
              id: randomUUID(),
              library_id: libraryId,
              issue_id: id,
              ...{ position, heading, starred: starred ? 1 : 0, link },
              paragraphs_json: JSON.stringify(paragraphs),
            })
            .execute()
        return { id: id as IssueImportId, wasThere: false }
      })
    },
    /** Newest issue first; those that were taken away are left out. */
    async list(): Promise<KeptIssue[]> {
      const rows = await standing()
      const entries = rows.length === 0 ? [] : await entriesOf(rows.map(({ id }) => id))
      return rows.map((row) => ({
        ...(JSON.parse(row.issue_json) as Omit<ImportedIssue, 'entries'>),
        id: row.id as IssueImportId,
        fileName: row.file_name,
        author: row.author,
        importedAt: row.imported_at,
        entries: entries.filter((entry) => entry.issue_id === row.id).map(entryOf),
      }))
    },
    /** @returns false when there is no such issue */
    async remove(id: IssueImportId): Promise<boolean> {
      return setRemoved(id, now().toISOString())
    },
    async restore(id: IssueImportId): Promise<boolean> {
      return setRemoved(id, null)
    },
    async pastEntries(): Promise<PastEntry[]> {
      const rows = await standing()
      const dates = new Map(rows.map(({ id, issue_date }) => [id, issue_date]))
      const entries = rows.length === 0 ? [] : await entriesOf([...dates.keys()])
      return entries.map((row) => {
        const entry = entryOf(row)
        return {
          ...{ id: row.id, origin: 'imported' as const, paperId: null },
          arxivId: entry.link === null ? null : arxivIdIn(entry.link),
          title: entry.heading,
          starred: entry.starred,
          text: entryText(entry),
          publishedAt: dates.get(row.issue_id) ?? null,
        }
      })
    },
  }

  async function setRemoved(id: string, removedAt: string | null): Promise<boolean> {
    const done = await db
      .q()
      .updateTable('imported_issue')
      .set({ removed_at: removedAt })
      .where('id', '=', id)
      .where('library_id', '=', libraryId)
      .executeTakeFirst()
    return done.numUpdatedRows > 0n
  }
}

const entryOf = (row: Selectable<Tables['imported_entry']>): ImportedEntry => ({
  heading: row.heading,
  starred: row.starred === 1,
  link: row.link,
  paragraphs: JSON.parse(row.paragraphs_json) as ImportedEntry['paragraphs'],
})
