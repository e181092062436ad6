import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../../test/fresh-database.ts'
import { freshApp, type FreshApp } from '../../test/fresh-app.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { tableNames } from '../storage/tables.ts'
import type { ModelView, Settings } from './schema.ts'

const key = 'sk-proj-entered-in-settings-7890'
let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

type View = { settings: Settings; model: ModelView }
type Failed = { error: { kind: string; message: string } }
type Tested = { ok: boolean; message: string }

/** An endpoint and its key, entered as the page does it. */
async function connected(fresh: FreshApp, model = 'good'): Promise<void> {
  await fresh.json('PUT', '/api/settings', { baseUrl: stub.url, model })
  await fresh.json('PUT', '/api/settings/key', { baseUrl: stub.url, key })
}
const tested = async (fresh: FreshApp): Promise<Tested> =>
  (await fresh.json('POST', '/api/settings/test-connection')).body

describe.each(engines)('on %s', (engine) => {
  test('an endpoint, its key and a model take effect at once, without a restart', async () => {
    const fresh = await freshApp(engine)
    expect((await fresh.json('GET', '/api/settings')).body).toMatchObject({ model: { configured: false } })
    expect(await tested(fresh)).toMatchObject({ ok: false, message: expect.stringContaining('No model is connected') })
    await connected(fresh)
    expect(await tested(fresh)).toEqual(expect.objectContaining({ ok: true }))
    expect(stub.requests.at(-1)?.authorization).toBe(`Bearer ${key}`)
    const status: { model: ModelView } = (await fresh.json('GET', '/api/status')).body
    expect(status.model).toMatchObject({ configured: true, name: 'good', endpoint: stub.url })
  })

  test('a key never comes back: not to the page, not into the database, not in the message of an endpoint that echoes it', async () => {
    const fresh = await freshApp(engine)
    await connected(fresh, '401')
    const answers = [
      await fresh.json('GET', '/api/settings'),
      await fresh.json('POST', '/api/settings/test-connection'),
      await fresh.json('GET', '/api/calls'),
    ].map(({ body }) => JSON.stringify(body))
    expect(answers[1]).toContain('did not accept the API key')
    for (const answer of answers) expect(answer).not.toContain('entered-in-settings')
    expect(JSON.parse(answers[0]!)).toMatchObject({ model: { key: { from: 'settings', endsIn: '7890' } } })
    for (const table of tableNames) {
      const rows = await fresh.parts.db.q().selectFrom(table).selectAll().execute()
      expect(JSON.stringify(rows)).not.toContain('entered-in-settings')
    }
  })

  test('one setting that can no longer be read costs none of the others', async () => {
    const fresh = await freshApp(engine)
    await fresh.json('PUT', '/api/settings', { roundupName: 'Weekly', bestOf: 3 })
    await fresh.parts.db.q().updateTable('setting').set({ value_json: '99' }).where('key', '=', 'bestOf').execute()
    expect(await fresh.parts.settings.read()).toMatchObject({ roundupName: 'Weekly', bestOf: 1, takes: true })
  })
})

test('the key is in secrets.json, which nobody else can read, and can be taken out again', async () => {
  const fresh = await freshApp('sqlite')
  await connected(fresh)
  const file = path.join(fresh.folder, 'secrets.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toContain(key)
  expect(readdirSync(fresh.folder).filter((name) => name.endsWith('.new'))).toEqual([])
  await fresh.json('PUT', '/api/settings/key', { baseUrl: stub.url, key: null })
  expect(readFileSync(file, 'utf8')).not.toContain(key)
  expect((await fresh.json('GET', '/api/settings')).body).toMatchObject({ model: { configured: true, key: null } })
})

test('what somebody else wrote into secrets.json stays', async () => {
  const fresh = await freshApp('sqlite')
  const file = path.join(fresh.folder, 'secrets.json')
  writeFileSync(file, '{"OPENAI_API_KEY": "sk-by-hand", "other": 1}', { mode: 0o600 })
  await connected(fresh)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ OPENAI_API_KEY: 'sk-by-hand', other: 1 })
})

test('a secrets.json that cannot be read is named, not written over', async () => {
  const fresh = await freshApp('sqlite')
  mkdirSync(path.join(fresh.folder, 'secrets.json'), { mode: 0o700 })
  const { status, body } = await fresh.json('PUT', '/api/settings/key', { baseUrl: stub.url, key })
  expect(status).toBe(422)
  expect(body).toMatchObject({ error: { kind: 'bad-secrets', message: expect.stringContaining('EISDIR') } })
})

test('a key is sent to no other host than the one that it was entered for', async () => {
  const fresh = await freshApp('sqlite')
  await connected(fresh)
  const other = await startStubModel()
  try {
    await fresh.json('PUT', '/api/settings', { baseUrl: other.url })
    expect(await tested(fresh)).toMatchObject({ ok: true })
    expect(other.requests.at(-1)?.authorization).not.toContain(key)
  } finally {
    await other.close()
  }
})

