/** The SQL of papers, their files, and what was read from them. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../storage/open-database.ts'
import type { Tables } from '../storage/tables.ts'
import type { Selectable } from 'kysely'
import { keepTexts } from './kept-texts.ts'
import type { ReadingSummary } from './reading.ts'
import {
  type FileId,
  type Length,
  type Paper,
  type PaperError,
  type PaperId,
  type PaperText,
  type PaperTextId,
} from './schema.ts'

/** The newest good reading of a paper, else why there is none: a newer extractor that fails takes nothing away. */
export type LatestText = { id: PaperTextId; text: PaperText } | { error: PaperError } | null

/** What other rooms may ask of papers. */
export type PaperReader = {
  findPaper: (id: PaperId) => Promise<Paper | null>
  latestText: (id: PaperId) => Promise<LatestText>
}

export type FileRow = { sha256: FileId; paperId: PaperId; password: string | null }
export type NewFile = {
  sha256: string
  fileName: string
  byteCount: number
  version: number | null
  password: string | null
}
export type PaperChange = {
  starred?: boolean | undefined
  length?: Length | undefined
  skipped?: boolean | undefined
  discarded?: boolean | undefined
}

export type PaperStore = ReturnType<typeof createPaperStore>

export function createPaperStore(db: Database, libraryId: string, now: () => Date) {
  const mine = () => db.q().selectFrom('paper').where('paper.library_id', '=', libraryId)
  const nowText = () => now().toISOString()
  const textOf = keepTexts(async (id) => {
    const row = await db.q().selectFrom('paper_text').select('text_json').where('id', '=', id).executeTakeFirst()
    return row?.text_json ?? null
  })

  async function withFiles(rows: Selectable<Tables['paper']>[]): Promise<Paper[]> {
    if (rows.length === 0) return []
    const files = await db
      .q()
      .selectFrom('paper_file')
      .selectAll()
      .where(
        'paper_id',
        'in',
        rows.map((row) => row.id),
      )
      .orderBy('version', (order) => order.asc().nullsFirst())
      .orderBy('added_at')
      .execute()
    const newest = new Map(files.map((file) => [file.paper_id, file]))
    return rows.flatMap((row) => {
      const file = newest.get(row.id)
      return file ? [paperOf(row, file)] : []
    })
  }

  return {
    async findPaper(id: PaperId): Promise<Paper | null> {
      const [paper] = await withFiles(await mine().selectAll().where('id', '=', id).execute())
      return paper ?? null
    },
    /** Newest first, discarded ones left out. */
    async listPapers(): Promise<Paper[]> {
      const rows = await mine()
        .selectAll()
        .where('discarded_at', 'is', null)
        .orderBy('added_at', 'desc')
        .orderBy('id')
        .execute()
      return withFiles(rows)
    },
    async findByFile(sha256: string): Promise<PaperId | null> {
      const row = await db
        .q()
        .selectFrom('paper_file')
        .select('paper_id')
        .where('library_id', '=', libraryId)
        .where('sha256', '=', sha256)
        .executeTakeFirst()
      return (row?.paper_id as PaperId | undefined) ?? null
    },
    async findByArxivId(arxivId: string): Promise<PaperId | null> {
      const row = await mine().select('id').where('arxiv_id', '=', arxivId).executeTakeFirst()
      return (row?.id as PaperId | undefined) ?? null
    },
    async addPaper(paper: {
      title: string
      arxivId: string | null
      doi: string | null
      length?: Length
    }): Promise<PaperId> {
      const id = randomUUID() as PaperId
      await db
        .q()
        .insertInto('paper')
        .values({
          id,
          library_id: libraryId,
          title: paper.title,
          authors_json: '[]',
          arxiv_id: paper.arxivId,
          doi: paper.doi,
          starred: 0,
          length_json: JSON.stringify(paper.length ?? ('normal' satisfies Length)),
          added_at: nowText(),
        })
        .execute()
      return id
    },
    async addFile(paperId: PaperId, file: NewFile): Promise<void> {
      await db
        .q()
        .insertInto('paper_file')
        .values({
          library_id: libraryId,
          sha256: file.sha256,
          paper_id: paperId,
          file_name: file.fileName,
          byte_count: file.byteCount,
          version: file.version,
          password: file.password,
          added_at: nowText(),
        })
        .execute()
    },
    async changePaper(id: PaperId, change: PaperChange): Promise<void> {
      const at = (on: boolean) => (on ? nowText() : null)
      const set = {
        ...(change.starred !== undefined && { starred: change.starred ? (1 as const) : (0 as const) }),
        ...(change.length !== undefined && { length_json: JSON.stringify(change.length) }),
        ...(change.skipped !== undefined && { skipped_at: at(change.skipped) }),
        ...(change.discarded !== undefined && { discarded_at: at(change.discarded) }),
      }
      if (Object.keys(set).length === 0) return
      await db.q().updateTable('paper').set(set).where('id', '=', id).where('library_id', '=', libraryId).execute()
    },
    async findFile(sha256: FileId): Promise<FileRow | null> {
      const row = await db
        .q()
        .selectFrom('paper_file')
        .select(['sha256', 'paper_id', 'password'])
        .where('library_id', '=', libraryId)
        .where('sha256', '=', sha256)
        .executeTakeFirst()
      return row ? { sha256: row.sha256 as FileId, paperId: row.paper_id as PaperId, password: row.password } : null
    },
    /** Appends one reading of a file; a second one of the same extractor version changes nothing. */
    async addReading(
      sha256: FileId,
      extractorVersion: string,
      reading: { text: PaperText; summary: ReadingSummary } | { error: PaperError },
    ): Promise<void> {
      const read = 'text' in reading
      await db
        .q()
        .insertInto('paper_text')
        .values({
          id: randomUUID(),
          library_id: libraryId,
          sha256,
          extractor_version: extractorVersion,
          text_json: read ? JSON.stringify(reading.text) : null,
          error_json: read ? null : JSON.stringify(reading.error),
          summary_json: read ? JSON.stringify(reading.summary) : null,
          created_at: nowText(),
        })
        .onConflict((conflict) => conflict.columns(['library_id', 'sha256', 'extractor_version']).doNothing())
        .execute()
    },
    /** A good reading and what it taught of the paper, together: a kill in between must not leave half. */
    async keepReading(
      paper: Paper,
      extractorVersion: string,
      reading: { text: PaperText; summary: ReadingSummary },
      description: Pick<PaperText, 'title' | 'authors' | 'doi'>,
    ): Promise<void> {
      await db.tx(async () => {
        await this.addReading(paper.fileId, extractorVersion, reading)
        await db
          .q()
          .updateTable('paper')
          .set({
            title: description.title || paper.title,
            authors_json: JSON.stringify(description.authors),
            doi: description.doi ?? paper.doi,
          })
          .where('id', '=', paper.id)
          .execute()
      })
    },
    /** Forgets a failed reading, so that a retry can write a new one. Good readings are never deleted: drafts point at them. */
    async forgetFailedReading(sha256: FileId): Promise<void> {
      await db
        .q()
        .deleteFrom('paper_text')
        .where('library_id', '=', libraryId)
        .where('sha256', '=', sha256)
        .where('text_json', 'is', null)
        .execute()
    },
    async hasReading(sha256: FileId, extractorVersion: string): Promise<boolean> {
      const row = await db
        .q()
        .selectFrom('paper_text')
        .select('id')
        .where('library_id', '=', libraryId)
        .where('sha256', '=', sha256)
        .where('extractor_version', '=', extractorVersion)
        .executeTakeFirst()
      return row !== undefined
    },
    async latestText(id: PaperId): Promise<LatestText> {
      const paper = await this.findPaper(id)
      if (!paper) return null
      const good = await newestReading(paper.fileId).select('id').where('text_json', 'is not', null).executeTakeFirst()
      const text = good && (await textOf(good.id as PaperTextId))
      if (text) return { id: good.id as PaperTextId, text }
      const failed = await newestReading(paper.fileId).select('error_json').executeTakeFirst()
      return failed?.error_json ? { error: JSON.parse(failed.error_json) as PaperError } : null
    },
    /** By its id: what an old draft or grounding was made from. */
    textById: (id: PaperTextId): Promise<PaperText | null> => textOf(id),
    /** Of each file the newest reading, without its text: a list of papers stays small. */
    async readingsOf(files: FileId[]): Promise<Map<FileId, ReadingSummary | { error: PaperError }>> {
      const readings = new Map<FileId, ReadingSummary | { error: PaperError }>()
      if (files.length === 0) return readings
      const rows = await db
        .q()
        .selectFrom('paper_text')
        .select(['sha256', 'summary_json', 'error_json'])
        .where('library_id', '=', libraryId)
        .where('sha256', 'in', files)
        .orderBy('created_at')
        .execute()
      for (const row of rows) {
        const file = row.sha256 as FileId
        if (row.summary_json) readings.set(file, JSON.parse(row.summary_json) as ReadingSummary)
        else if (row.error_json && !readings.has(file))
          readings.set(file, { error: JSON.parse(row.error_json) as PaperError })
      }
      return readings
    },
  }

  function newestReading(sha256: FileId) {
    return db
      .q()
      .selectFrom('paper_text')
      .where('library_id', '=', libraryId)
      .where('sha256', '=', sha256)
      .orderBy('created_at', 'desc')
      .limit(1)
  }
}

function paperOf(row: Selectable<Tables['paper']>, file: Selectable<Tables['paper_file']>): Paper {
  return {
    id: row.id as PaperId,
    title: row.title,
    authors: JSON.parse(row.authors_json) as string[],
    arxivId: row.arxiv_id,
    doi: row.doi,
    starred: row.starred === 1,
    length: JSON.parse(row.length_json) as Length,
    skipped: row.skipped_at !== null,
    addedAt: row.added_at,
    fileId: file.sha256 as FileId,
    fileName: file.file_name,
    version: file.version,
  }
}
