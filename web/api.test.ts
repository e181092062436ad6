import { expect, test } from 'vitest'
import { createApi, readEvent } from './api.ts'

const answering = (status: number, body: string) => createApi(async () => new Response(body, { status }))

test('an error of the server arrives as a value with its kind and status', async () => {
  const api = answering(404, '{"error":{"kind":"paper-not-found","message":"No such paper."}}')
  expect(await api.review('x')).toEqual({
    ok: false,
    error: { kind: 'paper-not-found', message: 'No such paper.', status: 404 },
  })
})

test('no answer is the error "offline", not a throw', async () => {
  const api = createApi(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(await api.status()).toMatchObject({ ok: false, error: { kind: 'offline', status: 0 } })
})

test('an answer that is not JSON is named with its status', async () => {
  expect(await answering(502, '<html>').status()).toMatchObject({ ok: false, error: { kind: 'not-json', status: 502 } })
})

test('events are read over chunk borders, and comments are left out', async () => {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder()
      for (const piece of [': hello\n\n', 'event: text\ndata: {"te', 'xt":"a"}\n', '\nevent: end\ndata: {}\n\n']) {
        controller.enqueue(encoder.encode(piece))
      }
      controller.close()
    },
  })
  const api = createApi(async () => new Response(stream))
  const events = []
  for await (const event of api.events('/drafts/x/stream', new AbortController().signal)) events.push(event)
  expect(events).toEqual([
    { event: 'text', data: { text: 'a' } },
    { event: 'end', data: {} },
  ])
})

test('a comment line is no event', () => expect(readEvent(': keep alive')).toBeNull())
