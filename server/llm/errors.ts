/** What an answer means: every way a call can end badly, each with its own name and a message that a person can act on. */
import type { ChatError } from './schema.ts'
import type { Seen } from './watched-fetch.ts'

/** Why one request ended, as far as this side knows. */
export type Ending = {
  text: string
  seen: Seen
  /** What the client library threw, if anything. */
  thrown: unknown
  cause: 'ended' | 'stopped' | 'stalled'
  idleMs: number
  /** For messages: `https://api.example.com/v1`. */
  baseUrl: string
  model: string
}

/** Refused requests (HTTP 400 and up): the first row that fits names the error. */
const refusals: readonly {
  when: (status: number, body: string) => boolean
  error: (ending: Ending, said: string) => ChatError
}[] = [
  {
    when: (status, body) =>
      status === 402 || (status === 429 && /insufficient_quota|exceeded your current quota|billing/i.test(body)),
    error: (ending, said) =>
      named(
        ending,
        { kind: 'out-of-quota' },
        `The account of this key has no quota left (${said}). Check its billing page, or use another key or model.`,
      ),
  },
  {
    when: (status) => status === 429,
    error: (ending, said) =>
      named(
        ending,
        { kind: 'rate-limited', retryAfterMs: ending.seen.retryAfterMs },
        `The endpoint asks for a pause: too many requests (${said}). Try again in a while.`,
      ),
  },
  {
    when: (status) => status === 401 || status === 403,
    error: (ending, said) =>
      named(
        ending,
        { kind: 'key-rejected' },
        `The endpoint did not accept the API key (${said}). Check OPENAI_API_KEY, or the key in Settings.`,
      ),
  },
  {
    when: (status, body) =>
      status === 413 ||
      (status === 400 &&
        /context_length|context (?:length|window|size)|maximum context|prompt is too long|too many (?:input )?tokens|exceeds? the (?:available )?context/i.test(
          body,
        )),
    error: (ending, said) =>
      named(
        ending,
        { kind: 'context-too-long', limitTokens: limitIn(ending.seen.bodyStart) },
        `The request is longer than the model's window (${said}).`,
      ),
  },
  {
    when: (status, body) => status === 400 && /content_filter|content management policy/i.test(body),
    error: (ending, said) =>
      named(ending, { kind: 'content-filter' }, `The endpoint's content filter refused the request (${said}).`),
  },
  {
    when: (status, body) =>
      (status === 404 || status === 400) &&
      /model|deployment/i.test(body) &&
      /not.?found|does not exist|unknown model|no such/i.test(body),
    error: (ending, said) =>
      named(
        ending,
        { kind: 'model-not-found' },
        `The endpoint has no model "${ending.model}" (${said}). Check GALLEY_MODEL, or the model in Settings.`,
      ),
  },
  {
    when: (status) => status === 404 || status === 405,
    error: (ending) => notAChatApi(ending),
  },
  {
    when: (status) => status >= 500 || status === 408,
    error: (ending, said) =>
      named(
        ending,
        { kind: 'server-error', status: ending.seen.status ?? 0 },
        `The endpoint failed on its side (${said}). Try again.`,
      ),
  },
]

/** @returns null when the answer is whole and good */
export function errorOf(ending: Ending): ChatError | null {
  const { seen, text, cause } = ending
  if (cause === 'stopped') return named(ending, { kind: 'stopped' }, 'Stopped.')
  if (cause === 'stalled') {
    const seconds = Math.round(ending.idleMs / 100) / 10
    return named(
      ending,
      { kind: 'stalled', idleMs: ending.idleMs },
      `Nothing came from the endpoint for ${seconds} seconds, so the request was ended. Try again.`,
    )
  }
  if (seen.status === null)
    return named(
      ending,
      { kind: 'endpoint-down' },
      `No answer from ${ending.baseUrl} (${causeOf(ending.thrown)}). Is the model server running, and is the base URL right?`,
    )
  if (seen.status >= 400) return refusalOf(ending, seen.status)
  return oddAnswerOf(ending) ?? badFinishOf(ending, text.replace(/<think>[\s\S]*?(?:<\/think>|$)/, '').trim() === '')
}

function refusalOf(ending: Ending, status: number): ChatError {
  const said = `${status}: ${saidIn(ending.seen.bodyStart)}`
  const row = refusals.find(({ when }) => when(status, ending.seen.bodyStart))
  return row
    ? row.error(ending, said)
    : named(ending, { kind: 'bad-request', status }, `The endpoint refused the request (${said}).`)
}

