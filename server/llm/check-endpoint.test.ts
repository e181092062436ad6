import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkEndpoint } from './check-endpoint.ts'
import { startStubModel, type StubModel } from './stub/stub-model.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

test.each([
  ['good', true, 'answered'],
  ['only-reasoning', true, 'only-reasoning'],
  ['401', false, 'key-rejected'],
  ['500-always', false, 'server-error'],
  ['html-200', false, 'not-a-chat-api'],
])('%s: one request says what is wrong', async (model, ok, kind) => {
  const before = stub.requests.length
  const options = { baseUrl: stub.url, apiKey: 'sk-test-0123456789', now: () => new Date(), model }
  const check = await checkEndpoint(options, new AbortController().signal)
  expect(check).toMatchObject({ ok, kind })
  expect(check.message).not.toContain('sk-test')
  expect(stub.requests.length - before).toBe(1)
})

test('a model that the endpoint does not have: the ones that it has are named', async () => {
  const options = { baseUrl: stub.url, apiKey: 'sk-test-0123456789', now: () => new Date(), model: 'model-not-found' }
  const check = await checkEndpoint(options, new AbortController().signal)
  expect(check).toMatchObject({ ok: false, kind: 'model-not-found' })
  expect(check.message).toMatch(/It has: .*good, slow/)
})
