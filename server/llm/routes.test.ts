import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../../test/fresh-database.ts'
import { freshApp } from '../../test/fresh-app.ts'
import type { CallRow, LlmCall, SpendView } from './schema.ts'
import { startStubModel, type StubModel } from './stub/stub-model.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

type List = { calls: CallRow[]; more: boolean }

describe.each(engines)('on %s', (engine) => {
  test('every call is listed, newest first, and can be read whole: what was sent, what came, what it took', async () => {
    let clock = Date.parse('2026-03-04T10:00:00.000Z')
    const fresh = await freshApp(engine, { now: () => new Date((clock += 1000)) })
    const prices = { good: { inputUsd: 1000, outputUsd: 1000 } }
    for (const model of ['good', '401', 'output-limit']) {
      await fresh.json('PUT', '/api/settings', { baseUrl: stub.url, model, prices })
      await fresh.json('POST', '/api/settings/test-connection')
    }
    const { body: list }: { body: List } = await fresh.json('GET', '/api/calls')
    expect(list.calls.map(({ model, error }) => [model, error?.kind ?? null])).toEqual([
      ['output-limit', 'output-limit'],
      ['401', 'key-rejected'],
      ['good', null],
    ])
    expect(list.more).toBe(false)
    const good = list.calls[2]!
    expect(good).toMatchObject({ purpose: 'connection-test', wrote: true, usage: { outputTokens: 13 } })
    expect(good.costUsd).toBeCloseTo((good.usage!.inputTokens + 13) / 1000)
    const { body: one }: { body: { call: LlmCall } } = await fresh.json('GET', `/api/calls/${good.id}`)
    expect(one.call).toMatchObject({
      reply: expect.stringContaining('Answer with the one word'),
      request: { maxOutputTokens: 64, messages: [{ role: 'user', content: 'Answer with the one word: ready' }] },
    })
    const { body: older }: { body: List } = await fresh.json('GET', `/api/calls?before=${list.calls[1]!.id}`)
    expect(older.calls.map(({ model }) => model)).toEqual(['good'])
  })

  test('no call falls between two pages, although many begin in the same millisecond', async () => {
    const clock = new Date('2026-03-04T10:00:00.000Z')
    const fresh = await freshApp(engine, { now: () => clock })
    await fresh.json('PUT', '/api/settings', { baseUrl: stub.url, model: 'good' })
    const one = await fresh.json('POST', '/api/settings/test-connection')
    expect(one.status).toBe(200)
    const { calls } = fresh.parts
    const call = (await calls.find((await calls.list(1))[0]!.id))!
    for (let count = 0; count < 150; count++) await calls.write({ ...call, id: randomUUID() })
    const { body: first }: { body: List } = await fresh.json('GET', '/api/calls')
    const { body: second }: { body: List } = await fresh.json('GET', `/api/calls?before=${first.calls.at(-1)!.id}`)
    expect([first.more, second.more]).toEqual([true, false])
    expect(new Set([...first.calls, ...second.calls].map(({ id }) => id)).size).toBe(151)
  })

  test('spending is added up by day; what is not known is counted apart, never as nothing', async () => {
    let clock = new Date(2026, 2, 4, 12)
    const fresh = await freshApp(engine, { now: () => clock })
    const prices = { good: { inputUsd: 0, outputUsd: 1000 } }
    const call = async (model: string) => {
      await fresh.json('PUT', '/api/settings', { baseUrl: stub.url, model, prices })
      await fresh.json('POST', '/api/settings/test-connection')
    }
    await call('good')
    await call('keepalive')
    await call('401')
    clock = new Date(2026, 2, 5, 12)
    await call('good')
    await call('good')
    const { body }: { body: { spend: SpendView } } = await fresh.json('GET', '/api/spend')
    const [today, yesterday] = body.spend.days
    expect(yesterday).toMatchObject({ day: '2026-03-04', calls: 3, unknown: 1 })
    expect(today).toMatchObject({ day: '2026-03-05', calls: 2, unknown: 0 })
    expect(today!.costUsd).toBeCloseTo(2 * yesterday!.costUsd)
    expect(body.spend.spentUsd).toBeCloseTo(today!.costUsd)
  })
})

test('an unknown call is a 404 that the page can name, an odd address a 400', async () => {
  const fresh = await freshApp('sqlite')
  const { status, body } = await fresh.json('GET', '/api/calls/00000000-0000-4000-8000-000000000000')
  expect(status).toBe(404)
  expect(body).toMatchObject({ error: { kind: 'call-not-found' } })
  for (const odd of ['/api/calls/7', '/api/calls?before=yesterday'])
    expect(await fresh.json('GET', odd)).toMatchObject({ status: 400, body: { error: { kind: 'bad-request' } } })
})

test('the chat that drafts use refuses before anything is sent once the day has no room', async () => {
  const fresh = await freshApp('sqlite', { model: { baseUrl: stub.url, apiKey: null, model: 'good' } })
  await fresh.json('PUT', '/api/settings', {
    prices: { good: { inputUsd: 1, outputUsd: 1000 } },
    spendLimitDayUsd: 0.5,
  })
  const before = stub.requests.length
  const request = { purpose: 'draft', model: 'good', messages: [{ role: 'user' as const, content: 'Hi' }] }
  const kinds: string[] = []
  for await (const event of fresh.parts.chat(request, new AbortController().signal))
    if ('end' in event && !event.end.ok) kinds.push(event.end.error.kind)
  expect(kinds).toEqual(['spend-limit'])
  expect(stub.requests.length).toBe(before)
})
