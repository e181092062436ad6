/** The use case "a PDF comes in": checked, identified, stored, and put in the queue to be read. */
import { fail, ok, type Result } from '../result.ts'
import { sha256Of, type Blobs } from '../storage/blobs.ts'
import type { Database } from '../storage/open-database.ts'
import { isUniqueViolation } from '../storage/open-database.ts'
import type { Queue } from '../jobs/queue.ts'
import type { ExtractionPool } from './extraction-pool.ts'
import { maxFileBytes, type Length, type Paper, type PaperError, type PaperId } from './schema.ts'
import type { PaperStore } from './store.ts'
import { titleFromName } from './title-from-name.ts'
import { extractQueue } from './extract-job.ts'

export type IngestParts = {
  db: Database
  blobs: Blobs
  papers: PaperStore
  pool: ExtractionPool
  queue: Queue
  defaultLength: () => Promise<Length>
}
export type Ingested = {
  paper: Paper
  /** The same bytes were here before; nothing was added. */
  already: boolean
}

/**
 * The same bytes, or another version of the same arXiv id, are the same paper.
 * @param bytes the whole file; never kept where the result is an error
 * @param fileName shown to the editor, never used as a path
 */
export async function ingest(
  parts: IngestParts,
  bytes: Uint8Array,
  fileName: string,
  password?: string,
): Promise<Result<Ingested, PaperError>> {
  if (bytes.length === 0) return fail({ kind: 'empty', message: `${fileName} is empty (0 bytes).` })
  if (bytes.length > maxFileBytes) return fail(tooLarge(fileName, bytes.length))
  const known = await parts.papers.findByFile(sha256Of(bytes))
  if (known) {
    // Also how a lost blob is mended, and how a paper is read that was discarded before it could be.
    await parts.blobs.put(bytes)
    await parts.queue.add(extractQueue, known, { paperId: known })
    return ok({ paper: await bringBack(parts, known), already: true })
  }

  const probed = await parts.pool.probe(bytes, password === undefined ? {} : { password })
  if (!probed.ok) return fail({ ...probed.error, message: `${fileName}: ${probed.error.message}` })
  const { arxivId, arxivVersion, doi, title } = probed.value
  // Bytes first: a paper without its file could not be read, a file without its paper harms nobody.
  const sha256 = await parts.blobs.put(bytes)
  const file = { sha256, fileName, byteCount: bytes.length, version: arxivVersion, password: password ?? null }
  const add = () =>
    parts.db.tx(async () => {
      const same = arxivId ? await parts.papers.findByArxivId(arxivId) : null
      const fresh = { title: title || titleFromName(fileName), arxivId, doi, length: await parts.defaultLength() }
      const id = same ?? (await parts.papers.addPaper(fresh))
      await parts.papers.addFile(id, file)
      return id
    })
  const id = await add().catch(async (error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    // The same file or arXiv id came in twice at once: the other one won, and this one joins it.
    return (await parts.papers.findByFile(sha256)) ?? add()
  })
  await parts.queue.add(extractQueue, id, { paperId: id })
  return ok({ paper: await bringBack(parts, id), already: false })
}

/** A paper that was discarded or skipped before is wanted again when its file is dropped again. */
async function bringBack(parts: IngestParts, id: PaperId): Promise<Paper> {
  await parts.papers.changePaper(id, { discarded: false, skipped: false })
  const paper = await parts.papers.findPaper(id)
  if (!paper) throw new Error(`paper ${id} vanished while it was added`)
  return paper
}

export const tooLarge = (fileName: string, byteCount: number): PaperError => ({
  kind: 'too-large',
  message: `${fileName} has ${Math.ceil(byteCount / 1024 / 1024)} MB; at most ${maxFileBytes / 1024 / 1024} MB can be read.`,
})
