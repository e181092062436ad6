/** The job that writes one draft: its partial goes to the row, its pieces to the pages, its end to both and to review. */
import { z } from 'zod'
import type { JobHandler } from '../jobs/queue.ts'
import type { Chat } from '../llm/schema.ts'
import type { PaperReader } from '../papers/store.ts'
import { parsePrompt } from '../prompts/parse-prompt.ts'
import type { Prompt } from '../prompts/schema.ts'
import type { PromptVersions } from '../prompts/versions-store.ts'
import { ok } from '../result.ts'
import { countWords } from '../text/count-words.ts'
import type { LiveDrafts } from './live-drafts.ts'
import { parseReply } from './parse-reply.ts'
import type { PromptSource } from './prepare-request.ts'
import { DraftId, type Draft } from './schema.ts'
import type { DraftStore, FinishedDraft } from './store.ts'
import { writeDraft, type DraftInput } from './write-draft.ts'

/** The partial is written to the row at most so often. */
const partialEveryMs = 250

const Payload = z.object({ draftId: DraftId })

export type DraftJobParts = {
  store: DraftStore
  live: LiveDrafts
  papers: PaperReader
  prompts: PromptSource
  versions: PromptVersions
  chat: Chat
  budgetTokens: number
  now: () => Date
  /** Saves the end and tells everyone. */
  finish: (draft: Draft, finished: FinishedDraft) => Promise<void>
  /** True when the editor pressed Stop; an abort without it is the server going down. */
  wasStopped: (id: DraftId) => boolean
}

/** A draft that is begun a second time was interrupted: it is never paid for again by itself. */
export const draftJob =
  (parts: DraftJobParts): JobHandler =>
  async (payload, { signal, attempt }) => {
    const { draftId } = Payload.parse(payload)
    const draft = await parts.store.find(draftId)
    if (!draft || draft.status !== 'streaming') return ok(null)
    if (attempt > 1) {
      await parts.finish(draft, interrupted(draft))
      return ok(null)
    }
    try {
      await parts.finish(draft, await outcomeOf(draft, parts, signal))
    } catch (error) {
      // A bug, and the queue keeps it; but a row that says "streaming" for ever would refuse every new draft.
      const { reply } = (await parts.store.find(draftId)) ?? draft
      const message = 'Something broke while this was written; see the log. What had come is kept.'
      await parts.finish(draft, { ...interrupted({ reply }), error: { kind: 'internal', message } })
      throw error
    } finally {
      parts.live.end(draftId)
    }
    return ok(null)
  }

async function outcomeOf(draft: Draft, parts: DraftJobParts, signal: AbortSignal): Promise<FinishedDraft> {
  const input = await inputOf(draft, parts)
  if ('kind' in input) return { ...interrupted(draft), status: 'failed', error: input }
  parts.live.begin(draft.id)
  return written(draft.id, input, parts, signal)
}

async function written(
  id: DraftId,
  input: DraftInput,
  parts: DraftJobParts,
  signal: AbortSignal,
): Promise<FinishedDraft> {
  let reply = ''
  let savedAt = parts.now().getTime()
  for await (const event of writeDraft(input, parts, signal)) {
    if ('written' in event) {
      const serverDown = event.written.error?.kind === 'stopped' && !parts.wasStopped(id)
      return serverDown ? interrupted({ reply }) : event.written
    }
    if ('waiting' in event) {
      parts.live.change(id, { reply, waiting: event.waiting })
      continue
    }
    reply += event.text
    parts.live.change(id, { reply, waiting: null })
    if (parts.now().getTime() - savedAt < partialEveryMs) continue
    await parts.store.savePartial(id, reply)
    savedAt = parts.now().getTime()
  }
  throw new Error('a draft ended without its last event')
}

/** Everything that the row does not hold itself, or why the draft cannot be written. */
async function inputOf(
  draft: Draft,
  { papers, versions, store }: DraftJobParts,
): Promise<DraftInput | { kind: string; message: string }> {
  const paper = await papers.findPaper(draft.paperId)
  const text = await papers.latestText(draft.paperId)
  if (!paper || !text || 'error' in text || text.id !== draft.paperTextId)
    return { kind: 'paper-changed', message: 'The paper was read anew before the draft began. Draft again.' }
  const prompt = draft.promptSha === null ? null : await promptOf(draft.promptSha, versions)
  if (draft.promptSha !== null && !prompt) throw new Error(`the kept prompt ${draft.promptSha} cannot be read`)
  const { title, authors, length, starred } = paper
  return {
    paper: text.text,
    title,
    authors,
    length,
    starred,
    notes: await store.notesOf(draft.id),
    model: draft.model,
    prompt,
  }
}

/** The very text that the draft was begun with, whatever has become of the file. */
async function promptOf(sha: string, versions: PromptVersions): Promise<Prompt | null> {
  const version = await versions.find(sha)
  const parsed = version && parsePrompt(version.text, `${version.name}.md`)
  return parsed?.ok && parsed.value.kind === 'prompt' ? parsed.value.prompt : null
}

/** What is left of a draft when the server goes down while it is written. */
export function interrupted({ reply }: Pick<Draft, 'reply'>): FinishedDraft {
  const parsed = parseReply(reply)
  const message = 'The server went down while this was written. What had come is kept; draft again to have it whole.'
  return {
    status: 'interrupted',
    reply,
    parsed,
    words: countWords(parsed.prose),
    plan: null,
    callId: null,
    error: { kind: 'interrupted', message },
  }
}
