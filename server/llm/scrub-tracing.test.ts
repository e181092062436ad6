import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createChat } from './chat.ts'
import { scrubTracing } from './scrub-tracing.ts'
import { startStubModel } from './stub/stub-model.ts'

test('every tracing variable of langchain goes, the rest stays', () => {
  const environment = {
    LANGSMITH_TRACING: 'true',
    LANGCHAIN_TRACING_V2: 'true',
    LANGSMITH_API_KEY: 'x',
    langchain_verbose: '1',
    OPENAI_API_KEY: 'k',
  }
  const gone = scrubTracing(environment)
  expect(environment).toEqual({ OPENAI_API_KEY: 'k' })
  expect(gone).toHaveLength(4)
})

test('the real library sends prompts to a tracing server with these variables set, and none once they are scrubbed', async () => {
  const stub = await startStubModel()
  let posts = 0
  const tracer = createServer((request, response) => {
    posts += 1
    request.resume().on('end', () => response.end('{}'))
  })
  await new Promise<void>((resolve) => {
    tracer.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(async () => {
    scrubTracing(process.env)
    tracer.closeAllConnections()
    tracer.close()
    await stub.close()
  })
  const address = `http://127.0.0.1:${(tracer.address() as AddressInfo).port}`
  const traced = { LANGSMITH_TRACING: 'true', LANGSMITH_ENDPOINT: address, LANGSMITH_API_KEY: 'x' }
  const call = async () => {
    const chat = createChat({ baseUrl: stub.url, apiKey: null, now: () => new Date() })
    const request = { purpose: 'test', model: 'good', messages: [{ role: 'user' as const, content: 'A secret' }] }
    for await (const event of chat(request, new AbortController().signal)) void event
  }
  Object.assign(process.env, traced)
  await call()
  // Without this half the other one would prove nothing.
  await expect.poll(() => posts, { timeout: 8000 }).toBeGreaterThan(0)
  await sleep(1000)
  scrubTracing(process.env)
  const before = posts
  await call()
  await sleep(1500)
  expect(posts).toBe(before)
})
