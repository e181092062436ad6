import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RevisionId } from '../../server/review/schema.ts'
import { createApi } from '../api.ts'
import { createActiveTime } from './active-time.ts'
import type { KeptText } from './kept-text.ts'
import { reviewApi, type ReviewApi } from './review-api.ts'
import { createSaver } from './saver.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const revision = (id: string, text: string) => ({ id: id as RevisionId, sequence: Number(id.slice(1)), text })

/** A server that keeps revisions as the real one does: a save on an old base is a conflict. */
function server(head = 'r1') {
  const seen: { text: string; ops: number }[] = []
  let down = false
  const api = reviewApi(
    createApi(async (_path, init) => {
      if (down) throw new TypeError('Failed to fetch')
      const base = new Headers(init?.headers).get('if-match')?.replaceAll('"', '')
      const body = JSON.parse(String(init?.body)) as { text: string; ops: unknown[] }
      if (base !== head) {
        const theirs = { id: head, text: 'theirs' }
        return Response.json({ error: { kind: 'revision-conflict', message: 'Changed.', theirs } }, { status: 412 })
      }
      head = `r${Number(head.slice(1)) + 1}`
      seen.push({ text: body.text, ops: body.ops.length })
      return Response.json({ revision: revision(head, body.text) })
    }),
  )
  return { api, seen, stop: () => (down = true), start: () => (down = false) }
}

function open(api: ReviewApi, base = 'r1') {
  const store = new Map<string, KeptText>()
  const kept = {
    put: async (text: KeptText) => void store.set(text.paperId, text),
    get: async (id: string) => store.get(id),
    remove: async (id: string) => void store.delete(id),
  }
  const parts = { paperId: 'p', api, kept, activeTime: createActiveTime(), now: () => new Date() }
  return { saver: createSaver(parts, revision(base, 'old')), store }
}
const op = { at: '2026-11-25T14:02:00.000Z', from: 0, to: 0, insert: 'x' }

test('one save 800 ms after the last key, with every operation', async () => {
  const { api, seen } = server()
  const { saver, store } = open(api)
  saver.edit('a', [op])
  await vi.advanceTimersByTimeAsync(500)
  saver.edit('ab', [op])
  expect(store.get('p')?.text).toBe('ab')
  await vi.advanceTimersByTimeAsync(799)
  expect(seen).toEqual([])
  await vi.advanceTimersByTimeAsync(50)
  expect(seen).toEqual([{ text: 'ab', ops: 2 }])
  expect(saver.state()).toMatchObject({ kind: 'saved', base: 'r2' })
  expect(store.size).toBe(0)
})

test('while the server is down the text stays in the browser, and goes out when it is back', async () => {
  const { api, seen, stop, start } = server()
  const { saver, store } = open(api)
  stop()
  saver.edit('a', [op])
  await vi.advanceTimersByTimeAsync(5000)
  expect(saver.state().kind).toBe('offline')
  expect(store.get('p')).toMatchObject({ text: 'a', base: 'r1', ops: [op] })
  start()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(seen).toEqual([{ text: 'a', ops: 1 }])
  expect(saver.state().kind).toBe('saved')
})

test('a conflict waits for the editor, who can put the text on top of theirs', async () => {
  const { api, seen } = server('r5')
  const { saver, store } = open(api)
  saver.edit('mine', [op])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(saver.state()).toMatchObject({ kind: 'conflict', theirs: { id: 'r5', text: 'theirs' } })
  expect(store.get('p')?.text).toBe('mine')
  expect(await saver.keepMine()).toBe(true)
  expect(seen).toEqual([{ text: 'mine', ops: 1 }])
})

test('keeping mine says whether the server has it: theirs may not take its place before', async () => {
  const { api, seen, stop, start } = server('r5')
  const { saver, store } = open(api)
  saver.edit('mine', [op])
  await vi.advanceTimersByTimeAsync(1000)
  stop()
  expect(await saver.keepMine()).toBe(false)
  expect(store.get('p')?.text).toBe('mine')
  start()
  await vi.advanceTimersByTimeAsync(2000)
  expect(seen).toEqual([{ text: 'mine', ops: 1 }])
})

test('restored text of an earlier visit is saved on the revision that it grew from', async () => {
  const { api, seen } = server()
  const { saver } = open(api)
  saver.restore({
    paperId: 'p',
    base: 'r1',
    text: 'from before',
    ops: [op],
    activeMs: 10,
    at: '2026-11-25T14:02:00.000Z',
  })
  await vi.advanceTimersByTimeAsync(2000)
  expect(seen).toEqual([{ text: 'from before', ops: 1 }])
})

test('a refetched text replaces a clean one only', () => {
  const { saver } = open(server().api)
  expect(saver.renew(revision('r2', 'new'))).toBe(true)
  saver.edit('mine', [op])
  expect(saver.renew(revision('r3', 'newer'))).toBe(false)
  expect(saver.state().text).toBe('mine')
})

test('an answer that was on its way during a save does not bring the old text back', async () => {
  const { saver } = open(server().api)
  saver.edit('mine', [op])
  await saver.settle()
  expect(saver.renew(revision('r1', 'old'))).toBe(false)
  expect(saver.state()).toMatchObject({ kind: 'saved', text: 'mine', base: 'r2' })
})

test('settling says whether the server has everything', async () => {
  const { api, stop } = server()
  const { saver } = open(api)
  saver.edit('a', [op])
  expect(await saver.settle()).toBe(true)
  stop()
  saver.edit('b', [op])
  expect(await saver.settle()).toBe(false)
})
