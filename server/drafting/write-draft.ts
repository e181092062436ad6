/** Write one draft from a paper already read: plan, prompt, model, parsed reply. Knows no database, so a file on the command line and an eval case draft the same way. */
import { offlineModel } from '../llm/offline-model.ts'
import type { Chat, ChatError, ChatRequest, Usage } from '../llm/schema.ts'
import type { Prompt, PromptError } from '../prompts/schema.ts'
import { countWords } from '../text/count-words.ts'
import { estimateTokens } from '../text/estimate-tokens.ts'
import { ok } from '../result.ts'
import { condense, type StepEvent } from './condense.ts'
import { planLongContext } from './condense-plan.ts'
import { callIdOf, counted, modelTurn, noCalls, requestFor, type Calls, type TurnEvent } from './model-turn.ts'
import { noteUse, type NoteUse } from './note-use.ts'
import { draftOffline } from './offline/draft-offline.ts'
import { parseReply } from './parse-reply.ts'
import { prepareRequest, type PromptSource, type RequestInput } from './prepare-request.ts'
import type { ContextPlan, DraftStatus, LengthRepair, ParsedReply } from './schema.ts'
import type { Examples } from './shipped-examples.ts'
import { withoutTakes } from './without-takes.ts'

/** What a draft is made from. */
export type DraftInput = Omit<RequestInput, 'prompt'> & {
  /** `offline` or a model's name. */
  model: string
  /** Null for `offline`, which needs none. */
  prompt: Prompt | null
}

export type WriteParts = {
  chat: Chat
  prompts: PromptSource
  examples: Examples
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
  /** The request that was answered; null for `offline`, and where none could be made. */
  request: ChatRequest | null
  callId: string | null
  callIds: string[]
  /** Of all calls together; null when that of one is unknown. */
  usage: Usage | null
  repair: LengthRepair | null
  error: { kind: string; message: string } | null
} & NoteUse

/** `step` says what is done now; text that comes after it begins anew. */
export type WriteEvent = TurnEvent | StepEvent | { written: Written }

export const offline = 'offline'
/** Room for most papers whole; small windows say so themselves and are then planned for. */
export const defaultBudgetTokens = 60_000

/** Of a window: our token counts are estimates. */
const safeShare = 0.8
const answerTokens = 1500
/** Less is no paper. */
const leastBudgetTokens = 500

/** Pieces as they come; ends with exactly one `written`. A prompt that cannot be rendered ends as `failed` without a call. */
export async function* writeDraft(
  input: DraftInput,
  parts: WriteParts,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent> {
  const { prompt } = input
  if (input.model === offline || prompt === null) {
    const chat = offlineModel(() => draftOffline(input.paper, input))
    const { reply } = yield* modelTurn(chat, { purpose: 'draft', model: offline, messages: [] }, signal)
    yield { written: writtenOf(input, { reply, error: null, plan: null, request: null, callId: null }, noCalls) }
    return
  }
  const { chat, calls } = counted(parts.chat)
  const asked = { ...input, prompt }
  const once = (budgetTokens: number) => attempt(asked, { ...parts, chat, budgetTokens }, signal)
  let outcome = yield* once(parts.budgetTokens)
  if (outcome.error?.kind === 'context-too-long')
    outcome = yield* once(await smallerBudget(outcome.error.limitTokens, asked, parts))
  yield { written: writtenOf(input, outcome, calls()) }
}

export type Outcome = Pick<Written, 'reply' | 'plan' | 'request' | 'callId'> & { error: PromptError | ChatError | null }

/** Plan within the budget, condense what does not fit, ask for the draft. */
async function* attempt(
  input: DraftInput & { prompt: Prompt },
  { chat, prompts, examples, budgetTokens }: WriteParts,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent | StepEvent, Outcome> {
  const nothing = { reply: '', plan: null, request: null, callId: null }
  const long = await planLongContext(input.paper, { budgetTokens, notes: input.notes })
  const plan = long.parts.length === 0 ? ok(long.plan) : yield* condense(long, input, { chat, prompts }, signal)
  if (!plan.ok) return { ...nothing, error: plan.error }
  if (long.parts.length > 0) yield { step: 'Writing the draft' }
  const prepared = await prepareRequest(input, { prompts, examples }, plan.value)
  if (!prepared.ok) return { ...nothing, error: prepared.error }
  const request = requestFor(input.prompt, { purpose: 'draft', model: input.model, messages: prepared.value })
  const { reply, end } = yield* modelTurn(chat, request, signal)
  return { reply, plan: plan.value, request, callId: callIdOf(end), error: end.ok ? null : end.error }
}

/** What is left of the named window beside the prompt itself and the answer; half of before where none was named. */
async function smallerBudget(
  windowTokens: number | null,
  input: DraftInput & { prompt: Prompt },
  parts: WriteParts,
): Promise<number> {
  if (windowTokens === null) return Math.max(leastBudgetTokens, Math.floor(parts.budgetTokens / 2))
  const bare = await prepareRequest(input, parts, { paperText: '' })
  const promptTokens = bare.ok ? bare.value.reduce((sum, { content }) => sum + estimateTokens(content), 0) : 0
  const left = Math.floor(safeShare * windowTokens) - promptTokens - (input.prompt.maxOutputTokens ?? answerTokens)
  return Math.max(leastBudgetTokens, Math.min(left, parts.budgetTokens))
}

/** What came of one reply; `calls` are all that the draft took. */
export function writtenOf(input: DraftInput, { error: said, ...outcome }: Outcome, calls: Calls): Written {
  const read = parseReply(outcome.reply)
  const parsed = input.takes ? read : withoutTakes(read)
  const nothing = { kind: 'empty-reply', message: 'The model answered with no draft. Try again, or try another model.' }
  const blank = parsed.prose === ''
  const status = parsed.unreadable && !said ? 'unreadable' : blank ? 'failed' : said ? 'incomplete' : 'complete'
  const error = said && { kind: said.kind, message: said.message }
  return {
    ...outcome,
    callId: outcome.callId ?? calls.ids.at(-1) ?? null,
    status,
    parsed,
    words: countWords(parsed.prose),
    callIds: calls.ids,
    usage: calls.usage,
    repair: null,
    error:
      status === 'unreadable'
        ? { kind: 'not-enough-text', message: parsed.unreadable ?? '' }
        : (error ?? (blank ? nothing : null)),
    ...noteUse(parsed, input.notes),
  }
}