/** A 200 that is no stream of choices, or one that broke off. */
function oddAnswerOf(ending: Ending): ChatError | null {
  const { seen, text } = ending
  if (seen.error !== null) {
    const kept = text === '' ? '' : ' The text up to there is kept.'
    return named(
      ending,
      { kind: 'server-error', status: seen.status ?? 0 },
      `The endpoint broke off with an error: ${seen.error}.${kept}`,
    )
  }
  if (isRedirect(seen.status)) return notAChatApi(ending)
  if (ending.thrown !== null && seen.choices === 0 && seen.bodyStart === '')
    return named(
      ending,
      { kind: 'endpoint-down' },
      `The connection to ${ending.baseUrl} broke before any text came (${causeOf(ending.thrown)}). Try again.`,
    )
  return seen.choices === 0 ? notAChatApi(ending) : null
}

function badFinishOf(ending: Ending, blank: boolean): ChatError | null {
  const { seen } = ending
  if (seen.refusal !== '') return named(ending, { kind: 'refusal' }, `The model declined: ${seen.refusal}`)
  if (seen.finish === 'content_filter')
    return named(
      ending,
      { kind: 'content-filter' },
      "The endpoint's content filter ended the answer. What came before it is kept.",
    )
  const thoughtOnly = blank && (seen.reasoning || ending.text.includes('<think>'))
  if (thoughtOnly && seen.finish !== null)
    return named(
      ending,
      { kind: 'only-reasoning' },
      'The model spent all its output on reasoning and wrote no text. Raise the output limit, or choose a model that reasons less.',
    )
  if (seen.finish === 'length') {
    const outputTokens = seen.usage?.outputTokens ?? null
    const size = outputTokens === null ? '' : ` (${outputTokens} tokens)`
    return named(
      ending,
      { kind: 'output-limit', outputTokens },
      `The answer hit the output limit${size} and is not whole. The text is kept.`,
    )
  }
  if (seen.finish === null)
    return named(
      ending,
      { kind: 'cut-stream' },
      'The connection ended before the model had finished. The text up to there is kept.',
    )
  return blank
    ? named(ending, { kind: 'empty-reply' }, 'The model answered with no text. Try again, or try another model.')
    : null
}

/** It is not followed: see client-options.ts. */
const isRedirect = (status: number | null) => status !== null && status >= 300 && status < 400

function notAChatApi(ending: Ending): ChatError {
  const { bodyStart, status } = ending.seen
  const hint = isRedirect(status)
    ? ' It sends requests on to another address; use that one as the base URL.'
    : status === 404
      ? ' Base URLs usually end in /v1.'
      : ''
  const message = `The endpoint ${ending.baseUrl} did not answer like a chat API (${status}).${hint} It said: ${bodyStart.trim() || 'nothing'}`
  return named(ending, { kind: 'not-a-chat-api', bodyStart }, message)
}

type Named<E> = E extends unknown ? Omit<E, 'message' | 'partial' | 'callId' | 'usage'> : never
const named = ({ text, seen }: Ending, error: Named<ChatError>, message: string): ChatError => ({
  ...error,
  message,
  partial: text,
  usage: seen.usage,
})

/** The endpoint's own words: the message of its error object, else the start of the body without tags. */
function saidIn(body: string): string {
  const quoted = /"message"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(body)?.[1]
  const said = quoted === undefined ? body.replace(/<[^>]*>/g, ' ') : unquoted(quoted)
  return said.replace(/\s+/g, ' ').trim().slice(0, 300) || 'no reason given'
}

/** A JSON string, or what some endpoint takes for one: as it stands then. */
function unquoted(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1, -1)
  }
}

const limitIn = (body: string): number | null => {
  const found = /(?:context (?:length|window|size)|maximum|limit)\D{0,40}(\d[\d,]{2,})/i.exec(body)?.[1]
  return found === undefined ? null : Number(found.replaceAll(',', ''))
}

/** Why a connection failed: undici hides the reason a few causes down. */
function causeOf(thrown: unknown): string {
  const reasons: string[] = []
  for (let error = thrown; error instanceof Error && reasons.length < 5; error = error.cause) {
    reasons.push('code' in error && typeof error.code === 'string' ? error.code : error.message)
  }
  return reasons.at(-1) ?? 'no reason given'
}
