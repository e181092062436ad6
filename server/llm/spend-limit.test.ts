import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { engines, freshStore } from '../../test/fresh-database.ts'
import { openDatabase, type Engine } from '../storage/open-database.ts'
import { createCallStore } from './calls-store.ts'
import { createChat } from './chat.ts'
import { recorded } from './recorded.ts'
import type { ChatEnd, ChatError, ChatRequest } from './schema.ts'
import { limited, type SpendLimits } from './spend-limit.ts'
import { createSpendStore } from './spend-store.ts'
import { startStubModel, type StubModel } from './stub/stub-model.ts'
import type { Result } from '../result.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

/** 1,000 tokens out are a dollar, and what goes in is free: every call of 1,000 can cost $1. */
const prices = {
  ...Object.fromEntries(
    ['good', 'slow', 'stall', 'no-usage', 'output-limit', '401', '500-always', '429-quota', '429-long'].map((model) => [
      model,
      { inputUsd: 0, outputUsd: 1000 },
    ]),
  ),
  own: { inputUsd: 0, outputUsd: 0 },
  dear: { inputUsd: 1_000_000, outputUsd: 0 },
}
const dollar = 1000

async function purse(engine: Engine, limits: Partial<SpendLimits>, { now = () => new Date(), idleMs = 10_000 } = {}) {
  const store = await freshStore(engine)
  const spend = createSpendStore(store.db, store.libraryId, now)
  const bare = createChat({ baseUrl: stub.url, apiKey: null, now, idleMs, retryWaitsMs: [1, 1] })
  const calls = createCallStore(store.db, store.libraryId)
  const set = { dayUsd: null, runUsd: null, allowUnknownPrices: false, ...limits }
  const kept = recorded(bare, { write: calls.write, prices: async () => prices, now })
  const chat = limited(kept, { spend, limits: async () => set, prices: async () => prices })
  const before = stub.requests.length
  return {
    spend,
    store,
    chat,
    set,
    requests: () => stub.requests.length - before,
    last: () => stub.requests.at(-1)!.body,
    async call(model: string, more: Partial<ChatRequest> = {}, signal = new AbortController().signal) {
      const messages = [{ role: 'user' as const, content: 'Say something of at least a few words' }]
      const request = { purpose: 'test', model, messages, maxOutputTokens: dollar, ...more }
      let end: Result<ChatEnd, ChatError> | null = null
      for await (const event of chat(request, signal)) if ('end' in event) end = event.end
      return end!
    },
  }
}
const kindOf = (end: Result<ChatEnd, ChatError>) => (end.ok ? 'ok' : end.error.kind)

