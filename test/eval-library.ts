/** A library with approved papers, the stub model behind a real chat, and the evals on top: for tests of server/evals. */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { Hono } from 'hono'
import { onTestFinished } from 'vitest'
import { createDraftOnce } from '../server/drafting/draft-once.ts'
import { shippedExamples, type Examples } from '../server/drafting/shipped-examples.ts'
import { parseReply } from '../server/drafting/parse-reply.ts'
import type { DraftId, NoteForDraft } from '../server/drafting/schema.ts'
import { createDraftStore } from '../server/drafting/store.ts'
import { createApprovedStore } from '../server/evals/approved-store.ts'
import { caseExamples } from '../server/evals/case-examples.ts'
import { readyPapers } from '../server/evals/ready-papers.ts'
import { evalRoutes } from '../server/evals/routes.ts'
import { createEvalRuns, evalJob, type EvalParts } from '../server/evals/runs.ts'
import { offline, type DraftOnce } from '../server/evals/schema.ts'
import { createEvalStore } from '../server/evals/store.ts'
import { createAnnouncer } from '../server/jobs/announcer.ts'
import { createEmbeddedQueue } from '../server/jobs/embedded-queue.ts'
import type { Queue } from '../server/jobs/queue.ts'
import { createCallStore } from '../server/llm/calls-store.ts'
import { createChat } from '../server/llm/chat.ts'
import { recorded } from '../server/llm/recorded.ts'
import { limited } from '../server/llm/spend-limit.ts'
import { createSpendStore } from '../server/llm/spend-store.ts'
import { startStubModel } from '../server/llm/stub/stub-model.ts'
import { summarizeReading } from '../server/papers/reading.ts'
import type { FileId, PaperId, PaperText } from '../server/papers/schema.ts'
import { createPaperStore } from '../server/papers/store.ts'
import { createPrompts } from '../server/prompts/load.ts'
import { createReviewStore } from '../server/review/store.ts'
import { fail } from '../server/result.ts'
import type { Engine } from '../server/storage/open-database.ts'
import { createApprovedEntries } from '../server/style/approved-store.ts'
import { createKnownEntries } from '../server/style/known-entries.ts'
import { nearestExemplars } from '../server/style/nearest-exemplars.ts'
import { editCost } from '../server/text/edit-cost.ts'
import { freshStore } from './fresh-database.ts'
import { typedPaper } from './typed-paper.ts'

export type Approved = {
  title: string
  approved: string
  /** The draft that the text grew from; null when it was written on an empty page. */
  draft: { reply: string; model: string; promptSha: string | null } | null
  notes?: NoteForDraft[]
  text?: PaperText
}

export type EvalLibrary = Awaited<ReturnType<typeof evalLibrary>>

