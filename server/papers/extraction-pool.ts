/** The pool of child processes that read PDFs, so that no file can hang, fill or crash the program. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import PQueue from 'p-queue'
import { fail, type Result } from '../result.ts'
import type { PdfSource, ReaderReplies, ReaderRequestOf } from './extraction-messages.ts'
import { startReader, type Reader, type ReaderLimits, type ReaderOutcome } from './extraction-process.ts'
import type { Box, PaperError, PaperText, Probe } from './schema.ts'

export type PoolOptions = Partial<ReaderLimits> & {
  /** Children at most; each is started when it is first needed. */
  size: number
  /** Rendering decodes images, so it is given more room and time than reading. */
  renderMemoryLimitMiB?: number
  renderTimeoutMs?: number
  /** Of one file: how long its bad and slow pages may keep children at work, before what was not reached by then is left unread. */
  fileTimeoutMs?: number
  /** A child is replaced after this many requests, or when it rests above 85 % of its memory limit. */
  requestsPerChild?: number
}
export type ReadOptions = {
  password?: string
  /** Of `extract`: the text alone, without title, headings, figures and tables. */
  textOnly?: boolean
  /** Pages read and pages in all, after each page. A page that has to be skipped starts the count anew. */
  onProgress?: (done: number, total: number) => void
  /** Rejects with the signal's reason; a running child is killed at once. */
  signal?: AbortSignal
}
export type ExtractionPool = {
  /** The whole paper. A page that hangs, fills the memory or crashes its child is skipped and named; the rest is kept. */
  extract(bytes: Uint8Array, options?: ReadOptions): Promise<Result<PaperText, PaperError>>
  /** Page 1 only: goes before waiting extractions. */
  probe(bytes: Uint8Array, options?: ReadOptions): Promise<Result<Probe, PaperError>>
  /** A region of a page (points, origin top left) as a PNG `widthPx` wide: goes before waiting extractions. */
  render(
    bytes: Uint8Array,
    region: { pageIndex: number; box: Box; widthPx: number },
    options?: ReadOptions,
  ): Promise<Result<Uint8Array, PaperError>>
  /** The most memory that a child has had at the end of a request; 0 before the first. */
  peakMiB(): number
  /** The children that live now, for a health page. */
  pids(): number[]
  /** Ends all children. Requests that run or wait get `extraction-failed`. */
  close(): void
}

/** One bad page must not lose the paper; a paper of bad pages must not start children without end. */
const maxSkippedPages = 3
/** The least that is given to a page after others have used up the time. */
const leastPageMs = 1000

/**
 * @param options limits default to 400 MiB, 3 s of work a page, 5 s a file (50 ms more a page), 20 s for a child to start, a
 * look every 50 ms; rendering 700 MiB and 10 s. What stands before the page at which a file is given up is read once more, in at
 * most 3 s: with the start of new children a file of bad pages ends within 10 s on a machine that has the time.
 */
