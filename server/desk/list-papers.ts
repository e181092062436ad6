/** The read model of the papers list: where each paper stands. */
import type { DraftStatus } from '../drafting/schema.ts'
import { extractQueue } from '../papers/extract-job.ts'
import type { ReadingSummary } from '../papers/reading.ts'
import type { Paper, PaperError } from '../papers/schema.ts'
import type { PaperStore } from '../papers/store.ts'
import type { JobView, Queue } from '../jobs/queue.ts'
import { countWords } from '../text/count-words.ts'
import type { PaperRow, PaperStage, ReadingState } from './schema.ts'
import type { DeskStore, PaperFacts } from './store.ts'

export type DeskParts = { papers: PaperStore; desk: DeskStore; queue: Queue }

export async function listPapers({ papers, desk, queue }: DeskParts): Promise<PaperRow[]> {
  const all = await papers.listPapers()
  const facts = await desk.factsOf(all.map((paper) => paper.id))
  const readings = await papers.readingsOf(all.map((paper) => paper.fileId))
  const jobs = new Map((await queue.list(extractQueue)).map((job) => [job.key, job]))
  return all.map((paper) => rowOf(paper, facts.get(paper.id)!, readings.get(paper.fileId), jobs.get(paper.id)))
}

export async function paperRow({ papers, desk, queue }: DeskParts, paper: Paper): Promise<PaperRow> {
  const facts = await desk.factsOf([paper.id])
  const readings = await papers.readingsOf([paper.fileId])
  const job = await queue.find(extractQueue, paper.id)
  return rowOf(paper, facts.get(paper.id)!, readings.get(paper.fileId), job ?? undefined)
}

type Reading = ReadingSummary | { error: PaperError } | undefined

function rowOf(paper: Paper, facts: PaperFacts, reading: Reading, job: JobView | undefined): PaperRow {
  const state = readingState(reading, job)
  return {
    paper,
    reading: state,
    stage: stageOf(paper, facts, state),
    noteCount: facts.noteCount,
    draft: facts.draft && { ...facts.draft, status: facts.draft.status as DraftStatus },
    words: countWords(facts.text),
    toLookAt: facts.toLookAt ?? 0,
    approvedAt: facts.approvedAt,
    inIssue: facts.inIssue,
  }
}

function readingState(reading: Reading, job: JobView | undefined): ReadingState {
  if (reading && 'error' in reading) return { state: 'unreadable', error: reading.error }
  if (reading?.refusal) return { state: 'unreadable', error: reading.refusal }
  if (reading)
    return {
      state: 'read',
      pageCount: reading.pageCount,
      pagesNotRead: reading.pagesNotRead,
      warnings: reading.warnings,
    }
  if (job?.state === 'failed' && job.error) return { state: 'unreadable', error: job.error }
  return { state: 'reading', progress: job?.progress ?? null }
}

function stageOf(paper: Paper, facts: PaperFacts, reading: ReadingState): PaperStage {
  if (paper.skipped) return 'skipped'
  if (facts.approvedAt) return 'approved'
  if (facts.draft?.status === 'streaming') return 'drafting'
  if (reading.state === 'reading') return 'reading'
  // A text can be written by hand for a paper that the program cannot read.
  if (reading.state === 'unreadable' && !facts.text) return 'unreadable'
  return 'to-review'
}
