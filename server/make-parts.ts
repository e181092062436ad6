/** Wires the rooms: everything that the server is made of, made once, from what is given. */
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { createDeskStore } from './desk/store.ts'
import { createClaimCheck } from './drafting/check-claims.ts'
import { createDraftOnce } from './drafting/draft-once.ts'
import { createDrafting } from './drafting/draft-paper.ts'
import { draftVariables } from './drafting/prepare-request.ts'
import { shippedExamples, type Examples } from './drafting/shipped-examples.ts'
import { defaultBudgetTokens } from './drafting/write-draft.ts'
import { createApprovedStore } from './evals/approved-store.ts'
import { readyPapers } from './evals/ready-papers.ts'
import { caseExamples } from './evals/case-examples.ts'
import { createEvalRuns, evalJob, type EvalParts } from './evals/runs.ts'
import { createEvalStore } from './evals/store.ts'
import { createAnnouncer } from './jobs/announcer.ts'
import { createEmbeddedQueue } from './jobs/embedded-queue.ts'
import { fittedWeights } from './learning/fit-scorer.ts'
import { createChoiceStore } from './learning/store.ts'
import { createCallStore } from './llm/calls-store.ts'
import type { ChatOptions } from './llm/chat.ts'
import { checkEndpoint } from './llm/check-endpoint.ts'
import { chosenChat } from './llm/chosen-chat.ts'
import { listModels } from './llm/list-models.ts'
import { listPrices, priceOf } from './llm/prices.ts'
import { recorded } from './llm/recorded.ts'
import type { Chat } from './llm/schema.ts'
import { limited } from './llm/spend-limit.ts'
import { createSpendStore } from './llm/spend-store.ts'
import { extractJob, extractQueue } from './papers/extract-job.ts'
import { createExtractionPool, type ExtractionPool } from './papers/extraction-pool.ts'
import { extractorVersion } from './papers/extraction/version.ts'
import { PaperId } from './papers/schema.ts'
import { createPaperStore } from './papers/store.ts'
import { createPromptLabels } from './prompts/labels-store.ts'
import { createPrompts } from './prompts/load.ts'
import { createPromptShelf } from './prompts/prompt-shelf.ts'
import { createPromptVersions } from './prompts/versions-store.ts'
import { createGrounder } from './review/ground-revision.ts'
import { secondLook } from './review/second-look.ts'
import { createReviewStore } from './review/store.ts'
import { markedText } from './review/marked-text.ts'
import { draftChecker } from './review/take-draft.ts'
import { createRoundup } from './roundup/roundup.ts'
import { createRoundupStore } from './roundup/store.ts'
import { createConnection } from './settings/connection.ts'
import type { ModelSettings } from './settings/schema.ts'
import { createSettingsStore } from './settings/store.ts'
import { createApprovedEntries } from './style/approved-store.ts'
import { parseExemplars } from './style/exemplar-text.ts'
import { createImportStore } from './style/imports-store.ts'
import { createKnownEntries, type KnownEntries } from './style/known-entries.ts'
import { nearestExemplars, type ExemplarParts } from './style/nearest-exemplars.ts'
import { createStyle } from './style/style-of-house.ts'
import type { Blobs } from './storage/blobs.ts'
import type { Database } from './storage/open-database.ts'
import { readPdfFile } from './papers/read-pdf-file.ts'

export const projectFolder = path.resolve(import.meta.dirname, '..')

export type Given = {
  db: Database
  blobs: Blobs
  libraryId: string
  author: string
  /** Where `secrets.json` is. */
  dataFolder: string
  /** What the environment says of the model; null leaves it to Settings. */
  model: ModelSettings | null
  now: () => Date
  /** How long the chat waits; default: see chat.ts. */
  patience?: Pick<ChatOptions, 'idleMs' | 'retryWaitsMs'>
  /** Child processes that read PDFs; default: one a core, at most 4. */
  readers?: number
  /** A pool that outlives these parts (tests share one); default: one of their own. */
  pool?: ExtractionPool
}
export type Parts = Awaited<ReturnType<typeof makeParts>>

