/** Write one draft from a paper already read: plan, prompt, model, parsed reply. Knows no database, so a file on the command line and an eval case draft the same way. */
import type { PaperText, Length } from '../papers/schema.ts'
import { offlineModel } from '../llm/offline-model.ts'
import type { Chat, ChatEnd, ChatError, Usage } from '../llm/schema.ts'
import type { Prompt } from '../prompts/schema.ts'
import { countWords } from '../text/count-words.ts'
import { fail, type Result } from '../result.ts'
import { noteUse, type NoteUse } from './note-use.ts'
import { draftOffline } from './offline/draft-offline.ts'
import { parseReply } from './parse-reply.ts'
import { prepareRequest, type PromptSource } from './prepare-request.ts'
import type { ContextPlan, DraftStatus, NoteForDraft, ParsedReply } from './schema.ts'

/** What a draft is made from. `authors` and `title` as the library has them. */
export type DraftInput = {
  paper: PaperText
  title: string
  authors: readonly string[]
  length: Length
  starred: boolean
  notes: readonly NoteForDraft[]
  /** `offline` or a model's name. */
  model: string
  /** Null for `offline`, which needs none. */
  prompt: Prompt | null
}

export type WriteParts = {
  chat: Chat
  prompts: PromptSource
  /** For the paper's text; a model that finds it too long is asked once more with less. */
  budgetTokens: number
}

export type Written = {
  status: Exclude<DraftStatus, 'streaming' | 'interrupted'>
  reply: string
  parsed: ParsedReply
  words: number
  /** Null for `offline`, which reads all of the paper. */
  plan: ContextPlan | null
  callId: string | null
  usage: Usage | null
  error: { kind: string; message: string } | null
} & NoteUse

export type WriteEvent = { text: string } | { waiting: { untilMs: number; why: string } } | { written: Written }

export const offline = 'offline'
/** Room for most papers whole; small windows say so themselves and are then planned for. */
export const defaultBudgetTokens = 60_000

/** Pieces as they come; ends with exactly one `written`. A prompt that cannot be rendered ends as `failed` without a call. */
export async function* writeDraft(
  input: DraftInput,
  parts: WriteParts,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent> {
  let budgetTokens = parts.budgetTokens
  for (let attempt = 1; ; attempt += 1) {
    const prepared = await prepare(input, parts, budgetTokens)
    if (!prepared.ok) {
      yield { written: writtenOf(input, '', fail({ ...prepared.error, partial: '' }), null) }
      return
    }
    const { chat, request, plan } = prepared.value
    let reply = ''
    for await (const event of chat(request, signal)) {
      if (!('end' in event)) {
        if ('text' in event) reply += event.text
        yield event
        continue
      }
      const { end } = event
      if (!end.ok && end.error.kind === 'context-too-long' && attempt === 1 && plan) {
        budgetTokens = smallerBudget(end.error.limitTokens, budgetTokens)
        break
      }
      yield { written: writtenOf(input, reply, end, plan) }
      return
    }
  }
}

async function prepare(input: DraftInput, parts: WriteParts, budgetTokens: number) {
  const { paper, length, notes, prompt, model } = input
  if (model === offline || prompt === null) {
    const chat = offlineModel(() => draftOffline(paper, { length, notes }))
    return {
      ok: true as const,
      value: { chat, request: { purpose: 'draft', model: offline, messages: [] }, plan: null },
    }
  }
  const prepared = await prepareRequest({ ...input, prompt }, parts.prompts, budgetTokens)
  if (!prepared.ok) return prepared
  const { messages, plan } = prepared.value
  const request = {
    purpose: 'draft',
    model,
    messages,
    promptSha: prompt.sha,
    ...(prompt.temperature !== undefined && { temperature: prompt.temperature }),
    ...(prompt.maxOutputTokens !== undefined && { maxOutputTokens: prompt.maxOutputTokens }),
  }
  return { ok: true as const, value: { chat: parts.chat, request, plan } }
}

/** Half of the named window leaves room for the prompt itself and the answer; our token counts are estimates, too. */
const smallerBudget = (limitTokens: number | null, budgetTokens: number) =>
  Math.max(500, Math.floor(Math.min(limitTokens ?? budgetTokens, budgetTokens) / 2))

type Ended = Result<ChatEnd, Pick<ChatError, 'message' | 'partial' | 'callId'> & { kind: string }>

function writtenOf(input: DraftInput, reply: string, end: Ended, plan: ContextPlan | null): Written {
  const parsed = parseReply(reply)
  const said = end.ok ? null : { kind: end.error.kind, message: end.error.message }
  const nothing = { kind: 'empty-reply', message: 'The model answered with no draft. Try again, or try another model.' }
  const blank = parsed.prose === ''
  const status = parsed.unreadable && !said ? 'unreadable' : blank ? 'failed' : said ? 'incomplete' : 'complete'
  return {
    status,
    reply,
    parsed,
    words: countWords(parsed.prose),
    plan,
    callId: (end.ok ? end.value.callId : end.error.callId) ?? null,
    usage: end.ok ? end.value.usage : null,
    error:
      status === 'unreadable'
        ? { kind: 'not-enough-text', message: parsed.unreadable ?? '' }
        : (said ?? (blank ? nothing : null)),
    ...noteUse(parsed, input.notes),
  }
}
