/** The SQL of the editor's notes. A deleted one can be restored. */
import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Anchor } from '../grounding/schema.ts'
import type { PaperId } from '../papers/schema.ts'
import type { Database } from '../storage/open-database.ts'
import type { Tables } from '../storage/tables.ts'
import type { Note, NoteId } from './schema.ts'

export function createNotesStore(db: Database, libraryId: string, author: string, now: () => Date) {
  const nowText = () => now().toISOString()
  const own = () => ({ id: randomUUID(), library_id: libraryId, author, created_at: nowText() })
  const listNotes = async (paperId: PaperId): Promise<Note[]> => {
    const rows = await db
      .q()
      .selectFrom('note')
      .selectAll()
      .where('paper_id', '=', paperId)
      .where('deleted_at', 'is', null)
      .orderBy('position')
      .orderBy('created_at')
      .execute()
    return rows.map((row, index) => noteOf(row, index + 1))
  }

  return {
    listNotes,
    /** Numbered as it stands in the notes box; 0 once deleted. */
    async findNote(id: NoteId): Promise<Note | null> {
      const row = await db
        .q()
        .selectFrom('note')
        .selectAll()
        .where('id', '=', id)
        .where('library_id', '=', libraryId)
        .executeTakeFirst()
      if (!row) return null
      const all = await listNotes(row.paper_id as PaperId)
      return all.find((note) => note.id === id) ?? noteOf(row, 0)
    },
    async addNote(paperId: PaperId, text: string, anchor: Anchor | null): Promise<NoteId> {
      const row = own()
      const last = await db
        .q()
        .selectFrom('note')
        .select((eb) => eb.fn.max('position').as('position'))
        .where('paper_id', '=', paperId)
        .executeTakeFirst()
      await db
        .q()
        .insertInto('note')
        .values({
          ...row,
          paper_id: paperId,
          position: Number(last?.position ?? 0) + 1,
          text,
          anchor_json: anchor && JSON.stringify(anchor),
          updated_at: row.created_at,
        })
        .execute()
      return row.id as NoteId
    },
    async changeNote(id: NoteId, change: { text?: string; deleted?: boolean }): Promise<void> {
      await db
        .q()
        .updateTable('note')
        .set({
          ...(change.text !== undefined && { text: change.text }),
          ...(change.deleted !== undefined && { deleted_at: change.deleted ? nowText() : null }),
          updated_at: nowText(),
        })
        .where('id', '=', id)
        .where('library_id', '=', libraryId)
        .execute()
    },
  }
}

function noteOf(row: Selectable<Tables['note']>, number: number): Note {
  return {
    id: row.id as NoteId,
    paperId: row.paper_id as PaperId,
    number,
    text: row.text,
    anchor: row.anchor_json ? (JSON.parse(row.anchor_json) as Anchor) : null,
    updatedAt: row.updated_at,
  }
}
