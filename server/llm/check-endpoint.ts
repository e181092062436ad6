/** "Test the connection": one small request through the very seam that drafts use, and what is wrong in plain words. */
import { createChat, type ChatOptions } from './chat.ts'
import { listModels } from './list-models.ts'
import type { Chat, ChatError } from './schema.ts'

export type EndpointCheck = { ok: boolean; kind: 'answered' | ChatError['kind']; message: string }

/** More names would not be read. */
const mostNamed = 12

/** The model answered, only not with much: the connection is fine. */
const reached: ReadonlySet<ChatError['kind']> = new Set([
  'output-limit',
  'only-reasoning',
  'empty-reply',
  'refusal',
  'content-filter',
])

export type CheckOptions = ChatOptions & {
  model: string
  /** What every call of the program goes through: limits and records. */
  through?: (chat: Chat) => Chat
}

/** One request of a few tokens, without retries; ends within `idleMs` (default 20,000) of silence. */
export async function checkEndpoint(options: CheckOptions, signal: AbortSignal): Promise<EndpointCheck> {
  const bare = createChat({ idleMs: 20_000, ...options, retryWaitsMs: [], longestWaitMs: 0 })
  const chat = options.through?.(bare) ?? bare
  const { model, baseUrl } = options
  const messages = [{ role: 'user' as const, content: 'Answer with the one word: ready' }]
  const request = { purpose: 'connection-test', model, messages, maxOutputTokens: 64 }
  for await (const event of chat(request, signal)) {
    if (!('end' in event)) continue
    if (event.end.ok) return { ok: true, kind: 'answered', message: `${model} at ${baseUrl} answers.` }
    const { kind, message } = event.end.error
    if (reached.has(kind)) return { ok: true, kind, message: `${model} at ${baseUrl} answers (${message})` }
    const there = kind === 'model-not-found' ? await listModels(options) : []
    const more = there.length > mostNamed ? ` and ${there.length - mostNamed} more` : ''
    const has = there.length > 0 ? ` It has: ${there.slice(0, mostNamed).join(', ')}${more}.` : ''
    return { ok: false, kind, message: message + has }
  }
  throw new Error('a chat ended without its end event')
}
