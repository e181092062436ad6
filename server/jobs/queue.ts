/** The queue's interface: durable jobs with a key, progress, and a stated behaviour after a restart. */
import type { Failure, Result } from '../result.ts'

/** `done` of `total` units (pages, cells); `note` says what is being done now. */
export type JobProgress = { done: number; total: number; note?: string }

export type JobContext = {
  /** Aborted by `stop` and when the queue closes. */
  signal: AbortSignal
  report: (progress: JobProgress) => void
  /** 1 for the first try. */
  attempt: number
}

/** A failure is kept with the job and shown; a throw is a bug and is kept as `job-crashed`. */
export type JobHandler = (payload: unknown, context: JobContext) => Promise<Result<null, Failure>>

export type JobDefinition = {
  queue: string
  /** Jobs of this queue that run at once in this process. */
  concurrency: number
  /**
   * What happens to a job that was running when the process died: `again` runs it once more (it must be idempotent),
   * `interrupt` leaves it, for work that costs money.
   */
  afterRestart: 'again' | 'interrupt'
  handler: JobHandler
}

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'interrupted'
export type JobView = {
  queue: string
  key: string
  state: JobState
  progress: JobProgress | null
  error: Failure | null
  createdAt: string
}

export type Queue = {
  /** Before `start`; once a queue name. */
  define: (definition: JobDefinition) => void
  /** On the disk when it returns, in a caller's transaction once that is committed. Does nothing where a job of that queue and key waits; beside a running one it runs next. */
  add: (queue: string, key: string, payload: unknown) => Promise<void>
  /** The newest job of that key, or null. */
  find: (queue: string, key: string) => Promise<JobView | null>
  /** The newest job of each key of a queue. */
  list: (queue: string) => Promise<JobView[]>
  /** Ends a waiting or running job; false where there was none. */
  stop: (queue: string, key: string) => Promise<boolean>
  /** Picks up what an earlier process left, then works until `close`. */
  start: () => Promise<void>
  /** Resolves when nothing waits or runs. */
  idle: () => Promise<void>
  /** Aborts what runs (an `again` job then waits for the next start) and resolves when all handlers have ended. */
  close: () => Promise<void>
}