/** @param promptsFolder the shipped prompts where left out; `delayMs`: the stub model waits so long before it answers */
export async function evalLibrary(
  engine: Engine,
  { promptsFolder = path.resolve('prompts'), delayMs = 0 }: { promptsFolder?: string; delayMs?: number } = {},
) {
  const { db, libraryId, folder } = await freshStore(engine)
  const now = () => new Date()
  const stub = await startStubModel({ delayMs })
  onTestFinished(() => stub.close())
  const papers = createPaperStore(db, libraryId, now)
  const drafts = createDraftStore(db, libraryId, now)
  const review = createReviewStore(db, libraryId, 'test', now)
  const prompts = createPrompts(promptsFolder)
  // 8,000 tokens are a cent, and this model never says what it used: it costs as much as is held back for it.
  const prices = async () => ({ 'no-usage': { inputUsd: 0, outputUsd: 1.25 } })
  const bare = createChat({ baseUrl: stub.url, apiKey: 'key', now, retryWaitsMs: [5, 5] })
  const chat = limited(recorded(bare, { write: createCallStore(db, libraryId).write, prices, now }), {
    spend: createSpendStore(db, libraryId, now),
    limits: async () => ({ dayUsd: null, runUsd: null, allowUnknownPrices: false }),
    prices,
  })
  const once = createDraftOnce({
    chat,
    prompts,
    prices: async () => ({}),
    budgetTokens: 5000,
    now,
  })
  // A price a draft, for the card and the table.
  const draftOnce: DraftOnce = async (request) => ({
    ...(await once(request)),
    costUsd: request.model === offline ? 0 : 0.01,
  })
  const past = createApprovedEntries(db, libraryId)
  const pastEntries = createKnownEntries(past.pastEntries)
  const nearest: Examples = (request) =>
    nearestExemplars(
      {
        pastEntries,
        markedText: async () => null,
        shipped: () => shippedExamples(prompts)({ ...request, k: 9 }),
      },
      request,
    )
  const announcer = createAnnouncer()
  const openQueue = (): Queue => {
    const opened = createEmbeddedQueue(db, announcer, now)
    onTestFinished(() => opened.close())
    return opened
  }
  const queue = openQueue()
  const parts: EvalParts = {
    store: createEvalStore(db, libraryId, 'test', now),
    approved: createApprovedStore(db, libraryId),
    prompts,
    draftOnce,
    withExamples: caseExamples({
      nearest: async () => nearest,
      shipped: shippedExamples(prompts),
      textById: papers.textById,
    }),
    papers: readyPapers({
      textById: papers.textById,
      textOfFile: async (file) => fail({ kind: 'not-a-pdf', message: `${file} is not read in this test.` }),
    }),
    latestTextId: async (id) => {
      const latest = await papers.latestText(id)
      return latest && 'id' in latest ? latest.id : null
    },
    queue,
    announcer,
    now,
  }
  queue.define(evalJob(parts))
  const app = new Hono().route('/api', evalRoutes(parts))

  return {
    ...{ parts, runs: createEvalRuns(parts), stub, review, queue, folder, db, libraryId },
    /** The queue of the next process, with the same work. */
    nextQueue(): Queue {
      const next = openQueue()
      next.define(evalJob({ ...parts, queue: next }))
      return next
    },
    /** An upload, its reading, maybe a draft, and the approval. */
    async approve({ title, approved, draft, notes = [], text = shortPaper(title) }: Approved): Promise<PaperId> {
      const paperId = await papers.addPaper({ title, arxivId: null, doi: null })
      const sha256 = (randomUUID() + randomUUID()).replaceAll('-', '') as FileId
      await papers.addFile(paperId, { sha256, fileName: `${title}.pdf`, byteCount: 1, version: null, password: null })
      await papers.addReading(sha256, 'typed', { text, summary: summarizeReading(text) })
      const latest = await papers.latestText(paperId)
      if (!latest || !('id' in latest)) throw new Error('no reading')
      for (const { text: note } of notes) await review.addNote(paperId, note, null)
      const draftId = draft ? (randomUUID() as DraftId) : null
      const parsed = parseReply(draft?.reply ?? '')
      if (draft && draftId) {
        await drafts.add({
          id: draftId,
          paperId,
          paperTextId: latest.id,
          model: draft.model,
          promptName: 'draft',
          promptSha: draft.promptSha,
          notes,
        })
        await drafts.finish(draftId, {
          status: 'complete',
          reply: draft.reply,
          parsed,
          words: 1,
          plan: null,
          callId: null,
          callIds: [],
          repair: null,
          error: null,
        })
      }
      const revision = await review.appendRevision({
        paperId,
        baseSequence: 0,
        text: approved,
        draftId,
        origin: draft ? 'edit' : 'own',
        ops: [],
        activeMs: 60_000,
      })
      const cost = draft ? editCost(parsed.prose, approved) : null
      await review.addApproval(revision!, [], {
        draftId,
        cost: cost?.cost ?? null,
        fixed: cost?.fixed ?? null,
        added: cost?.added ?? null,
        sentencesKept: cost?.sentencesKept ?? null,
        sentencesChanged: cost?.sentencesChanged ?? null,
        sentencesDropped: cost?.sentencesDropped ?? null,
        sentencesAdded: cost?.sentencesAdded ?? null,
        activeMs: 60_000,
        reason: null,
      })
      return paperId
    },
    async json<T>(method: string, url: string, body?: unknown): Promise<{ status: number; body: T }> {
      const init =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      const response = await app.request(`http://127.0.0.1/api${url}`, { method, ...init })
      return { status: response.status, body: (await response.json()) as T }
    },
  }
}

/** Two pages that a draft can be made of. */
export function shortPaper(title: string): PaperText {
  const pages = [
    [
      { kind: 'title', text: title } as const,
      {
        kind: 'abstract',
        text: `We study ${title} with a model of 1.2B parameters. Accuracy rises from 69.7 to 80.7 points over the strongest baseline.`,
      } as const,
      'The model is trained with negatives from the same document, which makes the task harder than random ones would.',
    ],
    [
      'Training took 5 days on 8 machines and used 60,000 patches of the public collection that everybody uses.',
      'The gap to people stays large, and we could not explain all of it with the size of the collection alone.',
      'Our annotators preferred the ranked text in 74.5% of the comparisons, most of them because it kept to the topic.',
    ],
  ]
  return { ...typedPaper(pages), title }
}