describe.each(engines)('on %s', (engine) => {
  test('calls at the same time cannot pass the limit of the day together', async () => {
    const { call, requests, spend } = await purse(engine, { dayUsd: 3.5 })
    const ends = await Promise.all(Array.from({ length: 8 }, () => call('no-usage')))
    expect(ends.map(kindOf).filter((kind) => kind === 'ok')).toHaveLength(3)
    expect(ends.map(kindOf).filter((kind) => kind === 'spend-limit')).toHaveLength(5)
    expect(requests()).toBe(3)
    expect(await spend.today()).toEqual({ spentUsd: 3, reservedUsd: 0 })
  })

  test('two processes on one library share the limit', async () => {
    const one = await purse(engine, { dayUsd: 1.5 })
    const opened = await openDatabase(one.store.location)
    if (!opened.ok) throw new Error(opened.error.message)
    onTestFinished(opened.value.close)
    const other = createSpendStore(opened.value, one.store.libraryId, () => new Date())
    const refuse = ({ spentUsd, reservedUsd }: { spentUsd: number; reservedUsd: number }) =>
      spentUsd + reservedUsd + 1 > 1.5 ? 'no' : null
    // Two connections of one process to one SQLite file cannot wait for each other: there they take turns.
    const asking = engine === 'sqlite' ? [one.spend] : [one.spend, other]
    const atOnce = Array.from({ length: 16 }, (_, index) => asking[index % asking.length]!)
    // Connections are opened first: else the first call would be over before the others begin.
    await Promise.all(atOnce.map((spend) => spend.today()))
    const answers = await Promise.all(atOnce.map((spend) => spend.hold(1, null, refuse)))
    expect(answers.filter((answer) => 'id' in answer)).toHaveLength(1)
    expect(await other.hold(1, null, refuse)).toEqual({ refusal: 'no' })
  })

  test('what a call really cost takes the place of what was held back for it', async () => {
    const { call, spend } = await purse(engine, { dayUsd: 1 })
    // The stub's answer is 15 tokens.
    expect(kindOf(await call('good'))).toBe('ok')
    expect(await spend.today()).toEqual({ spentUsd: 0.015, reservedUsd: 0 })
    expect(kindOf(await call('good'))).toBe('spend-limit')
    expect(kindOf(await call('good', { maxOutputTokens: 900 }))).toBe('ok')
  })

  test.each(['401', '500-always', '429-quota'])('%s gives back what was held back', async (model) => {
    const { call, spend } = await purse(engine, { dayUsd: 1 })
    await call(model)
    expect(await spend.today()).toEqual({ spentUsd: 0, reservedUsd: 0 })
    expect(kindOf(await call('good'))).toBe('ok')
  })

  test('a call that failed with a known usage costs what it used', async () => {
    const { call, spend } = await purse(engine, { dayUsd: 1 })
    expect(kindOf(await call('output-limit'))).toBe('output-limit')
    expect(await spend.today()).toEqual({ spentUsd: 0.015, reservedUsd: 0 })
  })

  test('a call that stalled or was stopped may have cost all that was held back', async () => {
    const { call, spend } = await purse(engine, { dayUsd: 10 }, { idleMs: 300 })
    await call('stall')
    await call('slow', {}, AbortSignal.timeout(100))
    expect(await spend.today()).toEqual({ spentUsd: 2, reservedUsd: 0 })
  })

  test.each(['good', '429-long'])(
    'a call of %s that was stopped before it was sent (again) costs nothing',
    async (model) => {
      const { call, requests, spend } = await purse(engine, { dayUsd: 1 })
      const signal = model === 'good' ? AbortSignal.abort() : AbortSignal.timeout(500)
      expect(kindOf(await call(model, {}, signal))).toBe('stopped')
      expect(requests()).toBe(model === 'good' ? 0 : 1)
      expect(await spend.today()).toEqual({ spentUsd: 0, reservedUsd: 0 })
    },
  )

  test('without a limit nothing is held back, and a limit set at noon knows the morning', async () => {
    const { call, set, spend, store } = await purse(engine, {})
    const run = { id: 'a', limitUsd: null }
    await call('good', { run })
    expect(await store.db.q().selectFrom('spend').selectAll().execute()).toEqual([])
    expect(await spend.today()).toEqual({ spentUsd: 0.015, reservedUsd: 0 })
    set.dayUsd = 1.01
    expect(await call('good')).toMatchObject({ error: { kind: 'spend-limit', scope: 'day', spentUsd: 0.015 } })
    Object.assign(set, { dayUsd: null, runUsd: 1.01 })
    expect(await call('good', { run })).toMatchObject({ error: { kind: 'spend-limit', scope: 'run', spentUsd: 0.015 } })
    expect(kindOf(await call('good', { run: { ...run, id: 'b' } }))).toBe('ok')
  })

  test('once the cost of a call is known nothing of what was held back is left', async () => {
    const { call, store } = await purse(engine, { dayUsd: 5 })
    await call('good')
    await call('no-usage')
    await call('401')
    const held = await store.db.q().selectFrom('spend').select(['usd', 'open']).where('usd', '>', 0).execute()
    expect(held).toEqual([{ usd: 1, open: 0 }])
  })

  test('a call that a dying process left open still counts', async () => {
    const { call, spend } = await purse(engine, { dayUsd: 1.5 })
    await spend.hold(1, null, () => null)
    expect(await call('good')).toMatchObject({ ok: false, error: { kind: 'spend-limit', reservedUsd: 1 } })
  })

  test('a run has a limit of its own, and other calls do not count for it', async () => {
    const { call, requests } = await purse(engine, { dayUsd: 100, runUsd: 5 })
    const run = { id: 'a', limitUsd: 2 }
    await call('no-usage')
    expect(kindOf(await call('no-usage', { run }))).toBe('ok')
    expect(kindOf(await call('no-usage', { run }))).toBe('ok')
    expect(await call('no-usage', { run })).toMatchObject({ error: { kind: 'spend-limit', scope: 'run', spentUsd: 2 } })
    expect(kindOf(await call('no-usage', { run: { id: 'b', limitUsd: 2 } }))).toBe('ok')
    expect(requests()).toBe(4)
  })

  test('a new day begins at zero', async () => {
    let clock = new Date(2026, 0, 2, 23, 59)
    const { call, spend } = await purse(engine, { dayUsd: 1 }, { now: () => clock })
    await call('no-usage')
    expect(kindOf(await call('no-usage'))).toBe('spend-limit')
    clock = new Date(2026, 0, 3, 0, 1)
    expect(await spend.today()).toEqual({ spentUsd: 0, reservedUsd: 0 })
    expect(kindOf(await call('no-usage'))).toBe('ok')
  })
})

