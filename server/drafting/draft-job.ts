/** The job behind a request for a draft: what its row does not hold is read anew, the drafts are written, their end goes to review. */
import { z } from 'zod'
import type { JobHandler } from '../jobs/queue.ts'
import type { PaperId } from '../papers/schema.ts'
import type { PaperReader } from '../papers/store.ts'
import { parsePrompt } from '../prompts/parse-prompt.ts'
import type { Prompt } from '../prompts/schema.ts'
import type { PromptVersions } from '../prompts/versions-store.ts'
import { ok } from '../result.ts'
import type { MadeFrom } from './end-drafts.ts'
import type { LiveDrafts } from './live-drafts.ts'
import { DraftId, type Draft } from './schema.ts'
import type { DraftStore, FinishedDraft } from './store.ts'
import { interrupted, writeBatch, type BatchParts } from './write-batch.ts'
import type { DraftInput } from './write-draft.ts'

/** The request goes out first: what is made ready meanwhile keeps the process busy. */
const headStartAfterMs = 50

const Payload = z.object({ draftId: DraftId })

export type DraftJobParts = BatchParts & {
  store: DraftStore
  live: LiveDrafts
  papers: PaperReader
  versions: PromptVersions
  onStarted?: (paperId: PaperId) => Promise<void>
  /** Saves the end and tells everyone; the first outcome is that of `draft`. */
  finish: (draft: Draft, outcomes: [FinishedDraft, ...FinishedDraft[]], from: MadeFrom) => Promise<void>
  /** When all of it is kept and told: what fails here costs the draft nothing. */
  onEnded?: (id: DraftId, signal: AbortSignal) => Promise<void>
}

/** A draft that is begun a second time was interrupted: it is never paid for again by itself. */
export const draftJob =
  (parts: DraftJobParts): JobHandler =>
  async (payload, { signal, attempt }) => {
    const { draftId } = Payload.parse(payload)
    const draft = await parts.store.find(draftId)
    if (!draft || draft.status !== 'streaming') return ok(null)
    if (attempt > 1) {
      await parts.finish(draft, [interrupted(draft)], null)
      return ok(null)
    }
    // Only a head start: what fails here fails again, and is told, where it is needed.
    const headStart = setTimeout(() => void parts.onStarted?.(draft.paperId).catch(() => {}), headStartAfterMs)
    try {
      const input = await inputOf(draft, parts)
      if ('kind' in input) await parts.finish(draft, [{ ...interrupted(draft), status: 'failed', error: input }], null)
      else await parts.finish(draft, await writeBatch(draft.id, input, parts, signal), input)
    } catch (error) {
      // A bug, and the queue keeps it; but a row that says "streaming" for ever would refuse every new draft.
      const { reply } = (await parts.store.find(draftId)) ?? draft
      const message = 'Something broke while this was written; see the log. What had come is kept.'
      await parts.finish(draft, [{ ...interrupted({ reply }), error: { kind: 'internal', message } }], null)
      throw error
    } finally {
      clearTimeout(headStart)
      parts.live.end(draftId)
    }
    await parts.onEnded?.(draftId, signal)
    return ok(null)
  }

/** Everything that the row does not hold itself, or why the draft cannot be written. */
async function inputOf(
  draft: Draft,
  { papers, prompts, versions, store, settings }: DraftJobParts,
): Promise<DraftInput | { kind: string; message: string }> {
  const paper = await papers.findPaper(draft.paperId)
  const text = await papers.latestText(draft.paperId)
  if (!paper || !text || 'error' in text || text.id !== draft.paperTextId)
    return { kind: 'paper-changed', message: 'The paper was read anew before the draft began. Draft again.' }
  const prompt =
    draft.promptSha === null ? null : await promptOf(draft.promptName, draft.promptSha, { prompts, versions })
  if (draft.promptSha !== null && !prompt) throw new Error(`the kept prompt ${draft.promptSha} cannot be read`)
  const { title, authors, length, starred } = paper
  return {
    paper: text.text,
    paperId: draft.paperId,
    title,
    authors,
    length,
    starred,
    notes: await store.notesOf(draft.id),
    takes: (await settings()).takes,
    model: draft.model,
    prompt,
  }
}

/** The very text that the draft was begun with, whatever has become of the file. */
async function promptOf(
  name: string,
  sha: string,
  { prompts, versions }: Pick<DraftJobParts, 'prompts' | 'versions'>,
): Promise<Prompt | null> {
  // As a rule it is the one in use, which is parsed already.
  const inUse = await prompts.find(name)
  if (inUse.ok && inUse.value.sha === sha) return inUse.value
  const version = await versions.find(sha)
  const parsed = version && parsePrompt(version.text, `${version.name}.md`)
  return parsed?.ok && parsed.value.kind === 'prompt' ? parsed.value.prompt : null
}
