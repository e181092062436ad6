/** A real HTTP server that speaks the chat completions API, and misbehaves on demand. For tests, trials and benches. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { answer, isCondensing } from './answer.ts'
import { isChecking } from './verdicts-by-rule.ts'
import { scenarios } from './scenarios.ts'
import { sendStream, usageOf } from './send-stream.ts'

export type StubRequest = {
  path: string
  model: string
  /** The header of that name; '' without one. */
  authorization: string
  /** The parsed JSON body. */
  body: { messages?: { role: string; content: string }[]; stream?: boolean } & Record<string, unknown>
  /** Milliseconds of `performance.now()`; `closedAt` null while the connection of the answer is open. */
  startedAt: number
  /** When its first piece of text was written; null without one. */
  firstTextAt: number | null
  closedAt: number | null
  /** The client went away before the answer was whole. */
  closedEarly: boolean
}

export type StubOptions = {
  /** Default: a free one. */
  port?: number
  /** `NAME.PROMPT.md` and index.json; default: the recordings beside this file. */
  recordingsFolder?: string
  /** Waits so long before the first byte. */
  delayMs?: number
  /** Between two pieces of text, where the scenario does not say. Default 0. */
  pauseMs?: number
}

export type StubModel = { url: string; requests: StubRequest[]; close: () => Promise<void> }

/**
 * Starts it on 127.0.0.1; `url` is the base URL for a client (`http://127.0.0.1:PORT/v1`). The model's name picks the
 * scenario (scenarios.ts); `good@house` answers with the recordings of that prompt.
 */
export async function startStubModel(options: StubOptions = {}): Promise<StubModel> {
  const requests: StubRequest[] = []
  const server = createServer((request, response) => {
    handle(request, response, requests, options).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500)
      response.end(String(error))
    })
  })
  const listening = Promise.withResolvers<void>()
  server.once('error', listening.reject).listen(options.port ?? 0, '127.0.0.1', listening.resolve)
  await listening.promise
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    async close() {
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      server.closeAllConnections()
      await closed.promise
    },
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  requests: StubRequest[],
  options: StubOptions,
): Promise<void> {
  const url = request.url ?? '/'
  if (request.method === 'GET' && url.endsWith('/models')) {
    send(response, 200, {
      object: 'list',
      data: Object.keys(scenarios).map((id) => ({ id, object: 'model', owned_by: 'stub' })),
    })
    return
  }
  if (request.method !== 'POST' || !url.endsWith('/chat/completions')) {
    send(response, 404, {
      error: { message: `Invalid URL (${request.method} ${url})`, type: 'invalid_request_error', code: null },
    })
    return
  }
  const body = JSON.parse(await bodyOf(request)) as StubRequest['body']
  const model = String(body['model'])
  const entry: StubRequest = {
    path: url,
    model,
    authorization: request.headers.authorization ?? '',
    body,
    startedAt: performance.now(),
    firstTextAt: null,
    closedAt: null,
    closedEarly: false,
  }
  requests.push(entry)
  response.on('close', () => {
    entry.closedAt = performance.now()
    entry.closedEarly = !response.writableFinished
  })
  const [name = '', recording = null] = model.split('@')
  const secondTurn = body.messages?.some(({ role }) => role === 'assistant') ?? false
  const { turns } = scenarios[name] ?? {}
  const asked = requests.filter((one) => one.model === model).length
  const named = scenarios[turns ? turns[(asked - 1) % turns.length]! : name] ?? {}
  const prompt = (body.messages ?? []).map(({ content }) => content).join('\n\n')
  const firstTurn = isCondensing(prompt) ? named.condensing : isChecking(prompt) ? named.checking : undefined
  const other = secondTurn ? named.secondTurn : firstTurn
  const { refusal, rejects = [], streaming = {} } = scenarios[other ?? ''] ?? named
  if (refusal && asked <= (refusal.times ?? Infinity)) {
    const key = entry.authorization.replace(/^Bearer /, '')
    send(response, refusal.status, refusal.body, refusal.headers, key)
    return
  }
  const rejected = rejects.find((parameter) => parameter in body)
  if (rejected !== undefined) {
    const hint = rejected === 'max_tokens' ? " Use 'max_completion_tokens' instead." : ''
    const message = `Unsupported parameter: '${rejected}' is not supported with this model.${hint}`
    send(response, 400, {
      error: { message, type: 'invalid_request_error', code: 'unsupported_parameter', param: rejected },
    })
    return
  }
  if (options.delayMs) await sleep(options.delayMs)
  const text = await answer({
    prompt,
    recordingsFolder: options.recordingsFolder ?? path.join(import.meta.dirname, 'recordings'),
    wanted: recording,
    size: secondTurn ? null : (named.size ?? null),
    tail: named.tail ?? null,
    verdicts: named.verdicts ?? null,
  })
  if (body.stream) {
    const firstText = () => {
      entry.firstTextAt = performance.now()
    }
    await sendStream(response, {
      model,
      prompt,
      text,
      firstText,
      streaming: { pauseMs: options.pauseMs ?? 0, ...streaming },
    })
    return
  }
  const message = { role: 'assistant', content: streaming.blank ? '' : text, refusal: streaming.refusal ?? null }
  const choices = streaming.noChoices ? [] : [{ index: 0, message, finish_reason: streaming.finish ?? 'stop' }]
  send(response, 200, {
    id: 'stub',
    object: 'chat.completion',
    created: 0,
    model,
    choices,
    usage: usageOf(prompt, text, streaming),
  })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** A string is sent as a web page, anything else as JSON; `{key}` in it becomes the key that was sent. */
function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  key = '',
): void {
  const html = typeof body === 'string'
  response.writeHead(status, { 'content-type': html ? 'text/html' : 'application/json', ...headers })
  response.end((html ? body : JSON.stringify(body)).replaceAll('{key}', key))
}
