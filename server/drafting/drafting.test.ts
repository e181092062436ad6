import { AsyncLocalStorage } from 'node:async_hooks'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../../test/fresh-database.ts'
import { begun, freshDrafting, watched } from '../../test/fresh-drafting.ts'
import { createAnnouncer } from '../jobs/announcer.ts'
import { createEmbeddedQueue } from '../jobs/embedded-queue.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { createPrompts } from '../prompts/load.ts'
import { createDrafting } from './draft-paper.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

describe.each(engines)('on %s', (engine) => {
  test('a draft is streamed, parsed, kept with its call and its prompt, and given to review once', async () => {
    const { drafting, paperId, calls, finished } = await freshDrafting(engine, stub, { model: 'good' })
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
    const { drafting, paperId, finished } = await freshDrafting(engine, stub)
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
    const { drafting, paperId } = await freshDrafting(engine, stub, { model: 'slow' })
    const started = await Promise.all([drafting.start(paperId), drafting.start(paperId)])
    expect(started.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    expect(started.find(({ ok }) => !ok)).toMatchObject({ error: { kind: 'already-writing' } })
    for (const one of started) if (one.ok) await drafting.stop(one.value.id)
  })

  test('Stop keeps what came, and a new draft may begin', async () => {
    const { drafting, paperId } = await freshDrafting(engine, stub, { model: 'slow' })
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
    const { drafting, paperId, queue, parts } = await freshDrafting(engine, stub, { model: 'slow' })
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
    const { drafting, paperId, parts, queue, db, finished } = await freshDrafting(engine, stub, { model: 'slow' })
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

  test('a disk that fails in the middle leaves no draft that is written for ever', async () => {
    const prompts = {
      ...createPrompts(path.resolve('prompts')),
      part: () => Promise.reject(new Error('the disk is broken')),
    }
    const { drafting, paperId } = await freshDrafting(engine, stub, { model: 'good', prompts })
    const { id } = await begun(drafting, paperId)
    expect((await watched(drafting, id)).end).toMatchObject({
      data: { status: 'interrupted', error: { kind: 'internal' } },
    })
    const next = await begun(drafting, paperId, { model: 'offline' })
    await watched(drafting, next.id)
  })

  test('a draft is checked before the transaction that ends it, so that nothing waits for the check', async () => {
    const outside = AsyncLocalStorage.snapshot()
    const seen: string[] = []
    const fresh = await freshDrafting(engine, stub, {
      check: async () => {
        // On the one connection of SQLite this would wait for ever inside of a transaction.
        const rows = await outside(() => fresh.db.q().selectFrom('draft').select('status').execute())
        seen.push(...rows.map(({ status }) => status))
        return { grounding: null, take: async ({ status }) => void seen.push(status) }
      },
    })
    const { id } = await begun(fresh.drafting, fresh.paperId)
    await watched(fresh.drafting, id)
    expect(seen).toEqual(['streaming', 'complete'])
  })

  test('the text is kept when review stumbles over the draft', async () => {
    const broken = () => Promise.reject(new Error('review is broken'))
    for (const check of [broken, async () => ({ grounding: null, take: broken })]) {
      const { drafting, paperId } = await freshDrafting(engine, stub, { check })
      const { id } = await begun(drafting, paperId)
      await watched(drafting, id)
      expect(await drafting.find(id)).toMatchObject({ status: 'complete', model: 'offline' })
    }
  })
})
