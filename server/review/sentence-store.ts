/** The SQL of what the editor says of sentences: right, wrong, and what they rest on. Nothing is deleted. */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Anchor } from '../grounding/schema.ts'
import type { PaperId } from '../papers/schema.ts'
import type { Database } from '../storage/open-database.ts'
import type { Tables } from '../storage/tables.ts'
import type { FlagAnswer, Link, LinkId, Revision } from './schema.ts'

export function createSentenceStore(db: Database, libraryId: string, author: string, now: () => Date) {
  const nowText = () => now().toISOString()
  const own = () => ({ id: randomUUID(), library_id: libraryId, author, created_at: nowText() })

  return {
    async addChecked(paperId: PaperId, sentence: string): Promise<void> {
      await db
        .q()
        .insertInto('checked_sentence')
        .values({ ...own(), paper_id: paperId, sentence })
        .execute()
    },
    /** Sentences that the editor called right ("I checked this") and wrong, as far as that stands. */
    async answersOf(paperId: PaperId): Promise<{ right: Set<string>; wrong: Set<string> }> {
      const standing = (table: 'checked_sentence' | 'flag_answer') =>
        db.q().selectFrom(table).select('sentence').where('paper_id', '=', paperId).where('removed_at', 'is', null)
      const right = await standing('checked_sentence').execute()
      const wrong = await standing('flag_answer').where('flag_answer.answer', '=', 'agreed').execute()
      return { right: new Set(right.map((row) => row.sentence)), wrong: new Set(wrong.map((row) => row.sentence)) }
    },
    async addFlagAnswer(revision: Revision, answer: FlagAnswer): Promise<void> {
      await db
        .q()
        .insertInto('flag_answer')
        .values({ ...own(), paper_id: revision.paperId, revision_id: revision.id, ...answer })
        .execute()
    },
    /** The rows stay; they no longer stand. */
    async takeBackAnswers(paperId: PaperId, sentence: string): Promise<void> {
      for (const table of ['checked_sentence', 'flag_answer'] as const)
        await db
          .q()
          .updateTable(table)
          .set({ removed_at: nowText() })
          .where('paper_id', '=', paperId)
          .where('sentence', '=', sentence)
          .where('removed_at', 'is', null)
          .execute()
    },
    /** In the order in which they were made; removed ones are left out. */
    async listLinks(paperId: PaperId): Promise<Link[]> {
      const rows = await db
        .q()
        .selectFrom('sentence_link')
        .selectAll()
        .where('paper_id', '=', paperId)
        .where('removed_at', 'is', null)
        .orderBy('created_at')
        .execute()
      return rows.map(linkOf)
    },
    /** Also one that was removed. */
    async findLink(id: LinkId): Promise<Link | null> {
      const row = await db
        .q()
        .selectFrom('sentence_link')
        .selectAll()
        .where('id', '=', id)
        .where('library_id', '=', libraryId)
        .executeTakeFirst()
      return row ? linkOf(row) : null
    },
    async addLink(link: Omit<Link, 'id'>): Promise<Link> {
      const row = {
        ...own(),
        paper_id: link.paperId,
        sentence: link.sentence,
        sentence_now: link.sentenceNow,
        anchor_json: JSON.stringify(link.anchor),
        kind: link.kind,
      }
      await db.q().insertInto('sentence_link').values(row).execute()
      return linkOf(row)
    },
    async changeLink(id: LinkId, change: { sentenceNow?: string; removed?: boolean }): Promise<void> {
      await db
        .q()
        .updateTable('sentence_link')
        .set({
          ...(change.sentenceNow !== undefined && { sentence_now: change.sentenceNow }),
          ...(change.removed !== undefined && { removed_at: change.removed ? nowText() : null }),
        })
        .where('id', '=', id)
        .where('library_id', '=', libraryId)
        .execute()
    },
  }
}

type LinkRow = Pick<
  Selectable<Tables['sentence_link']>,
  'id' | 'paper_id' | 'kind' | 'sentence' | 'sentence_now' | 'anchor_json'
>
const linkOf = (row: LinkRow): Link => ({
  id: row.id as LinkId,
  paperId: row.paper_id as PaperId,
  kind: row.kind,
  sentence: row.sentence,
  sentenceNow: row.sentence_now,
  anchor: JSON.parse(row.anchor_json) as Anchor,
})
