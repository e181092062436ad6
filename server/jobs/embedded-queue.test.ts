import { describe, expect, test } from 'vitest'
import { engines, freshStore } from '../../test/fresh-database.ts'
import { fail, ok } from '../result.ts'
import { createAnnouncer } from './announcer.ts'
import { createEmbeddedQueue } from './embedded-queue.ts'
import type { JobDefinition } from './queue.ts'

const now = () => new Date()
const definition = (
  handler: JobDefinition['handler'],
  afterRestart: 'again' | 'interrupt' = 'again',
): JobDefinition => ({
  queue: 'work',
  concurrency: 2,
  afterRestart,
  handler,
})

describe.each(engines)('on %s', (engine) => {
  test('a job runs once with its payload, and a second of the same key is not added while it waits', async () => {
    const { db } = await freshStore(engine)
    const queue = createEmbeddedQueue(db, createAnnouncer(), now)
    const seen: unknown[] = []
    queue.define(definition(async (payload) => (seen.push(payload), ok(null))))
    await queue.add('work', 'a', { n: 1 })
    await queue.add('work', 'a', { n: 2 })
    await queue.start()
    await queue.idle()
    expect(seen).toEqual([{ n: 1 }])
    expect(await queue.find('work', 'a')).toMatchObject({ state: 'done', error: null })
    await queue.close()
  })

  test('a job that is added in a transaction begins when that is committed, and never if it is taken back', async () => {
    const { db } = await freshStore(engine)
    const queue = createEmbeddedQueue(db, createAnnouncer(), now)
    const begun: unknown[] = []
    queue.define(
      definition(async (payload) => {
        // In the transaction that is over by now this query would fail.
        const rows = await db.q().selectFrom('job').select('state').where('key', '=', 'kept').execute()
        begun.push([payload, rows])
        return ok(null)
      }),
    )
    await queue.start()
    const add = (key: string, then: () => void) =>
      db.tx(async () => {
        await queue.add('work', key, key)
        await new Promise((resolve) => setTimeout(resolve, 20))
        expect(begun).toEqual([])
        then()
      })
    const takenBack = add('lost', () => {
      throw new Error('boom')
    })
    await expect(takenBack).rejects.toThrow('boom')
    await add('kept', () => {})
    await queue.idle()
    expect(begun).toEqual([['kept', [{ state: 'running' }]]])
    expect(await queue.find('work', 'lost')).toBeNull()
    await queue.close()
  })

  test('a failure is kept with its kind, a throw as a crash, and neither stops the others', async () => {
    const { db } = await freshStore(engine)
    const queue = createEmbeddedQueue(db, createAnnouncer(), now)
    queue.define(
      definition(async (payload) => {
        if (payload === 'fail') return fail({ kind: 'no-luck', message: 'No luck.' })
        if (payload === 'throw') throw new Error('bug')
        return ok(null)
      }),
    )
    await queue.start()
    for (const key of ['fail', 'throw', 'fine']) await queue.add('work', key, key)
    await queue.idle()
    expect(await queue.find('work', 'fail')).toMatchObject({ state: 'failed', error: { kind: 'no-luck' } })
    expect(await queue.find('work', 'throw')).toMatchObject({ state: 'failed', error: { kind: 'job-crashed' } })
    expect(await queue.find('work', 'fine')).toMatchObject({ state: 'done' })
    await queue.close()
  })

  test.each(['again', 'interrupt'] as const)(
    'after a killed process a running job is left to "%s"',
    async (afterRestart) => {
      const { db } = await freshStore(engine)
      await db
        .q()
        .insertInto('job')
        .values({
          id: crypto.randomUUID(),
          queue: 'work',
          key: 'a',
          payload_json: '1',
          state: 'running',
          attempts: 1,
          created_at: now().toISOString(),
        })
        .execute()
      const queue = createEmbeddedQueue(db, createAnnouncer(), now)
      const attempts: number[] = []
      queue.define(definition(async (_payload, { attempt }) => (attempts.push(attempt), ok(null)), afterRestart))
      await queue.start()
      await queue.idle()
      expect(attempts).toEqual(afterRestart === 'again' ? [2] : [])
      expect((await queue.find('work', 'a'))?.state).toBe(afterRestart === 'again' ? 'done' : 'interrupted')
      await queue.close()
    },
  )

  test('stop aborts a running job and waits until it has ended', async () => {
    const { db } = await freshStore(engine)
    const queue = createEmbeddedQueue(db, createAnnouncer(), now)
    const started = Promise.withResolvers<void>()
    queue.define(
      definition(async (_payload, { signal }) => {
        started.resolve()
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        return fail({ kind: 'stopped', message: 'Stopped.' })
      }),
    )
    await queue.start()
    await queue.add('work', 'a', null)
    await started.promise
    expect(await queue.stop('work', 'a')).toBe(true)
    expect(await queue.find('work', 'a')).toMatchObject({ state: 'failed', error: { kind: 'stopped' } })
    expect(await queue.stop('work', 'a')).toBe(false)
    await queue.close()
  })

  test('a job added while the same work runs is done after it, never beside it', async () => {
    const { db } = await freshStore(engine)
    const queue = createEmbeddedQueue(db, createAnnouncer(), now)
    const log: string[] = []
    const goOn = Promise.withResolvers<void>()
    const began = Promise.withResolvers<void>()
    queue.define(
      definition(async (payload) => {
        log.push(`begin ${String(payload)}`)
        began.resolve()
        await goOn.promise
        log.push(`end ${String(payload)}`)
        return ok(null)
      }),
    )
    await queue.start()
    await queue.add('work', 'a', 1)
    await began.promise
    await queue.add('work', 'a', 2)
    await queue.add('work', 'a', 3)
    goOn.resolve()
    await queue.idle()
    expect(log).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2'])
    await queue.close()
  })

  test('closing puts a running job back, and the next process finishes it', async () => {
    const { db } = await freshStore(engine)
    const first = createEmbeddedQueue(db, createAnnouncer(), now)
    const started = Promise.withResolvers<void>()
    first.define(
      definition(async (_payload, { signal }) => {
        started.resolve()
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        return fail({ kind: 'stopped', message: 'Stopped.' })
      }),
    )
    await first.start()
    await first.add('work', 'a', null)
    await started.promise
    await first.close()
    const second = createEmbeddedQueue(db, createAnnouncer(), now)
    second.define(definition(async () => ok(null)))
    await second.start()
    await second.idle()
    expect(await second.find('work', 'a')).toMatchObject({ state: 'done' })
    await second.close()
  })
})
