/** One extraction child, watched from outside: whatever it does, every request ends, and the parent lives on. */
import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FromChild, ReaderReplies, ReaderRequestOf } from './extraction-messages.ts'

export type ReaderLimits = {
  /** Resident memory past which the child is killed. */
  memoryLimitMiB: number
  /** Longest silence between two pages. */
  pageTimeoutMs: number
  /** Longest wait from the fork to the first sign of life. */
  startTimeoutMs: number
  /** How often memory and silence are looked at. */
  pollMs: number
}

/** How a request ended. `lost`: the child is dead; `done` pages were read before, so page `done` (from 0) is the one it died on. */
export type ReaderOutcome<T> =
  | { kind: 'replied'; reply: T }
  | { kind: 'threw'; message: string }
  | { kind: 'lost'; why: 'stalled' | 'memory' | 'crashed' | 'aborted' | 'closed'; done: number; total: number | null }

export type AskOptions = {
  memoryLimitMiB?: number
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
    // The child collects its garbage itself, in time: a bound on V8's heap would cost a third of the speed.
    execArgv: ['--expose-gc', '--max-semi-space-size=16'],
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
  const rssMiB = (): number | null => memoryOf(child.pid, 'VmRSS') ?? reportedMiB
  const peakMiB = (): number | null => memoryOf(child.pid, 'VmHWM') ?? reportedMiB
  hold(false)

  return {
    pid: child.pid,
    alive: () => alive,
    rssMiB,
    peakMiB,
    kill,
    ask<K extends keyof ReaderReplies>(
      request: ReaderRequestOf<K>,
      { memoryLimitMiB = limits.memoryLimitMiB, onPage, signal }: AskOptions = {},
    ) {
      return new Promise<ReaderOutcome<ReaderReplies[K]>>((resolve) => {
        let done = 0
        let total: number | null = null
        let heardAt = performance.now()
        const settle = (outcome: ReaderOutcome<ReaderReplies[K]>): void => {
          clearInterval(timer)
          signal?.removeEventListener('abort', onAbort)
          onMessage = onEnd = () => {}
          hold(false)
          resolve(outcome)
        }
        const lose = (why: 'stalled' | 'memory' | 'crashed' | 'aborted' | 'closed'): void => {
          onEnd = () => {}
          kill()
          settle({ kind: 'lost', why, done, total })
        }
        const onAbort = (): void => lose('aborted')
        const timer = setInterval(() => {
          if ((rssMiB() ?? 0) > memoryLimitMiB) lose('memory')
          else if (performance.now() - heardAt > (ready ? limits.pageTimeoutMs : limits.startTimeoutMs)) lose('stalled')
        }, limits.pollMs)
        onEnd = lose
        onMessage = (said) => {
          heardAt = performance.now()
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

/** A memory figure of a process as Linux tells it; null elsewhere, or when the process is gone. */
function memoryOf(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]
    return kilobytes ? Number(kilobytes) / 1024 : null
  } catch {
    return null
  }
}
