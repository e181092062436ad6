import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, afterAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createChat, noModel, type ChatOptions } from './chat.ts'
import type { Chat, ChatEnd, ChatError, ChatRequest } from './schema.ts'
import type { Result } from '../result.ts'
import { startStubModel, type StubModel } from './stub/stub-model.ts'

const key = 'sk-test-0123456789abcdef'
let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

const chatTo = (options: Partial<ChatOptions> = {}) =>
  createChat({
    baseUrl: stub.url,
    apiKey: key,
    now: () => new Date(),
    idleMs: 5000,
    retryWaitsMs: [10, 20],
    ...options,
  })

const requestFor = (model: string): ChatRequest => ({
  purpose: 'test',
  model,
  temperature: 0.3,
  maxOutputTokens: 500,
  messages: [{ role: 'user', content: 'Say something of at least a few words' }],
})

type Told = {
  text: string
  waits: { untilMs: number; why: string }[]
  ends: Result<ChatEnd, ChatError>[]
  requests: number
}
async function run(model: string, chat: Chat = chatTo(), signal = new AbortController().signal): Promise<Told> {
  const before = stub.requests.length
  const told: Told = { text: '', waits: [], ends: [], requests: 0 }
  for await (const event of chat(requestFor(model), signal)) {
    if ('text' in event) told.text += event.text
    else if ('waiting' in event) told.waits.push(event.waiting)
    else told.ends.push(event.end)
  }
  return { ...told, requests: stub.requests.length - before }
}
const errorOf = ({ ends }: Told): ChatError | null => (ends[0]?.ok === false ? ends[0].error : null)
const whole = 'The stub was asked: Say something of at least a few words'
const cut = 'The stub was '

describe('every fault ends once, in its own named state, with the text that came before it', () => {
  test.each<[model: string, kind: ChatError['kind'], partial: string, requests: number]>([
    ['output-limit', 'output-limit', whole, 1],
    ['output-limit-json', 'output-limit', '{"verdict": "yes"}', 1],
    ['cut-stream', 'cut-stream', cut, 1],
    ['reset', 'cut-stream', cut, 1],
    ['error-in-stream', 'server-error', cut, 1],
    ['stall', 'stalled', cut, 1],
    ['429-quota', 'out-of-quota', '', 1],
    ['500-always', 'server-error', '', 3],
    ['html-502', 'server-error', '', 3],
    ['401', 'key-rejected', '', 1],
    ['context', 'context-too-long', '', 1],
    ['model-not-found', 'model-not-found', '', 1],
    ['empty-choices', 'not-a-chat-api', '', 1],
    ['error-in-200', 'not-a-chat-api', '', 1],
    ['html-200', 'not-a-chat-api', '', 1],
    ['redirect', 'not-a-chat-api', '', 1],
    ['odd-message', 'bad-request', '', 1],
    ['content-filter', 'content-filter', whole, 1],
    ['filtered-prompt', 'content-filter', '', 1],
    ['no-deployment', 'model-not-found', '', 1],
    ['refusal', 'refusal', '', 1],
    ['empty', 'empty-reply', '', 1],
    ['only-reasoning', 'only-reasoning', '', 1],
  ])('%s: %s', async (model, kind, partial, requests) => {
    // Short enough for a test, for the one that waits for it only: a busy machine must not look like a stall.
    const told = await run(model, chatTo(kind === 'stalled' ? { idleMs: 400 } : {}))
    expect(told.ends).toHaveLength(1)
    expect(errorOf(told)).toMatchObject({ kind, partial })
    expect(told.text).toBe(partial)
    expect(told.requests).toBe(requests)
  })
})

test('a good stream gives its pieces, the usage and the finish', async () => {
  const told = await run('good')
  expect(told.ends).toEqual([
    {
      ok: true,
      value: { text: whole, finish: 'stop', usage: { inputTokens: 10, outputTokens: 15 }, model: 'good', callId: null },
    },
  ])
  expect(told.text).toBe(whole)
})

test('a first chunk without choices, as Azure sends one, is part of a good stream', async () => {
  expect((await run('azure')).ends[0]).toMatchObject({ ok: true, value: { text: whole } })
})

test('a failure tells the usage where the endpoint told it: what it cost is known', async () => {
  expect(errorOf(await run('output-limit'))).toMatchObject({ usage: { inputTokens: 10, outputTokens: 15 } })
  expect(errorOf(await run('cut-stream'))).toMatchObject({ usage: null })
})

test.each(['500-once', '429-once'])('%s is tried again after an announced wait, and then succeeds', async (model) => {
  const told = await run(model)
  expect(told.ends[0]).toMatchObject({ ok: true, value: { text: whole } })
  expect(told.requests).toBe(2)
  expect(told.waits).toHaveLength(1)
})

test('Retry-After is honoured, and its wait can be counted down', async () => {
  const stop = new AbortController()
  const began = Date.now()
  const waits: number[] = []
  const ends: Result<ChatEnd, ChatError>[] = []
  for await (const event of chatTo()(requestFor('429-long'), stop.signal)) {
    if ('waiting' in event) {
      waits.push(event.waiting.untilMs - began)
      setTimeout(() => stop.abort(), 50)
    }
    if ('end' in event) ends.push(event.end)
  }
  expect(ends).toMatchObject([{ ok: false, error: { kind: 'stopped' } }])
  expect(waits).toHaveLength(1)
  expect(waits[0]).toBeGreaterThanOrEqual(90_000)
  expect(Date.now() - began).toBeLessThan(1000)
})

