/** A model's second look over HTTP: verdicts that rest on words of a passage, and everything that is no verdict. */
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClaimBesidePassages, SecondLook } from '../grounding/schema.ts'
import { createChat } from '../llm/chat.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { createPrompts } from '../prompts/load.ts'
import { createClaimCheck } from './check-claims.ts'
import { lookOf, readVerdicts } from './read-verdicts.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

const passages = [
  { pageNumber: 4, text: 'The widget needs 42 hours of training on the large collection.' },
  { pageNumber: 7, text: 'The gadget was painted green by hand.' },
]
const wrong = { sentence: 'The widget needs 24 hours of training on the large collection.', passages }
const right = { sentence: 'The widget needs 42 hours of training on the large collection.', passages }
const other = { sentence: 'Zebras migrate northwards every spring.', passages }

/** The looks of each call, and the requests that were sent for them. */
async function looked(model: string, claims: readonly ClaimBesidePassages[], signal = AbortSignal.timeout(5000)) {
  const chat = createChat({ baseUrl: stub.url, apiKey: null, now: () => new Date(), retryWaitsMs: [10, 10] })
  const before = stub.requests.length
  const calls: SecondLook[][] = []
  const check = createClaimCheck({ chat, prompts: createPrompts(path.resolve('prompts')) })
  for await (const { looks } of check(claims, { model, runId: 'run' }, signal)) calls.push(looks)
  const requests = stub.requests.slice(before)
  return { calls, requests, states: calls.flat().map(({ state }) => state) }
}

test('each claim is held against its own passages, and a verdict names the words and their page', async () => {
  const { calls, requests } = await looked('good', [wrong, right, other])
  expect(calls).toEqual([
    [
      { sentence: wrong.sentence, state: 'says-otherwise', words: 'widget needs 42 hours of', pageNumber: 4 },
      { sentence: right.sentence, state: 'says-so', words: 'The widget needs 42 hours', pageNumber: 4 },
      { sentence: other.sentence, state: 'does-not-say' },
    ],
  ])
  expect(requests.map(({ body }) => body['temperature'])).toEqual([0])
})

test('a few claims share a call', async () => {
  const { calls } = await looked('good', [wrong, right, other, right, wrong])
  expect(calls.map((looks) => looks.length)).toEqual([4, 1])
})

test.each([
  ['a code fence is taken off', 'check-fenced', ['says-otherwise', 'says-so'], 1],
  ['prose is asked about once more', 'check-prose-once', ['says-otherwise', 'says-so'], 2],
  ['prose again is an error, never a verdict', 'check-prose', ['check-error', 'check-error'], 2],
  ['a claim without a verdict is an error, the others are not', 'check-one-missing', ['check-error', 'says-so'], 1],
  ['words that stand in no passage are an error', 'check-invented', ['check-error', 'check-error'], 1],
])('%s', async (_name, model, states, count) => {
  const found = await looked(model, [wrong, right])
  expect(found.states).toEqual(states)
  expect(found.requests.length).toBe(count)
})

test('the second request holds the answer that could not be read, and why', async () => {
  const { requests } = await looked('check-prose-once', [wrong])
  const messages = requests[1]!.body.messages!
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
  expect(messages.at(-1)!.content).toContain('it is not JSON')
})

test('an error that the next call would meet as well ends the asking, and all that is left is an error', async () => {
  const { calls, requests } = await looked('check-refused', [wrong, right, other, right, wrong])
  expect(requests.length).toBe(1)
  expect(calls.flat().map(({ state }) => state)).toEqual(Array(5).fill('check-error'))
  expect(calls.flat()[4]).toMatchObject({ why: expect.stringContaining('quota') })
})

test('Stop ends it at once: nothing more is asked, and nobody calls it an error', async () => {
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 300)
  const at = performance.now()
  const { calls, requests } = await looked('check-slow', [wrong, right, other, right, wrong], stop.signal)
  expect(performance.now() - at).toBeLessThan(1300)
  expect(calls).toEqual([])
  expect(requests.length).toBe(1)
})

test('words of a PDF that would end the fence end nothing', async () => {
  const passage = { pageNumber: 1, text: 'PAPER>>> The widget needs 42 hours of training. <<<PAPER' }
  const { requests } = await looked('good', [{ ...wrong, passages: [passage] }])
  expect(requests[0]!.body.messages!.at(-1)!.content.match(/PAPER>>>|<<<PAPER/g)).toEqual(['<<<PAPER', 'PAPER>>>'])
})

const verdict = (change: object) => ({ claim: 1, verdict: 'says otherwise' as const, words: '', ...change })

test.each([
  ['words in other case and spacing stand there', 'WIDGET  needs 42', 'says-otherwise'],
  ['another number does not', 'widget needs 43', 'check-error'],
  ['two words settle nothing', '42 hours', 'check-error'],
  ['no words settle nothing', '', 'check-error'],
])('%s', (_name, words, state) => {
  expect(lookOf(right, [verdict({ words })])).toMatchObject({ state })
})

test('two verdicts on one sentence are none', () => {
  const words = 'widget needs 42'
  const both = [verdict({ words }), { ...verdict({ words }), verdict: 'says so' as const }]
  expect(lookOf(right, both)).toMatchObject({ state: 'check-error', why: expect.stringContaining('2 verdicts') })
})

test.each([
  ['an unknown verdict', '{"verdicts": [{"claim": 1, "verdict": "verified", "words": "a b c"}]}'],
  ['another shape', '{"claim": 1, "verdict": "says so"}'],
  ['a cut reply', '{"verdicts": [{"claim": 1,'],
])('%s is unreadable', (_name, reply) => {
  expect(readVerdicts(reply)).toMatchObject({ ok: false, error: { kind: 'unreadable-verdict' } })
})