test('the refusal says what is spent, what is held back, the limit, and where to raise it', async () => {
  const { call, spend } = await purse('sqlite', { dayUsd: 2.5 })
  await call('no-usage')
  await spend.hold(1, null, () => null)
  const end = await call('good')
  expect(end.ok ? '' : end.error.message).toBe(
    "Today's limit of $2.50 would be passed: $1.00 is spent, $1.00 held back for calls under way, and this call can cost up to $1.00. Raise it in Settings, under Money, or go on tomorrow.",
  )
})

test('a long prompt counts before it is sent', async () => {
  const { call, requests } = await purse('sqlite', { dayUsd: 100 })
  const messages = [{ role: 'user' as const, content: 'word '.repeat(100) }]
  expect(kindOf(await call('dear', { messages }))).toBe('spend-limit')
  expect(requests()).toBe(0)
})

test('with a limit set, a request without an output limit is sent with one', async () => {
  const unbounded = { purpose: 'test', model: 'good', messages: [{ role: 'user' as const, content: 'Hi' }] }
  const withLimit = await purse('sqlite', { dayUsd: 100 })
  await withLimit.call('good', { maxOutputTokens: 77 })
  expect(withLimit.last()).toMatchObject({ max_tokens: 77 })
  for (const [dayUsd, sent] of [
    [100, 8000],
    [null, undefined],
  ] as const) {
    const { chat } = await purse('sqlite', { dayUsd })
    for await (const event of chat(unbounded, new AbortController().signal)) void event
    expect(stub.requests.at(-1)!.body['max_tokens']).toBe(sent)
  }
})

describe('a model whose price is not known', () => {
  test('is refused while a limit is set, and the message says what to do', async () => {
    const { call, requests } = await purse('sqlite', { dayUsd: 100 })
    const end = await call('keepalive')
    expect(end).toMatchObject({ ok: false, error: { kind: 'price-unknown' } })
    expect(end.ok ? '' : end.error.message).toMatch(/price of keepalive is not known.*Add its price in Settings/)
    expect(requests()).toBe(0)
  })
  test('is refused also when it is named like a property of every object', async () => {
    const { call } = await purse('sqlite', { dayUsd: 100 })
    expect(kindOf(await call('constructor'))).toBe('price-unknown')
  })
  test('is called when the editor allows it', async () => {
    const { call } = await purse('sqlite', { dayUsd: 100, allowUnknownPrices: true })
    expect(kindOf(await call('keepalive'))).toBe('ok')
  })
  test('is called when there is no limit', async () => {
    const { call } = await purse('sqlite', {})
    expect(kindOf(await call('keepalive'))).toBe('ok')
  })
})

test('a model of one’s own is called although the limit is spent', async () => {
  const { call, spend } = await purse('sqlite', { dayUsd: 1 })
  await spend.hold(2, null, () => null)
  expect(kindOf(await call('good'))).toBe('spend-limit')
  expect(kindOf(await call('own'))).toBe('ok')
})
