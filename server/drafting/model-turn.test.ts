import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChat } from '../llm/chat.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { counted } from './model-turn.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

test.each([
  ['is known where the endpoint told it, also of a failed call', ['good', 'output-limit'], 12],
  ['is unknown as soon as that of one call is', ['good', 'cut-stream'], null],
  ['is that of the others when a request was refused for its length', ['context', 'good'], 6],
])('what a draft used %s', async (_name, models, outputTokens) => {
  const { chat, calls } = counted(createChat({ baseUrl: stub.url, apiKey: null, now: () => new Date() }))
  for (const model of models) {
    const request = { purpose: 'test', model, messages: [{ role: 'user' as const, content: 'Hi' }] }
    for await (const event of chat(request, new AbortController().signal)) void event
  }
  expect(calls().usage?.outputTokens ?? null).toBe(outputTokens)
})