export function createExtractionPool(options: PoolOptions): ExtractionPool {
  const { size, renderMemoryLimitMiB = 700, renderTimeoutMs = 10_000, requestsPerChild = 100 } = options
  const { memoryLimitMiB = 400, pageTimeoutMs = 3000, startTimeoutMs = 20_000, pollMs = 50 } = options
  const { fileTimeoutMs = 5000 } = options
  const limits = { memoryLimitMiB, pageTimeoutMs, startTimeoutMs, pollMs }
  const queue = new PQueue({ concurrency: size })
  const children = new Map<Reader, number>()
  const idle: Reader[] = []
  let closed = false
  let peakMiB = 0

  const take = (): Reader => {
    const rested = idle.pop()
    if (rested?.alive()) return rested
    if (rested) {
      children.delete(rested)
      return take()
    }
    const fresh = startReader(limits)
    children.set(fresh, 0)
    return fresh
  }
  const giveBack = (reader: Reader, healthy: boolean): void => {
    const requests = (children.get(reader) ?? 0) + 1
    children.set(reader, requests)
    peakMiB = Math.max(peakMiB, reader.peakMiB() ?? 0)
    if (healthy && requests < requestsPerChild && (reader.rssMiB() ?? 0) < memoryLimitMiB * 0.85) idle.push(reader)
    else {
      reader.kill()
      children.delete(reader)
    }
  }

  const ask = async <K extends keyof ReaderReplies>(
    request: ReaderRequestOf<K>,
    { onProgress, signal }: ReadOptions,
    timeouts: { pageTimeoutMs?: number; fileTimeoutMs?: number } = {},
  ): Promise<ReaderOutcome<ReaderReplies[K]>> => {
    signal?.throwIfAborted()
    const outcome = await queue.add(
      async () => {
        if (closed)
          return { kind: 'lost', why: 'closed', done: 0, total: null, silentMs: 0, overMs: 0, slow: [] } as const
        const reader = take()
        const answer = await reader.ask(request, {
          ...timeouts,
          ...(request.kind === 'render' && { memoryLimitMiB: renderMemoryLimitMiB, pageTimeoutMs: renderTimeoutMs }),
          ...(onProgress && { onPage: onProgress }),
          ...(signal && { signal }),
        })
        giveBack(reader, answer.kind === 'replied')
        return answer
      },
      { priority: request.kind === 'extract' ? 0 : 1 },
    )
    signal?.throwIfAborted()
    return outcome
  }
  const askOnce = async <K extends 'probe' | 'render'>(request: ReaderRequestOf<K>, readOptions: ReadOptions) => {
    const outcome = await ask(request, readOptions)
    return outcome.kind === 'replied' ? outcome.reply : fail(explain(outcome, limits))
  }

  const extractFrom = async (pdf: PdfSource, readOptions: ReadOptions): Promise<Result<PaperText, PaperError>> => {
    const skipPages: number[] = []
    const triedTwice = new Set<number>()
    let leftMs = fileTimeoutMs
    let trouble: PaperError | null = null
    let last = false
    for (;;) {
      const outcome = await ask(
        { kind: 'extract', pdf, skipPages, textOnly: readOptions.textOnly === true, ...passwordOf(readOptions) },
        readOptions,
        last
          ? { fileTimeoutMs: pageTimeoutMs }
          : {
              pageTimeoutMs: Math.min(pageTimeoutMs, Math.max(leastPageMs, leftMs)),
              fileTimeoutMs: Math.max(leastPageMs, leftMs),
            },
      )
      // When no page is left to read, what was wrong with the skipped ones is the answer.
      if (outcome.kind === 'replied') return outcome.reply.ok || !trouble ? outcome.reply : fail(trouble)
      trouble = explain(outcome, limits)
      if (outcome.kind === 'threw' || outcome.why === 'closed' || last) return fail(trouble)
      const { done: page, total } = outcome
      leftMs -= Math.max(0, outcome.overMs)
      // All pages were read: there is none to skip. Or the file did not even open without this one.
      const hasNoneToSkip = page === total || skipPages.includes(page)
      // A crash or full memory may be the doing of the files before, or of someone outside: a fresh child tries once more.
      if (outcome.why !== 'stalled' && !triedTwice.has(page) && triedTwice.size < maxSkippedPages && leftMs > 0)
        triedTwice.add(page)
      else if (hasNoneToSkip) return fail(trouble)
      else if (leftMs > leastPageMs / 2 && skipPages.length < maxSkippedPages - 1) skipPages.push(page)
      else if (total === null) return fail(trouble)
      else {
        // Enough: what stands before this page is kept, but for what was slow, and the rest is not tried.
        last = true
        skipPages.push(...outcome.slow)
        for (let rest = page; rest < total; rest++) skipPages.push(rest)
      }
    }
  }

  return {
    extract: (bytes, readOptions = {}) => withSource(bytes, (pdf) => extractFrom(pdf, readOptions)),
    probe: (bytes, readOptions = {}) =>
      withSource(bytes, (pdf) => askOnce({ kind: 'probe', pdf, ...passwordOf(readOptions) }, readOptions)),
    render: (bytes, region, readOptions = {}) =>
      withSource(bytes, (pdf) => askOnce({ kind: 'render', pdf, ...region, ...passwordOf(readOptions) }, readOptions)),
    peakMiB: () => peakMiB,
    pids: () => [...children.keys()].flatMap((reader) => (reader.alive() && reader.pid ? [reader.pid] : [])),
    close() {
      closed = true
      for (const reader of children.keys()) reader.kill()
      children.clear()
    },
  }
}

/** Larger files go by a temporary file. */
const mostBytesInPipe = 8 * 2 ** 20

async function withSource<T>(bytes: Uint8Array, use: (pdf: PdfSource) => Promise<T>): Promise<T> {
  if (bytes.length <= mostBytesInPipe) return use(bytes)
  const folder = await mkdtemp(path.join(tmpdir(), 'galley-'))
  try {
    const file = path.join(folder, 'paper.pdf')
    await writeFile(file, bytes, { mode: 0o600 })
    return await use(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const passwordOf = ({ password }: ReadOptions): { password?: string } => (password === undefined ? {} : { password })

function explain(outcome: Exclude<ReaderOutcome<unknown>, { kind: 'replied' }>, limits: ReaderLimits): PaperError {
  if (outcome.kind === 'threw')
    return { kind: 'extraction-failed', message: `Reading this file broke our reader: ${outcome.message}` }
  const where = outcome.done === 0 ? 'at its start' : `after page ${outcome.done}`
  if (outcome.why === 'memory')
    return {
      kind: 'memory-limit',
      message: `Reading this file took more than the memory allowed (${limits.memoryLimitMiB} MiB for text), ${where}. Try printing it to a new PDF.`,
    }
  if (outcome.why === 'stalled')
    return {
      kind: 'page-timeout',
      message: `Reading this file came to a halt ${where} (nothing for ${(outcome.silentMs / 1000).toFixed(1)} s). Try printing it to a new PDF.`,
    }
  if (outcome.why === 'closed')
    return { kind: 'extraction-failed', message: 'The program is stopping; the file is read at the next start.' }
  return {
    kind: 'extraction-failed',
    message: `The reader crashed on this file, ${where}. Try printing it to a new PDF.`,
  }
}
