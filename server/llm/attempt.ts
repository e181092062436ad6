/** One streamed request through langchain: its text as it comes, and how it ended. Never retries, never throws. */
import { clientOptions } from './client-options.ts'
import type { Ending } from './errors.ts'
import type { Quirk } from './quirks.ts'
import type { ChatRequest, Endpoint } from './schema.ts'
import { nothingSeen, watchedFetch } from './watched-fetch.ts'
import { wholeCharacters } from './whole-characters.ts'

export type AttemptOptions = { idleMs: number; quirks: ReadonlySet<Quirk>; now: () => Date }

/**
 * @returns `pieces`, well-formed, to be read once; `ending`, final when they have ended. The connection is closed when
 * `signal` aborts, when nothing came for `idleMs`, and when the caller stops reading.
 */
export function attempt(
  endpoint: Endpoint,
  request: ChatRequest,
  signal: AbortSignal,
  options: AttemptOptions,
): { pieces: AsyncGenerator<string>; ending: Ending } {
  const { baseUrl } = endpoint
  const ending: Ending = {
    text: '',
    seen: nothingSeen(),
    thrown: null,
    cause: 'ended',
    idleMs: options.idleMs,
    baseUrl,
    model: request.model,
  }
  return { pieces: piecesOf(endpoint, request, signal, options, ending), ending }
}

async function* piecesOf(
  endpoint: Endpoint,
  request: ChatRequest,
  signal: AbortSignal,
  { idleMs, quirks, now }: AttemptOptions,
  ending: Ending,
): AsyncGenerator<string> {
  const abort = new AbortController()
  const aborted = Promise.withResolvers<never>()
  aborted.promise.catch(() => {})
  const end = (cause: Ending['cause']) => {
    ending.cause = cause
    abort.abort()
    // langchain may go on waiting after an abort; nobody waits for langchain.
    aborted.reject(new Error(cause))
  }
  const stop = () => end('stopped')
  let idle: NodeJS.Timeout | undefined
  const alive = () => {
    clearTimeout(idle)
    idle = setTimeout(() => end('stalled'), idleMs)
  }
  const whole = wholeCharacters()
  try {
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    const model = await langchainModel(endpoint, request, quirks, watchedFetch(ending.seen, alive, now))
    const messages = request.messages.map(({ role, content }): [string, string] => [role, content.toWellFormed()])
    alive()
    const stream = await Promise.race([model.stream(messages, { signal: abort.signal }), aborted.promise])
    const reader = stream[Symbol.asyncIterator]()
    for (;;) {
      const step = await Promise.race([reader.next(), aborted.promise])
      if (step.done) break
      const piece = whole.push(step.value.text)
      ending.text += piece
      if (piece !== '') yield piece
    }
  } catch (error) {
    ending.thrown = error
  } finally {
    clearTimeout(idle)
    signal.removeEventListener('abort', stop)
    abort.abort()
  }
  const rest = whole.flush()
  ending.text += rest
  if (rest !== '') yield rest
}

/** langchain takes half a second and 100 MB to load: only when the first call is made. */
async function langchainModel(
  endpoint: Endpoint,
  request: ChatRequest,
  quirks: ReadonlySet<Quirk>,
  watched: typeof fetch,
) {
  // Not `ChatOpenAI`: it goes to another API (/responses) by the model's name, which compatible servers do not have.
  const { ChatOpenAICompletions } = await import('@langchain/openai')
  const limit = quirks.has('no-limit') ? undefined : request.maxOutputTokens
  return new ChatOpenAICompletions({
    model: request.model,
    // Local servers take any key, the client library takes none but a missing one.
    apiKey: endpoint.apiKey ?? 'no-key',
    // Retries are decided by chat.ts: the library's own are silent, unlimited in time and ignore Stop.
    maxRetries: 0,
    streamUsage: !quirks.has('no-usage-option'),
    configuration: { ...clientOptions(endpoint), fetch: watched },
    ...(request.temperature !== undefined && !quirks.has('no-temperature') && { temperature: request.temperature }),
    ...(limit !== undefined &&
      (quirks.has('limit-field') ? { modelKwargs: { max_completion_tokens: limit } } : { maxTokens: limit })),
  })
}
