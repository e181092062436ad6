import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { begun, freshDrafting, longPaper, watched } from '../../test/fresh-drafting.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

/** A draft of a paper with enough to say, asked for 100 words (80 to 120). */
async function drafted(model: string, options: Parameters<typeof freshDrafting>[2] = {}) {
  const fresh = await freshDrafting('sqlite', stub, { model, text: longPaper(), length: 'short', ...options })
  const before = stub.requests.length
  const { id } = await begun(fresh.drafting, fresh.paperId)
  const { events, text } = await watched(fresh.drafting, id)
  return { ...fresh, id, events, text, draft: (await fresh.drafting.find(id))!, requests: stub.requests.slice(before) }
}

describe('a draft outside its band is asked once, and the better reply is the draft', () => {
  test.each([
    ['too-long', 'shorter'],
    ['too-short', 'longer'],
  ] as const)('%s', async (model, asked) => {
    const { draft, events, text, calls, requests, finished } = await drafted(model)
    expect(draft).toMatchObject({
      status: 'complete',
      repair: { asked, kept: 'second', wordsAfter: draft.words, error: null },
    })
    expect(draft.words).toBeGreaterThanOrEqual(80)
    expect(draft.words).toBeLessThanOrEqual(120)
    expect(draft.repair!.words < 80 || draft.repair!.words > 120).toBe(true)
    // The page is told, and sees the second reply from its beginning.
    expect(events).toContainEqual({
      event: 'step',
      data: { said: expect.stringContaining(`asked once to make it ${asked}`) },
    })
    expect(text).toBe(draft.reply)
    expect(finished).toHaveLength(1)
    const [first, second] = await Promise.all(draft.callIds.map((id) => calls.find(id)))
    expect([first?.purpose, second?.purpose]).toEqual(['draft', 'draft-length'])
    expect(draft.callId).toBe(draft.callIds[1])
    // The model sees what it wrote, how long that was, and how long it must be.
    expect(requests).toHaveLength(2)
    const messages = requests[1]!.body.messages!
    expect(messages.slice(0, -2)).toEqual(requests[0]!.body.messages)
    expect(messages.at(-2)).toEqual({ role: 'assistant', content: first!.reply })
    expect(messages.at(-1)!.content).toContain(`has ${draft.repair!.words} words. It must have 100 words (80 to 120)`)
  })
})

test('a draft inside its band, or by a prompt that names no length, is asked nothing', async () => {
  for (const [model, prompt] of [
    ['good', 'draft'],
    ['good', 'plain'],
  ] as const) {
    const { drafting, paperId } = await freshDrafting('sqlite', stub, {
      model,
      text: longPaper(),
      length: prompt === 'plain' ? 1000 : 'short',
    })
    const before = stub.requests.length
    const { id } = await begun(drafting, paperId, { prompt })
    await watched(drafting, id)
    expect(await drafting.find(id)).toMatchObject({ status: 'complete', repair: null })
    expect(stub.requests.length - before).toBe(1)
  }
})

test('a second reply that is no nearer leaves the first', async () => {
  // The paper holds some 70 words that can be told: no turn makes a draft of 180 out of it.
  const { draft, requests } = await drafted('good', { length: 'normal', text: longPaper(4) })
  expect(requests).toHaveLength(2)
  expect(draft).toMatchObject({
    status: 'complete',
    repair: { asked: 'longer', kept: 'first' },
    callId: draft.callIds[0],
  })
  expect(draft.repair?.wordsAfter).toBe(draft.words)
})

test('Stop in the second turn keeps the first draft whole', async () => {
  const { drafting, paperId, finished } = await freshDrafting('sqlite', stub, {
    model: 'short-then-slow',
    text: longPaper(),
  })
  const { id } = await begun(drafting, paperId)
  let steps = 0
  for await (const { event } of drafting.stream(id, AbortSignal.timeout(20_000))) {
    if (event === 'step') steps += 1
    if (event === 'text' && steps === 1) break
  }
  const stopped = await drafting.stop(id)
  expect(stopped).toMatchObject({
    ok: true,
    value: { status: 'complete', error: null, repair: { kept: 'first', wordsAfter: null, error: { kind: 'stopped' } } },
  })
  expect(stopped.ok && stopped.value.prose).toMatch(/described here.*\.$/)
  expect(finished).toHaveLength(1)
})

test.each([
  ['short-then-500', 'server-error'],
  ['short-then-unreadable', 'not-enough-text'],
])('a second turn that gives no draft keeps the first, and says why: %s', async (model, kind) => {
  const { draft } = await drafted(model)
  expect(draft).toMatchObject({
    status: 'complete',
    error: null,
    repair: { kept: 'first', wordsAfter: null, error: { kind } },
  })
  expect(draft.prose).not.toBe('')
})
