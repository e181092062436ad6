/** The queue of one process: rows in the `job` table, worked by p-queue. */
import { randomUUID } from 'node:crypto'
import PQueue from 'p-queue'
import type { Failure } from '../result.ts'
import type { Database } from '../storage/open-database.ts'
import type { Announcer } from './announcer.ts'
import type { JobDefinition, JobProgress, JobState, JobView, Queue } from './queue.ts'

/** Progress is written at most this often; the announcer hears every report. */
const progressEveryMs = 500

type Running = { abort: AbortController; ended: Promise<void>; work: string }

export function createEmbeddedQueue(db: Database, announcer: Announcer, now: () => Date): Queue {
  const definitions = new Map<string, JobDefinition & { workers: PQueue }>()
  const running = new Map<string, Running>()
  let started = false
  let closing = false

  const nowText = () => now().toISOString()
  const set = (id: string, values: { state: JobState; error_json?: string | null; finished_at?: string | null }) =>
    db.q().updateTable('job').set(values).where('id', '=', id).execute()

  function enqueue(id: string, queue: string): void {
    const definition = definitions.get(queue)
    if (!definition || closing) return
    definition.workers
      .add(() => work(id, definition))
      // The database failed us, again and again: the row is left as it is and the next start picks it up.
      .catch((error: unknown) => console.error(`job ${id} of ${queue} could not be worked:`, error))
  }

  async function work(id: string, definition: JobDefinition): Promise<void> {
    if (closing) return
    const key = await keyOf(id)
    // A second job of the same work waits until the first has ended: it was added because something changed meanwhile.
    await [...running.values()].find((other) => other.work === `${definition.queue}:${key}`)?.ended
    const taken = await db
      .q()
      .updateTable('job')
      .set((eb) => ({ state: 'running', started_at: nowText(), attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .returningAll()
      .executeTakeFirst()
    // Stopped while it waited.
    if (!taken) return
    const abort = new AbortController()
    const ended = Promise.withResolvers<void>()
    running.set(id, { abort, ended: ended.promise, work: `${taken.queue}:${taken.key}` })
    try {
      const outcome = await outcomeOf(taken, definition, abort.signal)
      await withPatience(() => set(id, outcome))
    } finally {
      running.delete(id)
      announcer.announce(`job:${taken.queue}:${taken.key}`, { state: 'ended' })
      ended.resolve()
    }
  }

  async function keyOf(id: string): Promise<string | undefined> {
    const row = await db.q().selectFrom('job').select('key').where('id', '=', id).executeTakeFirst()
    return row?.key
  }

  async function outcomeOf(
    job: { id: string; queue: string; key: string; payload_json: string; attempts: number },
    definition: JobDefinition,
    signal: AbortSignal,
  ): Promise<{ state: JobState; error_json?: string; finished_at?: string }> {
    let writtenAt = 0
    const report = (progress: JobProgress) => {
      announcer.announce(`job:${job.queue}:${job.key}`, { state: 'running', progress })
      if (Date.now() - writtenAt < progressEveryMs) return
      writtenAt = Date.now()
      // Progress is a courtesy: a lost write of it harms nothing.
      void db
        .q()
        .updateTable('job')
        .set({ progress_json: JSON.stringify(progress) })
        .where('id', '=', job.id)
        .execute()
        .catch(() => {})
    }
    try {
      const result = await definition.handler(JSON.parse(job.payload_json), { signal, report, attempt: job.attempts })
      if (result.ok) return { state: 'done', finished_at: nowText() }
      if (closing && definition.afterRestart === 'again') return { state: 'waiting' }
      return { state: 'failed', error_json: JSON.stringify(result.error), finished_at: nowText() }
    } catch (error) {
      if (closing && definition.afterRestart === 'again') return { state: 'waiting' }
      console.error(`job ${job.queue} ${job.key} crashed:`, error)
      const failure: Failure = { kind: 'job-crashed', message: `This should not happen: ${String(error)}` }
      return { state: 'failed', error_json: JSON.stringify(failure), finished_at: nowText() }
    }
  }

  async function pickUp(): Promise<void> {
    for (const definition of definitions.values()) {
      const left = db.q().updateTable('job').where('queue', '=', definition.queue).where('state', '=', 'running')
      if (definition.afterRestart === 'again') await left.set({ state: 'waiting' }).execute()
      else await left.set({ state: 'interrupted', finished_at: nowText() }).execute()
    }
    // From here on new jobs are taken at once; what was running before has its new state already.
    started = true
    const waiting = await db
      .q()
      .selectFrom('job')
      .select(['id', 'queue'])
      .where('state', '=', 'waiting')
      .orderBy('created_at')
      .execute()
    for (const job of waiting) enqueue(job.id, job.queue)
  }

  return {
    define(definition) {
      definitions.set(definition.queue, { ...definition, workers: new PQueue({ concurrency: definition.concurrency }) })
    },
    async add(queue, key, payload) {
      const id = randomUUID()
      await db.tx(async () => {
        const busy = await db
          .q()
          .selectFrom('job')
          .select('id')
          .where('queue', '=', queue)
          .where('key', '=', key)
          .where('state', '=', 'waiting')
          .executeTakeFirst()
        if (busy) return
        const row = { id, queue, key, payload_json: JSON.stringify(payload), state: 'waiting' as const, attempts: 0 }
        await db
          .q()
          .insertInto('job')
          .values({ ...row, created_at: nowText() })
          .execute()
        // A caller's transaction may be open still: the job is worked when it is on the disk, and outside of it.
        db.afterCommit(() => {
          if (started) enqueue(id, queue)
        })
      })
    },
    async find(queue, key) {
      const row = await newest(db, queue).where('key', '=', key).executeTakeFirst()
      return row ? viewOf(row) : null
    },
    async list(queue) {
      const byKey = new Map<string, JobView>()
      for (const row of await newest(db, queue).execute()) if (!byKey.has(row.key)) byKey.set(row.key, viewOf(row))
      return [...byKey.values()]
    },
    async stop(queue, key) {
      const stopped = await db
        .q()
        .updateTable('job')
        .set({ state: 'interrupted', finished_at: nowText() })
        .where('queue', '=', queue)
        .where('key', '=', key)
        .where('state', '=', 'waiting')
        .returning('id')
        .executeTakeFirst()
      if (stopped) return true
      const row = await newest(db, queue).where('key', '=', key).executeTakeFirst()
      const job = row && running.get(row.id)
      if (!job) return false
      job.abort.abort()
      await job.ended
      return true
    },
    async start() {
      await pickUp()
    },
    async idle() {
      await Promise.all([...definitions.values()].map((definition) => definition.workers.onIdle()))
    },
    async close() {
      closing = true
      for (const definition of definitions.values()) definition.workers.clear()
      for (const job of running.values()) job.abort.abort()
      await Promise.all([...running.values()].map((job) => job.ended))
    },
  }
}

/** A locked or restarting database must not lose the end of a job: tried again for about a minute. */
async function withPatience(write: () => Promise<unknown>): Promise<void> {
  for (const pauseMs of [200, 1000, 5000, 20_000, 30_000]) {
    try {
      await write()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  await write()
}

const newest = (db: Database, queue: string) =>
  db.q().selectFrom('job').selectAll().where('queue', '=', queue).orderBy('created_at', 'desc').orderBy('id', 'desc')

type JobRow = Awaited<ReturnType<ReturnType<typeof newest>['execute']>>[number]

const viewOf = (row: JobRow): JobView => ({
  queue: row.queue,
  key: row.key,
  state: row.state,
  progress: row.progress_json ? (JSON.parse(row.progress_json) as JobProgress) : null,
  error: row.error_json ? (JSON.parse(row.error_json) as Failure) : null,
  createdAt: row.created_at,
})
