import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { engines, freshStore } from '../../test/fresh-database.ts'
import { madePaper } from '../../test/made-paper.ts'
import { createAnnouncer } from '../jobs/announcer.ts'
import { createEmbeddedQueue } from '../jobs/embedded-queue.ts'
import { createCallStore } from '../llm/calls-store.ts'
import { createChat } from '../llm/chat.ts'
import { listPrices } from '../llm/prices.ts'
import { recorded } from '../llm/recorded.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { FileId, type PaperId, type PaperText } from '../papers/schema.ts'
import { createPaperStore } from '../papers/store.ts'
import { summarizeReading } from '../papers/reading.ts'
import { createPrompts } from '../prompts/load.ts'
import { createPromptVersions } from '../prompts/versions-store.ts'
import type { Engine } from '../storage/open-database.ts'
import { createDrafting, type Drafting, type DraftingParts } from './draft-paper.ts'
import { draftRoutes } from './routes.ts'
import type { Draft, DraftId } from './schema.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

const fact = (name: string) => `The ${name} of the trial widget is described here with enough words to be read.`
const paper = madePaper([
  { kind: 'title', text: 'A Trial of Widgets' },
  { kind: 'abstract', text: `We propose a new widget, called WID, for tests of drafting software. ${fact('purpose')}` },
  { kind: 'heading', text: '1 Introduction' },
  { kind: 'paragraph', text: `${fact('history')} ${fact('colour')}`, page: 2 },
  { kind: 'heading', text: '2 Results' },
  {
    kind: 'paragraph',
    text: 'Our widget outperforms the older gadget by 4.2% on all three tests. However, it fails on wet floors.',
  },
])
const scan = madePaper([], { 1: 'no-text-layer' })

/** Everything real but the network address of the model and the notes box. */
async function freshDrafting(
  engine: Engine,
  options: { model?: string | null; text?: PaperText; onFinished?: DraftingParts['onFinished']; idleMs?: number } = {},
) {
  const { db, libraryId } = await freshStore(engine)
  const now = () => new Date()
  const papers = createPaperStore(db, libraryId, now)
  const calls = createCallStore(db, libraryId)
  const queue = createEmbeddedQueue(db, createAnnouncer(), now)
  const finished: Draft[] = []
  const chat = createChat({
    baseUrl: stub.url,
    apiKey: 'sk-test',
    now,
    idleMs: options.idleMs ?? 300,
    retryWaitsMs: [10, 10],
  })
  const parts: DraftingParts = {
    db,
    libraryId,
    papers,
    prompts: createPrompts(path.resolve('prompts')),
    versions: createPromptVersions(db, libraryId, now),
    chat: recorded(chat, { write: calls.write, prices: listPrices, now }),
    model: options.model ?? null,
    queue,
    announcer: createAnnouncer(),
    now,
    notesOf: () => Promise.resolve([{ number: 1, text: 'does it work on wet floors?' }]),
    onFinished: options.onFinished ?? ((draft) => Promise.resolve(void finished.push(draft))),
  }
  const drafting = createDrafting(parts)
  await queue.start()
  onTestFinished(() => queue.close())
  const paperId = await papers.addPaper({ title: 'A Trial of Widgets', arxivId: null, doi: null })
  const fileId = FileId.parse('a'.repeat(64))
  await papers.addFile(paperId, { sha256: fileId, fileName: 'trial.pdf', byteCount: 1, version: null, password: null })
  const text = options.text ?? paper
  await papers.addReading(fileId, text.extractorVersion, { text, summary: summarizeReading(text) })
  return { drafting, paperId, calls, finished, queue, papers, parts, db }
}

async function begun(
  drafting: Drafting,
  paperId: PaperId,
  options?: { model?: string; prompt?: string },
): Promise<Draft> {
  const started = await drafting.start(paperId, options)
  if (!started.ok) throw new Error(started.error.message)
  return started.value
}
async function watched(drafting: Drafting, id: DraftId) {
  const events = []
  for await (const event of drafting.stream(id, AbortSignal.timeout(5000))) events.push(event)
  const text = events.map((event) => (event.event === 'text' ? event.data.text : '')).join('')
  return { text, end: events.at(-1), events }
}

