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
  /** Rendering decodes images, so it is given more room than reading. */
  renderMemoryLimitMiB?: number
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

/** One bad page must not lose the paper; a paper of bad pages must not keep a child busy for minutes. */
const maxSkippedPages = 3

/** @param options limits default to 400 MiB, 10 s a page, 20 s for a child to start, a look every 50 ms; rendering 700 MiB */
export function createExtractionPool(options: PoolOptions): ExtractionPool {
  const { size, renderMemoryLimitMiB = 700, requestsPerChild = 100 } = options
  const { memoryLimitMiB = 400, pageTimeoutMs = 10_000, startTimeoutMs = 20_000, pollMs = 50 } = options
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
  ): Promise<ReaderOutcome<ReaderReplies[K]>> => {
    signal?.throwIfAborted()
    const outcome = await queue.add(
      async () => {
        if (closed) return { kind: 'lost', why: 'closed', done: 0, total: null } as const
        const reader = take()
        const answer = await reader.ask(request, {
          ...(request.kind === 'render' && { memoryLimitMiB: renderMemoryLimitMiB }),
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
    let trouble: PaperError | null = null
    for (;;) {
      const outcome = await ask(
        { kind: 'extract', pdf, skipPages, textOnly: readOptions.textOnly === true, ...passwordOf(readOptions) },
        readOptions,
      )
      // When no page is left to read, what was wrong with the skipped ones is the answer.
      if (outcome.kind === 'replied') return outcome.reply.ok || !trouble ? outcome.reply : fail(trouble)
      trouble = explain(outcome, limits)
      if (outcome.kind === 'threw' || outcome.why === 'closed') return fail(trouble)
      const page = outcome.done
      // A crash or full memory may be the doing of the files before, or of someone outside: a fresh child tries once more.
      if (outcome.why !== 'stalled' && !triedTwice.has(page)) triedTwice.add(page)
      // All pages were read: there is none to skip.
      else if (page === outcome.total || skipPages.includes(page) || skipPages.length === maxSkippedPages)
        return fail(trouble)
      else skipPages.push(page)
      if (triedTwice.size > maxSkippedPages) return fail(trouble)
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
      message: `Reading this file came to a halt ${where} (no page within ${limits.pageTimeoutMs / 1000} s). Try printing it to a new PDF.`,
    }
  if (outcome.why === 'closed')
    return { kind: 'extraction-failed', message: 'The program is stopping; the file is read at the next start.' }
  return {
    kind: 'extraction-failed',
    message: `The reader crashed on this file, ${where}. Try printing it to a new PDF.`,
  }
}
