/** The job that reads a paper's newest file in a child process and keeps what came of it. */
import type { Announcer } from '../jobs/announcer.ts'
import type { JobDefinition } from '../jobs/queue.ts'
import { fail, ok } from '../result.ts'
import type { Blobs } from '../storage/blobs.ts'
import type { ExtractionPool } from './extraction-pool.ts'
import { extractorVersion } from './extraction/version.ts'
import { draftRefusal, summarizeReading } from './reading.ts'
import type { PaperId, PaperText } from './schema.ts'
import type { PaperStore } from './store.ts'
import { titleFromName } from './title-from-name.ts'

export const extractQueue = 'extract'

export type ExtractParts = { blobs: Blobs; papers: PaperStore; pool: ExtractionPool; announcer: Announcer }

/** Idempotent: a file that this extractor version has read is not read again. Key of a job: the paper's id. */
export function extractJob({ blobs, papers, pool, announcer }: ExtractParts, concurrency: number): JobDefinition {
  return {
    queue: extractQueue,
    concurrency,
    afterRestart: 'again',
    async handler(payload, { signal, report }) {
      const { paperId } = payload as { paperId: PaperId }
      // A newer version may come in while an older one is being read: go on until the newest is done.
      for (;;) {
        const paper = await papers.findPaper(paperId)
        if (!paper || (await papers.hasReading(paper.fileId, extractorVersion))) return ok(null)
        const bytes = await blobs.get(paper.fileId)
        if (!bytes)
          return fail({
            kind: 'blob-missing',
            message: `The stored PDF of "${paper.title}" is missing. Add the file again.`,
          })
        const file = await papers.findFile(paper.fileId)
        const options = {
          ...(file?.password && { password: file.password }),
          signal,
          onProgress: (done: number, total: number) => report({ done, total }),
        }
        const result = await pool.extract(bytes, options).catch((error: unknown) => {
          if (!signal.aborted) throw error
          return null
        })
        if (!result) return fail({ kind: 'stopped', message: 'Stopped before the paper was read.' })
        if (result.ok) {
          const reading = { text: result.value, summary: summarizeReading(result.value) }
          await papers.keepReading(paper, extractorVersion, reading, descriptionOf(result.value, paper.fileName))
        } else {
          await papers.addReading(paper.fileId, extractorVersion, { error: result.error })
        }
        announcer.announce(`paper:${paperId}`, { read: result.ok })
      }
    },
  }
}

/** Letters that cannot be read make no title: then the file's name has to do. */
function descriptionOf(text: PaperText, fileName: string): Pick<PaperText, 'title' | 'authors' | 'doi'> {
  if (draftRefusal(text)) return { title: titleFromName(fileName), authors: [], doi: null }
  return text
}
