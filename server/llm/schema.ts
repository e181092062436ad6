/** The model as one function type that streams. Rooms import `Chat`, never a vendor. */
import type { Result } from '../result.ts'

export type ChatMessage = { role: 'system' | 'user' | 'assistant'; content: string }

export type ChatRequest = {
  /** Why the call is made: `draft`, `judge`, `doctor`, …; kept with the call. */
  purpose: string
  model: string
  messages: ChatMessage[]
  temperature?: number
  maxOutputTokens?: number
  /** Kept with the call, so that a draft leads back to its exact prompt. */
  promptSha?: string
}

export type Usage = { inputTokens: number; outputTokens: number }

/** The end of a good stream. `usage` null when the endpoint sent none: cost unknown, never 0. */
export type ChatEnd = { text: string; finish: 'stop'; usage: Usage | null; model: string; callId: string | null }

/** Each has a `message` for a person, and the `partial` text that came before it ('' if none). */
export type ChatError = { message: string; partial: string; callId?: string | null } & (
  | { kind: 'no-model' }
  | { kind: 'endpoint-down' }
  | { kind: 'key-rejected' }
  | { kind: 'model-not-found' }
  | { kind: 'rate-limited'; retryAfterMs: number | null }
  | { kind: 'out-of-quota' }
  | { kind: 'server-error'; status: number }
  /** `limitTokens`: the model's window where the endpoint named it. */
  | { kind: 'context-too-long'; limitTokens: number | null }
  | { kind: 'bad-request'; status: number }
  | { kind: 'output-limit'; outputTokens: number | null }
  | { kind: 'cut-stream' }
  | { kind: 'stalled'; idleMs: number }
  | { kind: 'not-a-chat-api'; bodyStart: string }
  | { kind: 'content-filter' }
  | { kind: 'refusal' }
  | { kind: 'empty-reply' }
  | { kind: 'only-reasoning' }
  | { kind: 'stopped' }
)

/** `waiting` announces a retry wait, so that a page can count it down. */
export type ChatEvent =
  { text: string } | { waiting: { untilMs: number; why: string } } | { end: Result<ChatEnd, ChatError> }

/** Text pieces as they come; ends with exactly one `end`, whatever happens. Stops the provider's connection within 1 s of `signal`. */
export type Chat = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<ChatEvent>

/** Where chat requests go. `apiKey` null for a local server that asks for none; `baseUrl` ends before `/chat/completions`. */
export type Endpoint = { baseUrl: string; apiKey: string | null }

/** One call as it is kept, failures included. Instants are ISO-8601, `durationMs` whole milliseconds. */
export type LlmCall = {
  id: string
  purpose: string
  model: string
  promptSha: string | null
  request: Omit<ChatRequest, 'purpose'>
  reply: string
  error: { kind: string; message: string } | null
  finish: string | null
  usage: Usage | null
  /** US dollars; null when price or usage is unknown. */
  costUsd: number | null
  startedAt: string
  durationMs: number
}
