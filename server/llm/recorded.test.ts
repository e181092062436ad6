import { describe, expect, test } from 'vitest'
import { engines, freshStore } from '../../test/fresh-database.ts'
import { createCallStore } from './calls-store.ts'
import { offlineModel } from './offline-model.ts'
import { listPrices } from './prices.ts'
import { recorded } from './recorded.ts'
import type { Chat, ChatEvent, ChatRequest, LlmCall } from './schema.ts'

const request: ChatRequest = {
  purpose: 'draft',
  model: 'gpt-4o-2024-08-06',
  messages: [{ role: 'user', content: 'Hello' }],
  temperature: 0.3,
  promptSha: 'abc',
}
const chatOf = (...events: ChatEvent[]): Chat =>
  async function* () {
    yield* events
  }
const end: ChatEvent = {
  end: {
    ok: true,
    value: {
      text: 'Hi there',
      finish: 'stop',
      usage: { inputTokens: 1000, outputTokens: 100 },
      model: 'gpt-4o',
      callId: null,
    },
  },
}

describe.each(engines)('on %s', (engine) => {
  test('a call is a row: prompt, reply, usage, cost, time', async () => {
    const { db, libraryId } = await freshStore(engine)
    const store = createCallStore(db, libraryId)
    let clock = Date.parse('2026-01-02T03:04:05.000Z')
    const now = () => new Date((clock += 500))
    let callId: string | null = null
    for await (const event of recorded(chatOf({ text: 'Hi ' }, { text: 'there' }, end), {
      write: store.write,
      prices: async () => listPrices,
      now,
    })(request, new AbortController().signal))
      if ('end' in event && event.end.ok) callId = event.end.value.callId
    expect(await store.find(callId!)).toEqual({
      id: callId,
      purpose: 'draft',
      model: 'gpt-4o-2024-08-06',
      promptSha: 'abc',
      runId: null,
      request: { model: request.model, messages: request.messages, temperature: 0.3, promptSha: 'abc' },
      reply: 'Hi there',
      error: null,
      finish: 'stop',
      usage: { inputTokens: 1000, outputTokens: 100 },
      costUsd: 0.0035,
      startedAt: '2026-01-02T03:04:05.500Z',
      durationMs: 500,
    })
  })
})

async function written(chat: Chat, stopAfter = Infinity): Promise<LlmCall[]> {
  const calls: LlmCall[] = []
  const write = (call: LlmCall) => Promise.resolve(void calls.push(call))
  let seen = 0
  for await (const event of recorded(chat, { write, prices: async () => listPrices, now: () => new Date() })(
    request,
    new AbortController().signal,
  )) {
    seen += 1
    if ('end' in event || seen >= stopAfter) break
  }
  return calls
}

test('a failed call is written down with its text', async () => {
  const failed: ChatEvent = { end: { ok: false, error: { kind: 'cut-stream', message: 'Cut.', partial: 'Hi' } } }
  expect(await written(chatOf({ text: 'Hi' }, failed))).toMatchObject([
    { reply: 'Hi', error: { kind: 'cut-stream', message: 'Cut.' }, usage: null, costUsd: null },
  ])
})

test('a call that nobody reads to its end is written down as stopped', async () => {
  expect(await written(chatOf({ text: 'Hi ' }, { text: 'there' }, end), 1)).toMatchObject([
    { reply: 'Hi ', error: { kind: 'stopped' } },
  ])
})

test('the price of an unknown model is unknown', async () => {
  const calls = await written(chatOf(end))
  expect(calls[0]?.costUsd).not.toBeNull()
  const unknown: LlmCall[] = []
  const chat = recorded(chatOf(end), {
    write: (call) => Promise.resolve(void unknown.push(call)),
    prices: async () => listPrices,
    now: () => new Date(),
  })
  for await (const event of chat({ ...request, model: 'llama3:8b' }, new AbortController().signal)) void event
  expect(unknown[0]).toMatchObject({ usage: { inputTokens: 1000 }, costUsd: null })
})

test('a reply is not lost because its call could not be written down', async () => {
  const chat = recorded(chatOf(end), {
    write: () => Promise.reject(new Error('disk full')),
    prices: async () => ({}),
    now: () => new Date(),
  })
  const events: ChatEvent[] = []
  for await (const event of chat(request, new AbortController().signal)) events.push(event)
  expect(events).toEqual([end])
})

test('a local function streams like a model', async () => {
  const events: ChatEvent[] = []
  for await (const event of offlineModel(() => 'One.\n\nTwo.')(request, new AbortController().signal))
    events.push(event)
  expect(events).toEqual([
    { text: 'One.\n\n' },
    { text: 'Two.' },
    {
      end: {
        ok: true,
        value: { text: 'One.\n\nTwo.', finish: 'stop', usage: null, model: request.model, callId: null },
      },
    },
  ])
})
