/** Drafting as a use case: a draft is a row at once, a job writes it, and the page may come and go meanwhile. */
import { randomUUID } from 'node:crypto'
import type { Announcer } from '../jobs/announcer.ts'
import type { Queue } from '../jobs/queue.ts'
import type { Chat } from '../llm/schema.ts'
import { draftRefusal } from '../papers/reading.ts'
import type { Paper, PaperId, PaperText, PaperTextId } from '../papers/schema.ts'
import type { PaperReader } from '../papers/store.ts'
import type { Prompt } from '../prompts/schema.ts'
import type { PromptVersions } from '../prompts/versions-store.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Database } from '../storage/open-database.ts'
import type { Weights } from './best-of.ts'
import { draftJob, type DraftJobParts } from './draft-job.ts'
import { endDrafts, type CheckDraft } from './end-drafts.ts'
import { createLiveDrafts } from './live-drafts.ts'
import { draftVariables, type PromptSource } from './prepare-request.ts'
import { previewPrompt, type PromptPreview } from './preview-prompt.ts'
import { rewriteSentence, type RewriteError } from './rewrite-sentence.ts'
import { DraftId, type Draft, type DraftError, type NoteForDraft, type RewriteWish } from './schema.ts'
import type { Examples } from './shipped-examples.ts'
import { createDraftStore } from './store.ts'
import { streamDraft, type DraftStreamEvent } from './stream-draft.ts'
import { withUnsaved } from './unsaved-prompt.ts'
import { interrupted, type DraftSettings } from './write-batch.ts'
import { defaultBudgetTokens, offline } from './write-draft.ts'

export type DraftingParts = {
  db: Database
  libraryId: string
  papers: PaperReader
  prompts: PromptSource
  versions: PromptVersions
  /** Real calls, recorded. */
  chat: Chat
  /** The model that is used when none is asked for; null means the offline drafter. */
  model: () => Promise<string | null>
  queue: Queue
  announcer: Announcer
  now: () => Date
  notesOf: (paperId: PaperId) => Promise<NoteForDraft[]>
  /** Called while the model is thinking: time to make ready what the draft's end will need. */
  onStarted?: (paperId: PaperId) => Promise<void>
  /** Called when the drafts of a request are kept, inside its job: Stop and the end of the server abort `signal`. */
  onEnded?: (id: DraftId, signal: AbortSignal) => Promise<void>
  /** Called for every draft that ended with text; what it gives back ends the best one of a request. */
  check: CheckDraft
  /** Of the editor's settings, as they are when a draft begins. */
  settings: () => Promise<DraftSettings>
  examples: Examples
  /** What the ranking of several drafts has learnt. */
  weights: () => Promise<Weights>
  budgetTokens?: number
}

export type Drafting = {
  /** The draft's row; its text comes later. */
  start: (
    paperId: PaperId,
    options?: { model?: string | undefined; prompt?: string | undefined },
  ) => Promise<Result<Draft, DraftError>>
  /** Keeps the partial. A draft that has ended stays as it is. */
  stop: (id: DraftId) => Promise<Result<Draft, DraftError>>
  find: (id: DraftId) => Promise<Draft | null>
  /** Newest first. */
  ofPaper: (paperId: PaperId) => Promise<Draft[]>
  stream: (id: DraftId, signal: AbortSignal) => AsyncIterable<DraftStreamEvent>
  /** What would be sent now: the rendered prompt, its size, and what is cut. No call is made. */
  preview: (paperId: PaperId, wanted: WantedPrompt) => Promise<Result<PromptPreview, DraftError>>
  /** A proposal for one sentence of the text; nothing is written. */
  rewrite: (
    paperId: PaperId,
    request: RewriteWish & { sentence: string },
    signal: AbortSignal,
  ) => Promise<Result<string, RewriteError>>
  /** After the queue has started: drafts that an earlier process left half written become `interrupted`. */
  recover: () => Promise<void>
}

/** A prompt's name (`draft`, `draft@1a2b3c`), or the text of a prompt or part that is not saved; neither is the one in use. */
export type WantedPrompt = { prompt?: string | undefined; text?: string | undefined }

const queueName = 'draft'
/** Drafts that are written at once in one process. */
const concurrency = 4

