import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { madePaper } from '../../test/made-paper.ts'
import { begun, freshDrafting, scan, watched } from '../../test/fresh-drafting.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { summarizeReading } from '../papers/reading.ts'
import type { PaperId } from '../papers/schema.ts'
import { DraftId } from './schema.ts'
import { createDraftStore } from './store.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

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
    const { drafting, paperId, finished, calls } = await freshDrafting('sqlite', stub, {
      model,
      ...(model === 'stall' && { idleMs: 400 }),
    })
    const { id } = await begun(drafting, paperId)
    await watched(drafting, id)
    const draft = (await drafting.find(id))!
    expect(draft).toMatchObject({ status, error: { kind } })
    expect(finished).toHaveLength(status === 'failed' ? 0 : 1)
    expect(await calls.find(draft.callId!)).toMatchObject({ error: { kind } })
  })

  test('a model that finds too little readable text leaves no draft, and is not asked again', async () => {
    const jumbled = Array.from({ length: 80 }, () => ({ kind: 'paragraph' as const, text: 'jumbled words of no use' }))
    const { drafting, paperId, finished } = await freshDrafting('sqlite', stub, {
      model: 'good',
      text: madePaper(jumbled),
    })
    const before = stub.requests.length
    const { id } = await begun(drafting, paperId)
    await watched(drafting, id)
    expect(await drafting.find(id)).toMatchObject({
      status: 'unreadable',
      prose: '',
      error: { kind: 'not-enough-text', message: expect.stringMatching(/^Not enough readable text: /) },
      repair: null,
    })
    expect(finished).toEqual([])
    expect(stub.requests.length - before).toBe(1)
  })

  test('a paper that is too long for the model is planned once more with less', async () => {
    const { drafting, paperId } = await freshDrafting('sqlite', stub, { model: 'context-once' })
    const { id } = await begun(drafting, paperId)
    await watched(drafting, id)
    expect(await drafting.find(id)).toMatchObject({ status: 'complete' })
    const always = await begun(drafting, paperId, { model: 'context' })
    await watched(drafting, always.id)
    expect(await drafting.find(always.id)).toMatchObject({ status: 'failed', error: { kind: 'context-too-long' } })
    expect(stub.requests.filter(({ model }) => model === 'context')).toHaveLength(2)
  })
})

test('a paper that is read anew before its draft begins is not drafted from the old text', async () => {
  const { drafting, paperId, papers, parts, db, queue } = await freshDrafting('sqlite', stub, { model: 'good' })
  const old = await papers.latestText(paperId)
  if (!old || 'error' in old) throw new Error('no reading')
  await sleep(5)
  const { fileId } = (await papers.findPaper(paperId))!
  await papers.addReading(fileId, 'newer', { text: old.text, summary: summarizeReading(old.text) })
  const store = createDraftStore(db, parts.libraryId, parts.now)
  const id = DraftId.parse(randomUUID())
  const row = { id, paperId, paperTextId: old.id, model: 'good', promptName: 'draft', promptSha: null, notes: [] }
  await store.add(row)
  const before = stub.requests.length
  await queue.add('draft', id, { draftId: id })
  await watched(drafting, id)
  expect(await drafting.find(id)).toMatchObject({ status: 'failed', error: { kind: 'paper-changed' } })
  expect(stub.requests.length).toBe(before)
})

describe('what cannot be drafted is refused before anything is paid', () => {
  test.each([
    ['a scan', { text: scan }, {}, 'no-readable-text'],
    ['an unknown prompt', {}, { model: 'good', prompt: 'nothing' }, 'prompt-not-found'],
  ])('%s', async (_name, options, start, kind) => {
    const { drafting, paperId } = await freshDrafting('sqlite', stub, options)
    expect(await drafting.start(paperId, start)).toMatchObject({ ok: false, error: { kind } })
    expect(await drafting.ofPaper(paperId)).toEqual([])
  })
  test('a paper that nobody knows, or that is still being read', async () => {
    const { drafting, papers } = await freshDrafting('sqlite', stub)
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
