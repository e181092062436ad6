import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { begun, freshDrafting, watched } from '../../test/fresh-drafting.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { draftRoutes } from './routes.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

test('drafts over HTTP: begin, watch, look, stop', async () => {
  const { drafting, paperId } = await freshDrafting('sqlite', stub, { model: 'good' })
  const app = draftRoutes({ drafting })
  const post = (url: string, body: unknown = {}) =>
    app.request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const began = await post(`/papers/${paperId}/drafts`, { prompt: 'plain' })
  expect(began.status).toBe(202)
  const { draft } = (await began.json()) as { draft: { id: string; number: number } }
  expect(draft).toMatchObject({ number: 1, promptName: 'plain' })
  const stream = await app.request(`/drafts/${draft.id}/stream`)
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  expect(await stream.text()).toMatch(
    /event: text\ndata: \{"text":[\s\S]*event: end\ndata: \{"status":"complete","error":null\}/,
  )
  expect(await (await app.request(`/drafts/${draft.id}`)).json()).toMatchObject({ draft: { status: 'complete' } })
  expect(await (await post(`/drafts/${draft.id}/stop`)).json()).toMatchObject({ draft: { status: 'complete' } })
  const unknown = '00000000-0000-4000-8000-000000000000'
  expect((await app.request(`/drafts/${unknown}/stream`)).status).toBe(404)
  expect((await post(`/drafts/${unknown}/stop`)).status).toBe(404)
  expect((await post(`/papers/${unknown}/drafts`)).status).toBe(404)
})

test('a preview shows the prompt as it would be sent, and calls nothing', async () => {
  const { drafting, paperId } = await freshDrafting('sqlite', stub, { model: 'good' })
  const before = stub.requests.length
  const app = draftRoutes({ drafting })
  const { preview } = (await (await app.request(`/papers/${paperId}/prompt-preview`)).json()) as {
    preview: { tokens: number; messages: { content: string }[]; plan: { summary: string } }
  }
  expect(preview.messages[1]?.content).toContain('1. does it work on wet floors?')
  expect(preview.plan.summary).toBe('sent pages 1-2 of 2 (100 %)')
  expect(preview.tokens).toBeGreaterThan(1000)
  expect((await app.request(`/papers/${paperId}/prompt-preview?prompt=nothing`)).status).toBe(404)
  const unsaved = async (text: string) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) }
    const response = await app.request(`/papers/${paperId}/prompt-preview`, init)
    return { status: response.status, text: await response.text() }
  }
  const head = (name: string, more: string) => `---\nname: ${name}\npurpose: A trial\n${more}\n---\n`
  // A prompt as it is being written, and a part of one: neither has to be saved to be looked at.
  const prompt = await unsaved(`${head('mine', 'variables: [title]')}# User\n\nAbout {{title}}, shortly.`)
  expect(prompt).toMatchObject({ status: 200, text: expect.stringContaining('About A Trial of Widgets, shortly.') })
  const card = await unsaved(`${head('style-card', 'kind: part')}- Write in rhymes.`)
  expect(card).toMatchObject({ status: 200, text: expect.stringContaining('- Write in rhymes.') })
  const shown = await unsaved(`${head('exemplars', 'kind: part')}### Example A (on "Soup"; short)\nA new example.`)
  expect(shown).toMatchObject({ status: 200, text: expect.stringContaining('A new example.') })
  expect(await unsaved('no front matter')).toMatchObject({ status: 422 })
  expect(stub.requests.length).toBe(before)
})

test('a closed tab does not stop the draft', async () => {
  const { drafting, paperId } = await freshDrafting('sqlite', stub, { model: 'slow' })
  const { id } = await begun(drafting, paperId)
  const tab = new AbortController()
  for await (const { event } of drafting.stream(id, tab.signal)) if (event === 'text') tab.abort()
  const seen = (await drafting.find(id))!
  expect(seen.status).toBe('streaming')
  await sleep(500)
  const later = (await drafting.find(id))!
  expect(later.status).toBe('streaming')
  expect(later.reply.length).toBeGreaterThan(seen.reply.length)
  await drafting.stop(id)
})

test('a page that comes late, or comes back, has all the text', async () => {
  const { drafting, paperId } = await freshDrafting('sqlite', stub, { model: 'slow' })
  const { id } = await begun(drafting, paperId)
  const first = watched(drafting, id)
  await sleep(700)
  const second = watched(drafting, id)
  await sleep(300)
  await drafting.stop(id)
  const [early, late] = [await first, await second]
  expect(late.text).toBe(early.text)
  expect(late.events.length).toBeLessThan(early.events.length)
  expect((await watched(drafting, id)).text).toBe(early.text)
})
