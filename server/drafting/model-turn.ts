/** One call of a model as drafting makes it, and the sum of those that one draft took. */
import { isFree } from '../llm/spend-limit.ts'
import type { Chat, ChatEnd, ChatError, ChatRequest, Usage } from '../llm/schema.ts'
import type { Prompt } from '../prompts/schema.ts'
import type { Result } from '../result.ts'

export type TurnEvent = { text: string } | { waiting: { untilMs: number; why: string } }
export type Turn = { reply: string; end: Result<ChatEnd, ChatError> }

/** A rendered prompt as a request, with the parameters that the prompt's file names. */
export const requestFor = (
  { temperature, maxOutputTokens, sha: promptSha }: Prompt,
  rendered: Pick<ChatRequest, 'purpose' | 'model' | 'messages'>,
): ChatRequest => ({
  ...rendered,
  promptSha,
  ...(temperature !== undefined && { temperature }),
  ...(maxOutputTokens !== undefined && { maxOutputTokens }),
})

/** The pieces as they come; returns the whole reply, as far as it came, and how it ended. */
export async function* modelTurn(
  chat: Chat,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, Turn> {
  let reply = ''
  for await (const event of chat(request, signal)) {
    if ('end' in event) return { reply, end: event.end }
    if ('text' in event) reply += event.text
    yield event
  }
  throw new Error('a chat ended without its last event')
}

/** The same where nobody watches the pieces. */
export async function wholeTurn(chat: Chat, request: ChatRequest, signal: AbortSignal): Promise<Turn> {
  const turn = modelTurn(chat, request, signal)
  for (;;) {
    const { value, done } = await turn.next()
    if (done) return value
  }
}

export const callIdOf = (end: Turn['end']): string | null => (end.ok ? end.value.callId : (end.error.callId ?? null))

/** Ids in order; `usage` of all calls together, null as soon as that of one is unknown. */
export type Calls = { ids: string[]; usage: Usage | null }
export const noCalls: Calls = { ids: [], usage: { inputTokens: 0, outputTokens: 0 } }

export function addCalls(a: Calls, b: Calls): Calls {
  const usage = a.usage &&
    b.usage && {
      inputTokens: a.usage.inputTokens + b.usage.inputTokens,
      outputTokens: a.usage.outputTokens + b.usage.outputTokens,
    }
  return { ids: [...a.ids, ...b.ids], usage }
}

/** The same chat, and what it was asked until now. */
export function counted(chat: Chat): { chat: Chat; calls: () => Calls } {
  let calls = noCalls
  async function* countedChat(request: ChatRequest, signal: AbortSignal) {
    for await (const event of chat(request, signal)) {
      if ('end' in event) calls = addCalls(calls, callsOf(event.end))
      yield event
    }
  }
  return { chat: countedChat, calls: () => calls }
}

function callsOf(end: Turn['end']): Calls {
  const id = callIdOf(end)
  const told = end.ok ? end.value.usage : end.error.usage
  const free = !end.ok && isFree(end.error)
  return { ids: id === null ? [] : [id], usage: told ?? (free ? noCalls.usage : null) }
}
