/** Wires the rooms: everything that the server is made of, made once, from what is given. */
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { ModelSettings } from './config.ts'
import { createDeskStore } from './desk/store.ts'
import { createDraftOnce } from './drafting/draft-once.ts'
import { createDrafting } from './drafting/draft-paper.ts'
import { defaultBudgetTokens } from './drafting/write-draft.ts'
import { createApprovedStore } from './evals/approved-store.ts'
import { readyPapers } from './evals/ready-papers.ts'
import { createEvalRuns, evalJob, type EvalParts } from './evals/runs.ts'
import { createEvalStore } from './evals/store.ts'
import { createAnnouncer } from './jobs/announcer.ts'
import { createEmbeddedQueue } from './jobs/embedded-queue.ts'
import { createCallStore } from './llm/calls-store.ts'
import { createChat, noModel } from './llm/chat.ts'
import { checkEndpoint } from './llm/check-endpoint.ts'
import { listPrices } from './llm/prices.ts'
import { recorded } from './llm/recorded.ts'
import { extractJob, extractQueue } from './papers/extract-job.ts'
import { createExtractionPool, type ExtractionPool } from './papers/extraction-pool.ts'
import { extractorVersion } from './papers/extraction/version.ts'
import { createPaperStore } from './papers/store.ts'
import { createPrompts } from './prompts/load.ts'
import { createPromptVersions } from './prompts/versions-store.ts'
import { createGrounder } from './review/ground-revision.ts'
import { createReviewStore } from './review/store.ts'
import { takeDraft } from './review/take-draft.ts'
import { createRoundup } from './roundup/roundup.ts'
import { createRoundupStore } from './roundup/store.ts'
import { createSettingsStore } from './settings/store.ts'
import type { Blobs } from './storage/blobs.ts'
import type { Database } from './storage/open-database.ts'
import { readPdfFile } from './papers/read-pdf-file.ts'

export const projectFolder = path.resolve(import.meta.dirname, '..')

export type Given = {
  db: Database
  blobs: Blobs
  libraryId: string
  author: string
  model: ModelSettings | null
  now: () => Date
  /** Child processes that read PDFs; default: one a core, at most 4. */
  readers?: number
  /** A pool that outlives these parts (tests share one); default: one of their own. */
  pool?: ExtractionPool
}
export type Parts = Awaited<ReturnType<typeof makeParts>>

export async function makeParts(given: Given) {
  const { db, blobs, libraryId, author, model, now } = given
  const readers = given.readers ?? Math.min(4, availableParallelism())
  const announcer = createAnnouncer()
  const queue = createEmbeddedQueue(db, announcer, now)
  const pool = given.pool ?? createExtractionPool({ size: readers })
  const papers = createPaperStore(db, libraryId, now)
  const review = createReviewStore(db, libraryId, author, now)
  const settings = createSettingsStore(db, libraryId)
  const prompts = createPrompts(path.join(projectFolder, 'prompts'))
  const versions = createPromptVersions(db, libraryId, now)
  const calls = createCallStore(db, libraryId)
  const chat = model
    ? recorded(createChat({ ...model, now }), { write: calls.write, prices: listPrices, now })
    : noModel()

  const drafting = createDrafting({
    db,
    libraryId,
    papers,
    prompts,
    versions,
    chat,
    model: model?.model ?? null,
    queue,
    announcer,
    now,
    notesOf: (paperId) => review.listNotes(paperId),
    onStarted: (paperId) => grounder.warm(paperId),
    onFinished: async (draft) => {
      await takeDraft(review, grounder, draft)
    },
  })
  const drafts = { findDraft: drafting.find, listDrafts: drafting.ofPaper }
  const grounder = createGrounder(papers, review, drafts)
  const roundup = createRoundup({
    store: createRoundupStore(db, libraryId, now),
    sponsorLine: async () => (await settings.read()).sponsor,
    roundupName: async () => (await settings.read()).roundupName,
  })
  const evals: EvalParts = {
    store: createEvalStore(db, libraryId, author, now),
    approved: createApprovedStore(db, libraryId),
    prompts,
    draftOnce: createDraftOnce({ chat, prompts, prices: listPrices, budgetTokens: defaultBudgetTokens, now }),
    papers: readyPapers({ textById: papers.textById, textOfFile: (file) => readPdfFile(pool, file) }),
    latestTextId: async (id) => {
      const latest = await papers.latestText(id)
      return latest && 'text' in latest ? latest.id : null
    },
    queue,
    announcer,
    now,
  }
  queue.define(extractJob({ blobs, papers, pool, announcer }, readers))
  queue.define(evalJob(evals))

  return {
    ...given,
    announcer,
    queue,
    pool,
    papers,
    review,
    settings,
    prompts,
    versions,
    drafting,
    drafts,
    grounder,
    roundup,
    evals,
    /** The length that a new paper is given. */
    defaultLength: async () => (await settings.read()).defaultLength,
    desk: createDeskStore(db, libraryId),
    samplesFolder: path.join(projectFolder, 'papers'),
    testConnection: async () =>
      model
        ? checkEndpoint({ ...model, now }, AbortSignal.timeout(30_000))
        : {
            ok: false,
            message:
              'No model is configured: drafts are extracted sentences. Set OPENAI_API_KEY or OPENAI_BASE_URL and start again.',
          },
    /** Goes on where an earlier process stopped; papers that an older extractor read are read again. */
    async start(): Promise<void> {
      await queue.start()
      await drafting.recover()
      await createEvalRuns(evals).recover()
      for (const paper of await papers.listPapers())
        if (!(await papers.hasReading(paper.fileId, extractorVersion)))
          await queue.add(extractQueue, paper.id, { paperId: paper.id })
    },
    /** Ends what runs. The database is the caller's to close. */
    async close(): Promise<void> {
      await queue.close()
      if (!given.pool) pool.close()
    },
  }
}