/** Defines its queue: make it before the queue starts. */
export function createDrafting(parts: DraftingParts): Drafting {
  const { db, libraryId, papers, prompts, versions, queue, announcer, now } = parts
  const store = createDraftStore(db, libraryId, now)
  const live = createLiveDrafts()
  const stopped = new Set<DraftId>()

  const finish: DraftJobParts['finish'] = async (draft, outcomes, from) => {
    try {
      await endDrafts({ ...parts, store }, draft, outcomes, from)
    } finally {
      announcer.announce(`draft:${draft.id}`, { status: outcomes[0].status })
      announcer.announce(`paper:${draft.paperId}`, { draft: draft.id })
    }
  }

  const budgetTokens = parts.budgetTokens ?? defaultBudgetTokens
  const wasStopped = (id: DraftId) => stopped.has(id)
  const handler = draftJob({ ...parts, store, live, budgetTokens, finish, wasStopped })
  queue.define({ queue: queueName, concurrency, afterRestart: 'interrupt', handler })

  return {
    async start(paperId, options = {}) {
      const text = await readableText(papers, paperId)
      if (!text.ok) return text
      const model = options.model ?? (await parts.model()) ?? offline
      const prompt = model === offline ? ok(null) : await findPrompt(prompts, options.prompt ?? 'draft')
      if (!prompt.ok) return prompt
      const notes = (await parts.notesOf(paperId)).map(({ number, text: note }) => ({ number, text: note }))
      // Row and job together: a row without a job would be written by nobody.
      const draft = await db.tx(async () => {
        if (prompt.value) await versions.keep(prompt.value)
        const added = await store.add({
          id: DraftId.parse(randomUUID()),
          paperId,
          paperTextId: text.value.id,
          model,
          promptName: prompt.value?.name ?? offline,
          promptSha: prompt.value?.sha ?? null,
          notes,
        })
        if (added) await queue.add(queueName, added.id, { draftId: added.id })
        return added
      })
      if (!draft)
        return fail({
          kind: 'already-writing',
          message: 'A draft of this paper is being written. Stop it first, or wait for it.',
        })
      announcer.announce(`paper:${paperId}`, { draft: draft.id })
      return ok(draft)
    },
    async stop(id) {
      stopped.add(id)
      try {
        await queue.stop(queueName, id)
        const draft = await store.find(id)
        if (!draft) return fail({ kind: 'draft-not-found', message: 'There is no such draft.' })
        if (draft.status !== 'streaming') return ok(draft)
        // It had not begun: no job will end it.
        const error = { kind: 'stopped', message: 'Stopped before it began.' }
        await finish(draft, [{ ...interrupted(draft), status: 'failed', error }], null)
        return ok((await store.find(id)) ?? draft)
      } finally {
        stopped.delete(id)
      }
    },
    find: (id) => store.find(id),
    ofPaper: (paperId) => store.ofPaper(paperId),
    stream: (id, signal) => streamDraft(store, live, id, signal),
    async preview(paperId, { prompt: name = 'draft', text: unsaved }) {
      const text = await readableText(papers, paperId)
      if (!text.ok) return text
      const sources = unsaved === undefined ? ok(parts) : withUnsaved(parts, unsaved)
      if (!sources.ok) return fail({ kind: sources.error.kind, message: sources.error.message })
      const prompt = await findPrompt(sources.value.prompts, name)
      if (!prompt.ok) return prompt
      const { title, authors, length, starred } = text.value.paper
      const notes = await parts.notesOf(paperId)
      const { takes } = await parts.settings()
      const about = { paper: text.value.text, paperId, title, authors, length, starred }
      const input = { ...about, notes, takes, prompt: prompt.value }
      const preview = await previewPrompt(input, sources.value, budgetTokens)
      return preview.ok ? preview : fail({ kind: preview.error.kind, message: preview.error.message })
    },
    rewrite: (paperId, request, signal) => rewriteSentence(parts, paperId, request, signal),
    async recover() {
      for (const draft of await store.streaming()) {
        const job = await queue.find(queueName, draft.id)
        if (job?.state !== 'waiting' && job?.state !== 'running') await finish(draft, [interrupted(draft)], null)
      }
    },
  }
}

type Readable = { paper: Paper; id: PaperTextId; text: PaperText }

/** The text that a draft would be made from, or why there can be none. */
async function readableText(papers: PaperReader, paperId: PaperId): Promise<Result<Readable, DraftError>> {
  const paper = await papers.findPaper(paperId)
  if (!paper) return fail({ kind: 'paper-not-found', message: 'There is no such paper.' })
  const latest = await papers.latestText(paperId)
  if (!latest)
    return fail({ kind: 'not-extracted-yet', message: 'The paper is still being read. Try again in a moment.' })
  if ('error' in latest) return fail({ kind: 'no-readable-text', message: latest.error.message })
  const refusal = draftRefusal(latest.text)
  return refusal ? fail({ kind: 'no-readable-text', message: refusal.message }) : ok({ paper, ...latest })
}

async function findPrompt(prompts: PromptSource, name: string): Promise<Result<Prompt, DraftError>> {
  const prompt = await prompts.find(name)
  if (!prompt.ok) return fail({ kind: prompt.error.kind, message: prompt.error.message })
  const unknown = prompt.value.variables.filter((variable) => !draftVariables.includes(variable))
  if (unknown.length === 0) return prompt
  const message = `The prompt ${name} asks for ${unknown.join(', ')}; a draft can fill ${draftVariables.join(', ')}.`
  return fail({ kind: 'prompt-broken', message })
}
