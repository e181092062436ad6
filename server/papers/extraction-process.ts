/** One extraction child, watched from outside: whatever it does, every request ends, and the parent lives on. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FromChild, ReaderReplies, ReaderRequestOf } from './extraction-messages.ts'
import { cpuMsOf, memoryMiBOf } from './process-usage.ts'

export type ReaderLimits = {
  /** Resident memory past which the child is killed. */
  memoryLimitMiB: number
  /** Longest silence between two pages, in work: see `workedMs`. */
  pageTimeoutMs: number
  /** Longest wait from the fork to the first sign of life. */
  startTimeoutMs: number
  /** How often memory and silence are looked at. */
  pollMs: number
}

/** `done` pages were read before, so page `done` (from 0) is the one the child died on. The times are work: see `workedMs`. */
export type Lost = {
  kind: 'lost'
  why: 'stalled' | 'memory' | 'crashed' | 'aborted' | 'closed'
  done: number
  total: number | null
  /** Since the last page. */
  silentMs: number
  /** Since the request, without what its pages may take. */
  overMs: number
  /** Pages that were read, but took long. */
  slow: readonly number[]
}

/** How a request ended. `lost`: the child is dead. */
export type ReaderOutcome<T> = { kind: 'replied'; reply: T } | { kind: 'threw'; message: string } | Lost

export type AskOptions = {
  memoryLimitMiB?: number
  pageTimeoutMs?: number
  /** Longest work on the whole request, besides what its pages may take. */
  fileTimeoutMs?: number
  onPage?: (done: number, total: number) => void
  signal?: AbortSignal
}

export type Reader = {
  pid: number | undefined
  /** One request at a time: the caller waits for the answer. Never rejects. */
  ask<K extends keyof ReaderReplies>(
    request: ReaderRequestOf<K>,
    options?: AskOptions,
  ): Promise<ReaderOutcome<ReaderReplies[K]>>
  /** False once the child has ended, or was told to. */
  alive(): boolean
  /** Resident memory now; null when it can't be read. */
  rssMiB(): number | null
  /** The most resident memory it ever had, where the system tells; else as `rssMiB`. */
  peakMiB(): number | null
  kill(): void
}

const childFile = fileURLToPath(new URL('./extraction-child.ts', import.meta.url))

/**
 * Set once and fixed, so that glibc gives large buffers (fonts, unpacked streams) back to the system when they are freed.
 * By itself it learns to keep them: a child then rested so high that it was replaced every thirty papers, and a new one
 * costs three seconds of processor time until it is warm. Other systems ignore them.
 */
const mallocSettings = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_ARENA_MAX: '2' }

