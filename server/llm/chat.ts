/** The seam to a model: `createChat` is the only maker of real calls, and the policy for everything that goes wrong. */
import { setTimeout as sleep } from 'node:timers/promises'
import { fail, ok } from '../result.ts'
import { attempt } from './attempt.ts'
import { errorOf } from './errors.ts'
import { quirkOf, type Quirk } from './quirks.ts'
import { redact } from './redact.ts'
import type { Chat, ChatError, Endpoint } from './schema.ts'

export type ChatOptions = Endpoint & {
  now: () => Date
  /** A request on which nothing came for so long is ended as `stalled`. Default 60,000. */
  idleMs?: number
  /** Waits before the first and second retry where the endpoint names none. Default 1,000 and 4,000. */
  retryWaitsMs?: readonly number[]
  /** A longer Retry-After is not waited for: the call ends as `rate-limited`. Default 600,000. */
  longestWaitMs?: number
}

/** Stopped before the first request, or between two of them: what was sent was refused, so nothing is paid for. */
const stoppedUnpaid: ChatError = {
  kind: 'stopped',
  message: 'Stopped.',
  partial: '',
  usage: { inputTokens: 0, outputTokens: 0 },
}

/** Worth another try, as long as no text has come (text that came was paid for). */
const worthARetry: ReadonlySet<ChatError['kind']> = new Set(['rate-limited', 'server-error', 'endpoint-down'])

/**
 * Any OpenAI-compatible endpoint as a `Chat`. At most 2 retries, only where they help; each wait is announced. A
 * parameter that a model rejects is dropped once and remembered for that model. Messages never hold the key.
 */
export function createChat({
  baseUrl,
  apiKey,
  now,
  idleMs = 60_000,
  retryWaitsMs = [1000, 4000],
  longestWaitMs = 600_000,
}: ChatOptions): Chat {
  const quirksByModel = new Map<string, Set<Quirk>>()
  const redacted = (error: ChatError): ChatError => {
    const clean = { ...error, message: redact(error.message, [apiKey]) }
    return clean.kind === 'not-a-chat-api' ? { ...clean, bodyStart: redact(clean.bodyStart, [apiKey]) } : clean
  }
  return async function* chat(request, signal) {
    const quirks = quirksByModel.get(request.model) ?? new Set()
    quirksByModel.set(request.model, quirks)
    for (let retries = 0; ;) {
      if (signal.aborted) {
        yield { end: fail(stoppedUnpaid) }
        return
      }
      const { pieces, ending } = attempt({ baseUrl, apiKey }, request, signal, { idleMs, quirks, now })
      for await (const piece of pieces) yield { text: piece }
      const error = errorOf(ending)
      if (!error) {
        yield {
          end: ok({ text: ending.text, finish: 'stop', usage: ending.seen.usage, model: request.model, callId: null }),
        }
        return
      }
      const quirk = quirkOf(ending.seen, quirks)
      if (quirk) {
        quirks.add(quirk)
        continue
      }
      const named = error.kind === 'rate-limited' ? error.retryAfterMs : ending.seen.retryAfterMs
      const waitMs = named ?? retryWaitsMs[retries]
      const again = worthARetry.has(error.kind) && ending.text === '' && retries < 2
      if (!again || waitMs === undefined || waitMs > longestWaitMs) {
        yield { end: fail(redacted(error)) }
        return
      }
      retries += 1
      yield { waiting: { untilMs: now().getTime() + waitMs, why: redacted(error).message } }
      await waited(waitMs, signal)
    }
  }
}

/** The chat of a program without an endpoint: says so, and what to do. */
export function noModel(): Chat {
  return async function* chat() {
    const message =
      'No model is configured. Set OPENAI_API_KEY (and OPENAI_BASE_URL, GALLEY_MODEL), or a key in Settings; the offline drafter needs none.'
    yield { end: fail({ kind: 'no-model', message, partial: '' }) }
  }
}

/** Until the time is over, or at once when the signal comes. */
async function waited(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {})
}