test('what the environment names comes first, and the page says so', async () => {
  const model = { baseUrl: stub.url, apiKey: 'sk-of-the-environment-1234', model: 'good', modelIsDefault: true }
  const fresh = await freshApp('sqlite', { model })
  await fresh.json('PUT', '/api/settings', { baseUrl: 'http://127.0.0.1:9/v1', model: 'keepalive' })
  const { body }: { body: View } = await fresh.json('GET', '/api/settings')
  expect(body.model).toEqual({
    configured: true,
    name: 'keepalive',
    endpoint: stub.url,
    key: { from: 'environment', endsIn: '1234' },
    fixed: { endpoint: true, model: false },
  })
})

test('"test the connection" names every fault in plain words', async () => {
  const fresh = await freshApp('sqlite')
  await connected(fresh)
  for (const [model, message] of [
    ['401', /did not accept the API key.*key in Settings/],
    ['model-not-found', /has no model "model-not-found".*It has: .*good/],
    ['429-quota', /no quota left.*billing page/],
    ['429-long', /asks for a pause/],
    ['500-always', /failed on its side/],
    ['html-200', /did not answer like a chat API.*Please log in/],
    ['error-in-200', /did not answer like a chat API.*Provider returned error/],
  ] as const) {
    await fresh.json('PUT', '/api/settings', { model })
    expect(await tested(fresh)).toMatchObject({ ok: false, message: expect.stringMatching(message) })
  }
  await fresh.json('PUT', '/api/settings', { baseUrl: 'http://127.0.0.1:9/v1' })
  const down: unknown = expect.stringMatching(/No answer from http:\/\/127.0.0.1:9\/v1.*Is the model server running/)
  expect(await tested(fresh)).toMatchObject({ ok: false, message: down })
})

test('a spend limit holds for the test of the connection too', async () => {
  const fresh = await freshApp('sqlite')
  await connected(fresh)
  const prices = { good: { inputUsd: 1, outputUsd: 1000 } }
  await fresh.json('PUT', '/api/settings', { prices, spendLimitDayUsd: 0.01 })
  expect(await tested(fresh)).toMatchObject({ ok: false, message: expect.stringContaining("Today's limit of $0.01") })
})

test('values that cannot be are refused, with the reason', async () => {
  const fresh = await freshApp('sqlite')
  for (const [change, message] of [
    [{ baseUrl: 'ftp://x.example/v1' }, /baseUrl.*http/],
    [{ baseUrl: 'https://me:secret@x.example/v1' }, /baseUrl.*key has a field of its own/],
    [{ baseUrl: 'https://x.example/v1?key=abc' }, /baseUrl/],
    [{ baseUrl: 'https://NAME.openai.azure.com/openai/v1' }, /baseUrl.*in place of NAME/],
    [{ spendLimitDayUSD: 5 }, /spendLimitDayUSD/],
    [{ prices: { m: { inputUsd: -1, outputUsd: 1 } } }, /prices.m.inputUsd/],
    [{ prices: { m: { inputUsd: 1 } } }, /prices.m.outputUsd/],
    [{ spendLimitDayUsd: 0 }, /spendLimitDayUsd/],
    [{ titleFormat: '{datum}: {labels}' }, /titleFormat.*knows \{date\}/],
    [{ bestOf: 6 }, /bestOf/],
  ] as const) {
    const { status, body }: { status: number; body: Failed } = await fresh.json('PUT', '/api/settings', change)
    expect(status).toBe(400)
    expect(body.error.message).toMatch(message)
  }
  expect(await fresh.json('PUT', '/api/settings/key', { baseUrl: 'x', key })).toMatchObject({ status: 400 })
  expect(await fresh.json('POST', '/api/settings/models', { baseUrl: 'file:///etc' })).toMatchObject({ status: 400 })
  const badKey = await fresh.json('PUT', '/api/settings/key', { baseUrl: stub.url, key: 'sk-a\nsk-b' })
  expect(badKey.status).toBe(400)
  expect(existsSync(path.join(fresh.folder, 'secrets.json'))).toBe(false)
})

test('the models of an endpoint are listed before it is saved, with the key that was typed', async () => {
  const fresh = await freshApp('sqlite')
  const { body }: { body: { models: string[] } } = await fresh.json('POST', '/api/settings/models', {
    baseUrl: `${stub.url}/`,
    key,
  })
  expect(body.models).toContain('good')
  expect(body.models.length).toBeGreaterThan(12)
  const nowhere: { body: { models: string[] } } = await fresh.json('POST', '/api/settings/models', {
    baseUrl: 'http://127.0.0.1:9/v1',
  })
  expect(nowhere.body.models).toEqual([])
})

test('the editor’s own price is what a call costs from then on; a model without one stays unknown', async () => {
  const fresh = await freshApp('sqlite')
  await connected(fresh)
  await tested(fresh)
  expect((await fresh.json('GET', '/api/settings')).body).toMatchObject({ isPriced: false })
  await fresh.json('PUT', '/api/settings', { prices: { good: { inputUsd: 0, outputUsd: 1000 } } })
  expect((await fresh.json('GET', '/api/settings')).body).toMatchObject({ isPriced: true })
  await tested(fresh)
  const { body }: { body: { calls: { costUsd: number | null; usage: { outputTokens: number } }[] } } = await fresh.json(
    'GET',
    '/api/calls',
  )
  expect(body.calls.map((call) => call.costUsd)).toEqual([body.calls[0]!.usage.outputTokens / 1000, null])
})
