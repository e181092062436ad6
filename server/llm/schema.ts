/** The model as one function type that streams. Rooms import `Chat`, never a vendor. */
import type { Result } from '../result.ts'

export type ChatMessage = { role: 'system' | 'user' | 'assistant'; content: string }

export type ChatRequest = {
  /** Why the call is made: `draft`, `judge`, `connection-test`, …; kept with the call. */
  purpose: string
  model: string
  messages: ChatMessage[]
  temperature?: number
  maxOutputTokens?: number
  /** Kept with the call, so that a draft leads back to its exact prompt. */
  promptSha?: string
  run?: SpendRun
  /** What is held back for this call (see spend-limit.ts); given back, or kept, when the call is written down. */
  holdId?: string
}

/** What the call is part of, for the limit of a run. US dollars; null: the limit of the settings. */
export type SpendRun = { id: string; limitUsd: number | null }

export type Usage = { inputTokens: number; outputTokens: number }

/** The end of a good stream. `usage` null when the endpoint sent none: cost unknown, never 0. */
export type ChatEnd = { text: string; finish: 'stop'; usage: Usage | null; model: string; callId: string | null }

/** Each has a `message` for a person, and the `partial` text that came before it ('' if none); `usage` where it was told. */
export type ChatError = { message: string; partial: string; callId?: string | null; usage?: Usage | null } & (
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
  /** Refused here, before anything was sent. US dollars. */
  | { kind: 'spend-limit'; scope: 'day' | 'run'; spentUsd: number; reservedUsd: number; limitUsd: number }
  | { kind: 'price-unknown' }
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
  /** Of the request's run: an eval run, or a draft. */
  runId: string | null
  request: Omit<ChatRequest, 'purpose' | 'run' | 'holdId'>
  reply: string
  error: { kind: string; message: string } | null
  finish: string | null
  usage: Usage | null
  /** US dollars; null when price or usage is unknown. */
  costUsd: number | null
  startedAt: string
  durationMs: number
}

/** A call in a list. `wrote`: text came; without a cost, that cost is unknown, not 0. */
export type CallRow = Pick<
  LlmCall,
  'id' | 'purpose' | 'model' | 'error' | 'usage' | 'costUsd' | 'startedAt' | 'durationMs'
> & {
  wrote: boolean
}

/** `day` is `YYYY-MM-DD` where the program runs; `costUsd` the sum of what is known, `unknown` the calls that wrote at an unknown cost. */
export type SpendDay = { day: string; calls: number; costUsd: number; unknown: number }

/** What the spend limits have counted since midnight: see `limited`. US dollars. */
export type SpendView = { spentUsd: number; reservedUsd: number; days: SpendDay[] }