describe.each(engines)('on %s', (engine) => {
  test('a draft is streamed, parsed, kept with its call and its prompt, and given to review once', async () => {
    const { drafting, paperId, calls, finished } = await freshDrafting(engine, { model: 'good' })
    const { id, status } = await begun(drafting, paperId)
    expect(status).toBe('streaming')
    const { text, end } = await watched(drafting, id)
    expect(end).toEqual({ event: 'end', data: { status: 'complete', error: null } })
    const draft = (await drafting.find(id))!
    expect(draft).toMatchObject({
      status: 'complete',
      model: 'good',
      promptName: 'draft',
      reply: text,
      notesUsed: [1],
      notesNotMentioned: [],
      error: null,
    })
    expect(draft.prose).not.toContain('[[')
    expect(draft.marks.length).toBeGreaterThan(2)
    expect(draft.plan?.summary).toBe('sent pages 1-2 of 2 (100 %)')
    expect(finished).toEqual([draft])
    const call = await calls.find(draft.callId!)
    expect(call).toMatchObject({ purpose: 'draft', promptSha: draft.promptSha, reply: text })
    expect(JSON.stringify(call?.request)).toContain('does it work on wet floors?')
  })

  test('without a model the offline drafter writes, and nothing is called', async () => {
    const { drafting, paperId, finished } = await freshDrafting(engine)
    const before = stub.requests.length
    const { id } = await begun(drafting, paperId)
    await watched(drafting, id)
    const draft = (await drafting.find(id))!
    expect(draft).toMatchObject({
      status: 'complete',
      model: 'offline',
      promptName: 'offline',
      callId: null,
      notesUsed: [1],
    })
    expect(draft.prose).toMatch(/^Extracted sentences, not a written summary\n/)
    expect(finished).toHaveLength(1)
    expect(stub.requests.length).toBe(before)
  })

  test('two starts at once make one draft', async () => {
    const { drafting, paperId } = await freshDrafting(engine, { model: 'slow' })
    const started = await Promise.all([drafting.start(paperId), drafting.start(paperId)])
    expect(started.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    expect(started.find(({ ok }) => !ok)).toMatchObject({ error: { kind: 'already-writing' } })
    for (const one of started) if (one.ok) await drafting.stop(one.value.id)
  })

  test('Stop keeps what came, and a new draft may begin', async () => {
    const { drafting, paperId } = await freshDrafting(engine, { model: 'slow' })
    const { id } = await begun(drafting, paperId)
    for await (const { event } of drafting.stream(id, AbortSignal.timeout(5000))) if (event === 'text') break
    const stopped = await drafting.stop(id)
    expect(stopped).toMatchObject({ ok: true, value: { status: 'incomplete', error: { kind: 'stopped' } } })
    expect(stopped.ok && stopped.value.prose).not.toBe('')
    const again = await begun(drafting, paperId, { model: 'good' })
    await watched(drafting, again.id)
    expect((await drafting.ofPaper(paperId)).map((draft) => draft.status)).toEqual(['complete', 'incomplete'])
  })

  test('a server that goes down leaves the draft interrupted with its text, and pays for nothing again', async () => {
    const { drafting, paperId, queue, parts } = await freshDrafting(engine, { model: 'slow' })
    const { id } = await begun(drafting, paperId)
    for await (const { event } of drafting.stream(id, AbortSignal.timeout(5000))) if (event === 'text') break
    await queue.close()
    expect(await drafting.find(id)).toMatchObject({ status: 'interrupted', error: { kind: 'interrupted' } })
    expect((await drafting.find(id))?.reply).not.toBe('')
    const before = stub.requests.length
    const next = createEmbeddedQueue(parts.db, createAnnouncer(), parts.now)
    const after = createDrafting({ ...parts, queue: next })
    await next.start()
    await after.recover()
    await next.idle()
    await next.close()
    expect(stub.requests.length).toBe(before)
  })

  test('a row that a killed server left half written becomes interrupted at the next start', async () => {
    const { drafting, paperId, parts, queue, db, finished } = await freshDrafting(engine, { model: 'slow' })
    const { id } = await begun(drafting, paperId)
    await drafting.stop(id)
    await queue.close()
    // As a kill leaves it: the row says streaming, its job was taken.
    await db
      .q()
      .updateTable('draft')
      .set({ status: 'streaming', reply: 'Half a sent', finished_at: null })
      .where('id', '=', id)
      .execute()
    await db.q().updateTable('job').set({ state: 'running' }).where('key', '=', id).execute()
    finished.length = 0
    const before = stub.requests.length
    const next = createEmbeddedQueue(db, createAnnouncer(), parts.now)
    const after = createDrafting({ ...parts, queue: next })
    await next.start()
    await after.recover()
    await next.close()
    expect(await after.find(id)).toMatchObject({ status: 'interrupted', prose: 'Half a sent' })
    expect(finished).toHaveLength(1)
    expect(stub.requests.length).toBe(before)
  })

  test('the text is kept when review stumbles over the draft', async () => {
    const onFinished = () => Promise.reject(new Error('review is broken'))
    const { drafting, paperId } = await freshDrafting(engine, { onFinished })
    const { id } = await begun(drafting, paperId)
    await watched(drafting, id)
    expect(await drafting.find(id)).toMatchObject({ status: 'complete', model: 'offline' })
  })
})

describe('a call that ends badly', () => {
  test.each([
    ['output-limit', 'incomplete', 'output-limit'],
    ['cut-stream', 'incomplete', 'cut-stream'],
    ['stall', 'incomplete', 'stalled'],
    ['500-always', 'failed', 'server-error'],
    ['429-quota', 'failed', 'out-of-quota'],
    ['empty', 'failed', 'empty-reply'],
    ['html-200', 'failed', 'not-a-chat-api'],
  ])('%s leaves the draft %s and named', async (model, status, kind) => {
    const { drafting, paperId, finished, calls } = await freshDrafting('sqlite', { model })
    const { id } = await begun(drafting, paperId)
    await watched(drafting, id)
    const draft = (await drafting.find(id))!
    expect(draft).toMatchObject({ status, error: { kind } })
    expect(finished).toHaveLength(status === 'failed' ? 0 : 1)
    expect(await calls.find(draft.callId!)).toMatchObject({ error: { kind } })
  })

  test('a paper that is too long for the model is planned once more with less', async () => {
    const { drafting, paperId } = await freshDrafting('sqlite', { model: 'context-once' })
    const { id } = await begun(drafting, paperId)
    await watched(drafting, id)
    expect(await drafting.find(id)).toMatchObject({ status: 'complete' })
    const always = await begun(drafting, paperId, { model: 'context' })
    await watched(drafting, always.id)
    expect(await drafting.find(always.id)).toMatchObject({ status: 'failed', error: { kind: 'context-too-long' } })
    expect(stub.requests.filter(({ model }) => model === 'context')).toHaveLength(2)
  })
})

describe('what cannot be drafted is refused before anything is paid', () => {
  test.each([
    ['a scan', { text: scan }, {}, 'no-readable-text'],
    ['an unknown prompt', {}, { model: 'good', prompt: 'nothing' }, 'prompt-not-found'],
  ])('%s', async (_name, options, start, kind) => {
    const { drafting, paperId } = await freshDrafting('sqlite', options)
    expect(await drafting.start(paperId, start)).toMatchObject({ ok: false, error: { kind } })
    expect(await drafting.ofPaper(paperId)).toEqual([])
  })
  test('a paper that nobody knows, or that is still being read', async () => {
    const { drafting, papers } = await freshDrafting('sqlite')
    const unread = await papers.addPaper({ title: 'x', arxivId: null, doi: null })
    await papers.addFile(unread, {
      sha256: 'b'.repeat(64),
      fileName: 'x.pdf',
      byteCount: 1,
      version: null,
      password: null,
    })
    expect(await drafting.start(unread)).toMatchObject({ error: { kind: 'not-extracted-yet' } })
    expect(await drafting.start('00000000-0000-4000-8000-000000000000' as PaperId)).toMatchObject({
      error: { kind: 'paper-not-found' },
    })
  })
})

test('drafts over HTTP: begin, watch, look, stop', async () => {
  const { drafting, paperId } = await freshDrafting('sqlite', { model: 'good' })
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

test('a page that comes late, or comes back, has all the text', async () => {
  const { drafting, paperId } = await freshDrafting('sqlite', { model: 'slow' })
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
