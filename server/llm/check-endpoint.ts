/** "Test the connection": one small request through the very seam that drafts use, and what is wrong in plain words. */
import { createChat, type ChatOptions } from './chat.ts'
import { listModels } from './list-models.ts'
import type { ChatError } from './schema.ts'

export type EndpointCheck = { ok: boolean; kind: 'answered' | ChatError['kind']; message: string }

/** The model answered, only not with much: the connection is fine. */
const reached: ReadonlySet<ChatError['kind']> = new Set([
  'output-limit',
  'only-reasoning',
  'empty-reply',
  'refusal',
  'content-filter',
])

/** One request of a few tokens, without retries; ends within `idleMs` (default 20,000) of silence. */
export async function checkEndpoint(
  options: ChatOptions & { model: string },
  signal: AbortSignal,
): Promise<EndpointCheck> {
  const chat = createChat({ idleMs: 20_000, ...options, retryWaitsMs: [], longestWaitMs: 0 })
  const { model, baseUrl } = options
  const messages = [{ role: 'user' as const, content: 'Answer with the one word: ready' }]
  const request = { purpose: 'doctor', model, messages, maxOutputTokens: 64 }
  for await (const event of chat(request, signal)) {
    if (!('end' in event)) continue
    if (event.end.ok) return { ok: true, kind: 'answered', message: `${model} at ${baseUrl} answers.` }
    const { kind, message } = event.end.error
    if (reached.has(kind)) return { ok: true, kind, message: `${model} at ${baseUrl} answers (${message})` }
    const there = kind === 'model-not-found' ? await listModels(options) : []
    return { ok: false, kind, message: there.length > 0 ? `${message} It has: ${there.join(', ')}.` : message }
  }
  throw new Error('a chat ended without its end event')
}