test('a Retry-After longer than the longest wait ends as rate-limited and says how long', async () => {
  const told = await run('429-long', chatTo({ longestWaitMs: 60_000 }))
  expect(errorOf(told)).toMatchObject({ kind: 'rate-limited', retryAfterMs: 90_000 })
  expect(told.waits).toHaveLength(0)
})

test.each(['slow', 'stall'])('Stop closes the connection of %s within a second and keeps the text', async (model) => {
  const stop = new AbortController()
  let stoppedAt = 0
  let text = ''
  let end: Result<ChatEnd, ChatError> | null = null
  for await (const event of chatTo({ idleMs: 10_000 })(requestFor(model), stop.signal)) {
    if ('text' in event) text += event.text
    if ('end' in event) end = event.end
    if (text === cut && !stop.signal.aborted) {
      stoppedAt = performance.now()
      stop.abort()
    }
  }
  expect(end).toMatchObject({ ok: false, error: { kind: 'stopped', partial: text } })
  const request = stub.requests.at(-1)!
  while (request.closedAt === null && performance.now() - stoppedAt < 2000) await sleep(10)
  expect(request.closedAt! - stoppedAt).toBeLessThan(1000)
  expect(request.closedEarly).toBe(true)
})

test('who stops reading closes the connection too', async () => {
  for await (const event of chatTo()(requestFor('slow'), new AbortController().signal)) if ('text' in event) break
  const request = stub.requests.at(-1)!
  const began = performance.now()
  while (request.closedAt === null && performance.now() - began < 2000) await sleep(10)
  expect(request).toMatchObject({ model: 'slow', closedEarly: true })
  expect(performance.now() - began).toBeLessThan(1000)
})

test('a signal that was aborted before the call makes no request', async () => {
  const told = await run('good', chatTo(), AbortSignal.abort())
  expect(errorOf(told)).toMatchObject({ kind: 'stopped' })
  expect(told.requests).toBe(0)
})

test('an endpoint that is down is tried three times and named', async () => {
  const told = await run('good', chatTo({ baseUrl: 'http://127.0.0.1:9/v1' }))
  expect(errorOf(told)).toMatchObject({ kind: 'endpoint-down' })
  expect(errorOf(told)?.message).toContain('http://127.0.0.1:9/v1')
  expect(told.waits).toHaveLength(2)
})

test('a base URL that leads nowhere is named, with the usual mistake', async () => {
  const error = errorOf(await run('good', chatTo({ baseUrl: stub.url.replace('/v1', '/models?x=') })))
  expect(error).toMatchObject({ kind: 'not-a-chat-api' })
  expect(error?.message).toContain('/v1')
})

test('the first 500 characters of an odd answer are shown', async () => {
  const error = errorOf(await run('html-200'))
  expect(error).toMatchObject({ kind: 'not-a-chat-api', bodyStart: expect.stringContaining('Please log in') })
  expect(error?.kind === 'not-a-chat-api' && error.bodyStart.length).toBe(500)
  expect(error?.message).toContain('Please log in')
})

test('a redirect is not followed, and the message says what to do', async () => {
  expect(errorOf(await run('redirect'))?.message).toMatch(/\(307\).*sends requests on to another address/)
})

test('the client library prints no prompt, whatever the environment asks of it', async () => {
  vi.stubEnv('OPENAI_LOG', 'debug')
  const printed = vi.spyOn(console, 'debug').mockImplementation(() => undefined)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    printed.mockRestore()
  })
  await run('good')
  expect(printed).not.toHaveBeenCalled()
})

test('a rejected key leads to the setting', async () => {
  expect(errorOf(await run('401'))?.message).toContain('the key in Settings')
})

test('what a model rejects is dropped once and remembered for that model', async () => {
  const chat = chatTo()
  const first = await run('no-temperature', chat)
  expect(first.ends[0]).toMatchObject({ ok: true })
  expect(first.requests).toBe(3)
  expect(stub.requests.at(-1)!.body).toMatchObject({ max_completion_tokens: 500 })
  expect(stub.requests.at(-1)!.body).not.toHaveProperty('temperature')
  expect((await run('no-temperature', chat)).requests).toBe(1)
  await run('good', chat)
  expect(stub.requests.at(-1)!.body).toMatchObject({ temperature: 0.3, max_tokens: 500 })
})

test('a stream without usage has no usage: the cost is unknown, not 0', async () => {
  expect((await run('no-usage')).ends[0]).toMatchObject({ ok: true, value: { usage: null } })
})

test('a character whose halves came apart is whole', async () => {
  const told = await run('halves')
  expect(told.text).toBe('A vector \u{1d499}.')
  expect(told.ends[0]).toMatchObject({ value: { text: 'A vector \u{1d499}.' } })
})

test('a lone surrogate in a prompt is sent well formed', async () => {
  const request = { ...requestFor('good'), messages: [{ role: 'user' as const, content: 'cut inside \ud835' }] }
  for await (const event of chatTo()(request, new AbortController().signal)) void event
  expect(stub.requests.at(-1)!.body.messages?.[0]?.content).toBe('cut inside \ufffd')
})

test('the key is in no message', async () => {
  for (const model of ['401', 'html-200', '500-always']) {
    expect(JSON.stringify((await run(model)).ends)).not.toContain(key)
  }
  expect(errorOf(await run('401'))?.message).toContain('[key]')
})

test('keep-alive comments are no text', async () => {
  expect((await run('keepalive')).text).toBe(whole)
})

test('without a model the call says what to set', async () => {
  const told = await run('good', noModel())
  expect(errorOf(told)).toMatchObject({ kind: 'no-model' })
  expect(told.requests).toBe(0)
})
