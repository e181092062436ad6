import { expect, test } from 'vitest'
import type { EditOp, Revision, RevisionId } from '../../server/review/schema.ts'
import {
  isDirty,
  next,
  retryMs,
  saveWords,
  startState,
  statusOf,
  type SaveAction,
  type SaveState,
} from './save-state.ts'

const op = (insert: string): EditOp => ({ at: '2026-11-25T14:02:00.000Z', from: 0, to: 0, insert })
const type = (text: string): SaveAction => ({ kind: 'edit', text, ops: [op(text)], activeMs: 100 })
const run = (...actions: SaveAction[]): SaveState => actions.reduce(next, startState('r1', 'old'))
const sent = (id: string): SaveAction => ({
  kind: 'sent',
  revision: { id: id as RevisionId },
  at: '2026-11-25T14:02:10.000Z',
})
const theirs = { id: 'r9', text: 'theirs' } as Revision

test('opening a text is not an edit', () => expect(isDirty(startState('r1', 'old'))).toBe(false))

test('a saved edit moves the base and empties what is unsent', () =>
  expect(run(type('a'), { kind: 'send' }, sent('r2'))).toMatchObject({
    kind: 'saved',
    base: 'r2',
    text: 'a',
    unsent: { ops: [], activeMs: 0 },
  }))

test('words typed while a save is on its way stay unsent, and only they', () => {
  const state = run(type('a'), { kind: 'send' }, type('ab'), sent('r2'))
  expect(state).toMatchObject({ kind: 'unsaved', base: 'r2', text: 'ab', unsent: { activeMs: 100 } })
  expect(state.unsent.ops.map(({ insert }) => insert)).toEqual(['ab'])
})

test('without an answer everything is kept and sent again later', () => {
  const state = run(type('a'), { kind: 'send' }, { kind: 'no-answer' }, type('ab'))
  expect(state).toMatchObject({ kind: 'offline', base: 'r1', text: 'ab', failures: 1 })
  expect(next(state, { kind: 'send' })).toMatchObject({ kind: 'saving', sent: { text: 'ab', ops: 2 } })
})

test('a conflict drops nothing, not even what is typed after it', () => {
  const state = run(type('a'), { kind: 'send' }, { kind: 'conflict', theirs }, type('ab'))
  expect(state).toMatchObject({ kind: 'conflict', text: 'ab', base: 'r1' })
  expect(state.unsent.ops).toHaveLength(2)
  expect(next(state, { kind: 'send' })).toBe(state)
})

test('keeping mine puts it on their revision, with all its operations', () => {
  const state = next(run(type('a'), { kind: 'send' }, { kind: 'conflict', theirs }), { kind: 'keep-mine' })
  expect(state).toMatchObject({ kind: 'unsaved', base: 'r9', text: 'a' })
  expect(state.unsent.ops).toHaveLength(1)
})

test('each failed try makes the next wait longer', () => {
  const state = run(type('a'), { kind: 'send' }, { kind: 'no-answer' }, { kind: 'send' }, { kind: 'no-answer' })
  expect(state).toMatchObject({ kind: 'offline', failures: 2 })
})

test('a refetch never overwrites what was typed', () => {
  const dirty = run(type('mine'))
  expect(next(dirty, { kind: 'renew', base: 'r5', text: 'other' })).toBe(dirty)
  expect(next(run(), { kind: 'renew', base: 'r5', text: 'other' })).toMatchObject({ base: 'r5', text: 'other' })
})

test('a late answer to a save that is no longer waited for changes nothing', () => {
  const state = run(type('a'))
  expect(next(state, sent('r2'))).toBe(state)
})

test('"saved" is said only after the server has said so', () => {
  const words = (state: SaveState) => saveWords(statusOf(state), (iso) => iso.slice(11, 16))
  expect(words(run())).toBe('')
  expect(words(run(type('a')))).toBe('unsaved')
  expect(words(run(type('a'), { kind: 'send' }))).toBe('saving…')
  expect(words(run(type('a'), { kind: 'send' }, sent('r2')))).toBe('saved 14:02')
  expect(words(run(type('a'), { kind: 'send' }, { kind: 'no-answer' }))).toContain('kept here')
})

test('tries again ever more slowly, at most every 30 s', () => {
  expect([1, 2, 3, 10].map(retryMs)).toEqual([1000, 2000, 4000, 30_000])
})

test('typing on does not change what the page shows of the state', () => {
  const one = statusOf(run(type('a')))
  expect(statusOf(run(type('a'), type('ab')), one)).toBe(one)
  expect(statusOf(run(type('a'), { kind: 'send' }), one)).not.toBe(one)
})
