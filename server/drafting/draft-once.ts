/** One draft outside the library, as an eval cell needs it: no row, no stream, and no example about the very paper. */
import { costUsd, type Prices } from '../llm/prices.ts'
import type { Chat, SpendRun, Usage } from '../llm/schema.ts'
import type { Length, PaperText } from '../papers/schema.ts'
import { ok } from '../result.ts'
import type { PromptSource } from './prepare-request.ts'
import type { NoteForDraft, ParsedReply } from './schema.ts'
import type { Example } from './shipped-examples.ts'
import { offline, writeDraft, type Written } from './write-draft.ts'

export type DraftOnceParts = {
  chat: Chat
  prompts: PromptSource
  prices: () => Promise<Prices>
  budgetTokens: number
  now: () => Date
}
export type DraftOnceRequest = {
  paperText: PaperText
  /** Chosen with the case, so that every draft of it is shown the same. */
  examples: readonly Example[]
  title: string
  authors: readonly string[]
  length: Length
  starred: boolean
  notes: readonly NoteForDraft[]
  /** A prompt's name; not read for the model `offline`. */
  prompt: string
  model: string
  /** In place of the prompt's own. */
  parameters: { temperature?: number | undefined; maxOutputTokens?: number | undefined }
  /** The eval run that it is part of, for that run's spend limit. */
  run?: SpendRun
  signal: AbortSignal
}
export type DraftOnceOutcome = {
  reply: string
  parsed: ParsedReply
  error: { kind: string; message: string } | null
  usage: Usage | null
  /** US dollars; 0 for the offline drafter, null when unknown. */
  costUsd: number | null
  durationMs: number
}

export const createDraftOnce =
  ({ chat, prompts, prices, budgetTokens, now }: DraftOnceParts) =>
  async (request: DraftOnceRequest): Promise<DraftOnceOutcome> => {
    const startedAt = now().getTime()
    const isOffline = request.model === offline
    const found = isOffline ? ok(null) : await prompts.find(request.prompt)
    const nothing: ParsedReply = { prose: '', marks: [], broken: [], tail: [], unreadable: null }
    const table = await prices()
    const outcome = (written: Pick<Written, 'reply' | 'parsed' | 'error' | 'usage'>): DraftOnceOutcome => ({
      ...written,
      costUsd: isOffline ? 0 : costUsd(request.model, written.usage, table),
      durationMs: now().getTime() - startedAt,
    })
    if (!found.ok) return outcome({ reply: '', parsed: nothing, error: found.error, usage: null })
    const given = Object.entries(request.parameters).filter(([, value]) => value !== undefined)
    const prompt = found.value && { ...found.value, ...Object.fromEntries(given) }
    const { run } = request
    const ofRun: Chat = run ? (asked, signal) => chat({ ...asked, run }, signal) : chat
    const parts = { chat: ofRun, prompts, examples: async () => [...request.examples], budgetTokens }
    // Takes as the shipped prompt offers them, and no second turn about the length: the prompt is judged by its first answer.
    const input = { ...request, paper: request.paperText, paperId: null, takes: true, prompt }
    for await (const event of writeDraft(input, parts, request.signal))
      if ('written' in event) return outcome(event.written)
    throw new Error('a draft ended without its last event')
  }
