/**
 * A fetch that remembers what the endpoint really answered. The client libraries hide it: a stream without a finish
 * reason looks like success, `choices: []` or a web page is a TypeError or nothing at all, reasoning and refusals are
 * dropped. So the answer is read here on its way through, and judged by `errors.ts`.
 */
import type { Usage } from './schema.ts'

/** The first characters of an answer that are kept, and shown when it is an odd one. */
export const bodyStartLength = 500

/** What came over the wire for one request; filled while the answer is read. */
export type Seen = {
  /** Null until headers came. */
  status: number | null
  retryAfterMs: number | null
  bodyStart: string
  /** Chunks with at least one choice. */
  choices: number
  finish: string | null
  refusal: string
  /** The model thought: reasoning text, or reasoning tokens in the usage. */
  reasoning: boolean
  usage: Usage | null
  /** An error object that came inside a stream of events. */
  error: string | null
}

export const nothingSeen = (): Seen => ({
  status: null,
  retryAfterMs: null,
  bodyStart: '',
  choices: 0,
  finish: null,
  refusal: '',
  reasoning: false,
  usage: null,
  error: null,
})

/** @param seen filled in place; @param alive called for every sign of life: headers, and each piece of the body */
export function watchedFetch(seen: Seen, alive: () => void, now: () => Date): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    alive()
    seen.status = response.status
    seen.retryAfterMs = retryAfterOf(response.headers, now())
    if (!response.body) return response
    const decoder = new TextDecoder()
    let line = ''
    const watch = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        alive()
        const text = decoder.decode(bytes, { stream: true })
        if (seen.bodyStart.length < bodyStartLength) seen.bodyStart = (seen.bodyStart + text).slice(0, bodyStartLength)
        const lines = (line + text).split('\n')
        line = lines.pop() ?? ''
        for (const whole of lines) readEvent(whole, seen)
        controller.enqueue(bytes)
      },
      flush: () => readEvent(line, seen),
    })
    const { status, statusText, headers } = response
    return new Response(response.body.pipeThrough(watch), { status, statusText, headers })
  }
}

/** `Retry-After` in seconds or as a date, or the `retry-after-ms` of some endpoints; null without one. */
function retryAfterOf(headers: Headers, now: Date): number | null {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (Number.isFinite(ms)) return Math.max(0, ms)
  const value = headers.get('retry-after')
  if (value === null) return null
  const seconds = Number(value)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now.getTime()
  return Number.isFinite(wait) ? Math.max(0, Math.round(wait)) : null
}

type Delta = { refusal?: string | null; reasoning_content?: string | null; reasoning?: string | null }
type Event = {
  choices?: { delta?: Delta | null; finish_reason?: string | null }[] | null
  usage?: {
    prompt_tokens?: number
    completion_tokens?: number
    completion_tokens_details?: { reasoning_tokens?: number } | null
  } | null
  error?: { message?: string } | string | null
}

function readEvent(line: string, seen: Seen): void {
  const data = /^data:\s*(\{.*)$/.exec(line.trimEnd())?.[1]
  if (data === undefined) return
  let event: Event
  try {
    event = JSON.parse(data) as Event
  } catch {
    return
  }
  if (event.error) {
    seen.error = typeof event.error === 'string' ? event.error : (event.error.message ?? JSON.stringify(event.error))
  }
  const choice = event.choices?.[0]
  if (choice) {
    seen.choices += 1
    seen.finish = choice.finish_reason ?? seen.finish
    seen.refusal += choice.delta?.refusal ?? ''
    if (choice.delta?.reasoning_content || choice.delta?.reasoning) seen.reasoning = true
  }
  const { usage } = event
  if (typeof usage?.prompt_tokens === 'number' && typeof usage.completion_tokens === 'number') {
    seen.usage = { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens }
    if ((usage.completion_tokens_details?.reasoning_tokens ?? 0) > 0) seen.reasoning = true
  }
}