export async function makeParts(given: Given) {
  const { db, blobs, libraryId, author, dataFolder, model, now } = given
  const readers = given.readers ?? Math.min(4, availableParallelism())
  const announcer = createAnnouncer()
  const queue = createEmbeddedQueue(db, announcer, now)
  const pool = given.pool ?? createExtractionPool({ size: readers })
  const papers = createPaperStore(db, libraryId, now)
  const review = createReviewStore(db, libraryId, author, now)
  const settings = createSettingsStore(db, libraryId)
  const versions = createPromptVersions(db, libraryId, now)
  const shelf = createPromptShelf({
    shipped: createPrompts(path.join(projectFolder, 'prompts')),
    versions,
    labels: createPromptLabels(db, libraryId, author, now),
    drafting: { knows: draftVariables, needs: ['paper_text'] },
  })
  const { prompts } = shelf
  const imports = createImportStore(db, libraryId, author, now)
  const approved = createApprovedEntries(db, libraryId)
  const exemplars: ExemplarParts = {
    pastEntries: createKnownEntries(async () => [...(await approved.pastEntries()), ...(await imports.pastEntries())]),
    markedText: async ({ paperId }) => (paperId === null ? null : markedText(review, PaperId.parse(paperId))),
    shipped: async () => {
      const part = await prompts.part('exemplars')
      if (!part.ok) throw new Error(part.error.message)
      return parseExemplars(part.value.text)
    },
  }
  const examplesFrom =
    (past: KnownEntries): Examples =>
    async (request) => {
      // Not every PDF bears its arXiv id; the library may know it all the same.
      const { id, arxivId } = request.paper
      const known = id === null ? null : await papers.findPaper(PaperId.parse(id))
      const paper = { ...request.paper, arxivId: known?.arxivId ?? arxivId }
      return nearestExemplars({ ...exemplars, pastEntries: async () => past }, { ...request, paper })
    }
  const examples: Examples = async (request) => examplesFrom(await exemplars.pastEntries())(request)
  const calls = createCallStore(db, libraryId)
  const spend = createSpendStore(db, libraryId, now)
  const connection = createConnection({ outside: model, settings, dataFolder })
  const prices = async () => ({ ...listPrices, ...(await settings.read()).prices })
  const limits = async () => {
    const { spendLimitDayUsd, spendLimitRunUsd, allowUnknownPrices } = await settings.read()
    return { dayUsd: spendLimitDayUsd, runUsd: spendLimitRunUsd, allowUnknownPrices }
  }
  /** No call goes out but through these: kept within the limits, and written down. */
  const watched = (bare: Chat): Chat =>
    limited(recorded(bare, { write: calls.write, prices, now }), { spend, limits, prices })
  const chat = watched(chosenChat(connection.current, { ...given.patience, now }))

  const drafting = createDrafting({
    db,
    libraryId,
    papers,
    prompts,
    versions,
    chat,
    model: async () => (await connection.current())?.model ?? null,
    queue,
    announcer,
    now,
    notesOf: (paperId) => review.listNotes(paperId),
    onStarted: (paperId) => grounder.warm(paperId),
    onEnded: (id, signal) => lookAgain(id, signal),
    check: (draft) => draftChecker(review, grounder)(draft),
    settings: () => settings.read(),
    examples,
    weights: () => fittedWeights(createChoiceStore(db, libraryId)),
  })
  const drafts = { findDraft: drafting.find, listDrafts: drafting.ofPaper }
  const grounder = createGrounder(papers, review, drafts)
  const lookAgain = secondLook({
    review,
    grounder,
    drafts,
    ask: createClaimCheck({ chat, prompts }),
    isOn: async () => (await settings.read()).modelCheck,
    announcer,
  })
  const roundup = createRoundup({
    store: createRoundupStore(db, libraryId, now),
    sponsorLine: async () => (await settings.read()).sponsor,
    houseLines: () => settings.read(),
  })
  const evals: EvalParts = {
    store: createEvalStore(db, libraryId, author, now),
    approved: createApprovedStore(db, libraryId),
    prompts,
    draftOnce: createDraftOnce({ chat, prompts, prices, budgetTokens: defaultBudgetTokens, now }),
    withExamples: caseExamples({
      nearest: async () => examplesFrom(await exemplars.pastEntries()),
      shipped: shippedExamples(prompts),
      textById: papers.textById,
    }),
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
    connection,
    chat,
    calls,
    spend,
    listPrices,
    isPriced: async (name: string) => priceOf(name, await prices()) !== null,
    listModels,
    prompts,
    versions,
    shelf,
    exemplars,
    style: createStyle({ imports, approved }),
    drafting,
    drafts,
    grounder,
    roundup,
    evals,
    /** The length that a new paper is given. */
    defaultLength: async () => (await settings.read()).defaultLength,
    desk: createDeskStore(db, libraryId),
    samplesFolder: path.join(projectFolder, 'papers'),
    testConnection: async () => {
      const endpoint = await connection.current()
      const message =
        'No model is connected: drafts are extracted sentences. Choose an endpoint in Settings, or set OPENAI_API_KEY.'
      return endpoint
        ? checkEndpoint({ ...endpoint, now, through: watched }, AbortSignal.timeout(30_000))
        : { ok: false, message }
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