/** Fork a child. It holds the parent open only while it works, has none of the parent's environment (no keys), and dies with it. */
export function startReader(limits: ReaderLimits): Reader {
  const child = fork(childFile, [], {
    serialization: 'advanced',
    // The child collects its garbage itself, in time: a bound on V8's heap would cost a third of the speed. Its last
    // compiler is left out: for what a child reads in its life it costs more than it gives (a quarter of the time of the
    // first twenty papers).
    execArgv: ['--expose-gc', '--max-semi-space-size=16', '--no-turbofan'],
    env: mallocSettings,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let alive = true
  let ready = false
  let reportedMiB: number | null = null
  let onMessage: (message: FromChild) => void = () => {}
  let onEnd: (why: 'crashed' | 'closed') => void = () => {}
  const end = (why: 'crashed' | 'closed'): void => {
    alive = false
    onEnd(why)
  }
  child.on('exit', () => end('crashed'))
  child.on('error', () => end('crashed'))
  child.on('message', (message) => {
    const said = message as FromChild
    if (said.kind === 'ready') ready = true
    if (said.kind === 'page') reportedMiB = said.rssMiB
    onMessage(said)
  })
  const hold = (held: boolean): void => {
    if (held) child.ref()
    else child.unref()
    if (held) child.channel?.ref()
    else child.channel?.unref()
  }
  const kill = (): void => {
    if (!alive) return
    child.kill('SIGKILL')
    end('closed')
  }
  const rssMiB = (): number | null => memoryMiBOf(child.pid, 'VmRSS') ?? reportedMiB
  const peakMiB = (): number | null => memoryMiBOf(child.pid, 'VmHWM') ?? reportedMiB
  hold(false)

  return {
    pid: child.pid,
    alive: () => alive,
    rssMiB,
    peakMiB,
    kill,
    ask<K extends keyof ReaderReplies>(
      request: ReaderRequestOf<K>,
      {
        memoryLimitMiB = limits.memoryLimitMiB,
        pageTimeoutMs = limits.pageTimeoutMs,
        fileTimeoutMs = Number.POSITIVE_INFINITY,
        onPage,
        signal,
      }: AskOptions = {},
    ) {
      return new Promise<ReaderOutcome<ReaderReplies[K]>>((resolve) => {
        let done = 0
        let total: number | null = null
        const asked = momentOf(child.pid)
        let heard = asked
        const slow: number[] = []
        const silentMs = (): number => (ready ? workedMs(child.pid, heard) : performance.now() - heard.atMs)
        const overMs = (): number => workedMs(child.pid, asked) - (total ?? 0) * ordinaryPageMs
        const settle = (outcome: ReaderOutcome<ReaderReplies[K]>): void => {
          clearInterval(timer)
          signal?.removeEventListener('abort', onAbort)
          onMessage = onEnd = () => {}
          hold(false)
          resolve(outcome)
        }
        const lose = (why: Lost['why']): void => {
          onEnd = () => {}
          const lost: Lost = { kind: 'lost', why, done, total, silentMs: silentMs(), overMs: overMs(), slow }
          kill()
          settle(lost)
        }
        const onAbort = (): void => lose('aborted')
        const timer = setInterval(() => {
          if ((rssMiB() ?? 0) > memoryLimitMiB) lose('memory')
          else if (silentMs() > (ready ? pageTimeoutMs : limits.startTimeoutMs)) lose('stalled')
          else if (ready && overMs() > fileTimeoutMs) lose('stalled')
        }, limits.pollMs)
        onEnd = lose
        onMessage = (said) => {
          if (said.kind === 'page' && silentMs() > slowPageMs) slow.push(said.done - 1)
          heard = momentOf(child.pid)
          if (said.kind === 'page') {
            done = said.done
            total = said.total
            onPage?.(done, total)
          } else if (said.kind === 'reply') {
            // The child answers the request that it was asked, so the reply has its kind.
            settle({ kind: 'replied', reply: said.reply as ReaderReplies[K] })
          } else if (said.kind === 'threw') settle({ kind: 'threw', message: said.message })
        }
        signal?.addEventListener('abort', onAbort)
        if (!alive) return lose('crashed')
        if (signal?.aborted) return onAbort()
        hold(true)
        child.send(request, (error) => error && lose('crashed'))
      })
    },
  }
}

/** What a page may take without being counted: three times what most take. */
const ordinaryPageMs = 50
/** The slowest of real pages takes a third of it. */
const slowPageMs = 1000

type Moment = { atMs: number; cpuMs: number | null }

const momentOf = (pid: number | undefined): Moment => ({ atMs: performance.now(), cpuMs: cpuMsOf(pid) })

/**
 * How long a child has worked: its own processor time, where the system tells, so that a busy machine is no fault of a page.
 * A child that waits, for what may never come, is measured by the wall; so is, at a tenth, one that hardly gets a turn, and at a
 * third, all where the system does not tell.
 */
function workedMs(pid: number | undefined, since: Moment): number {
  const wallMs = performance.now() - since.atMs
  const cpuMs = cpuMsOf(pid)
  if (cpuMs === null || since.cpuMs === null) return wallMs / 3
  const usedMs = cpuMs - since.cpuMs
  return usedMs < wallMs / 50 ? wallMs : Math.max(usedMs, wallMs / 10)
}
