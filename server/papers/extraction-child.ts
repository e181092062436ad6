/** The child process that reads hostile PDFs: answers one request at a time, and ends with its parent. */
import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { unreachable } from '../result.ts'
import type { FromChild, ReaderReplies, ReaderRequest } from './extraction-messages.ts'
import { InflateAtOnce } from './extraction/inflate-at-once.ts'
import { loadLexicon } from './extraction/lexicon.ts'
import { leaveFontsUntranslated } from './extraction/untranslated-fonts.ts'

leaveFontsUntranslated()
// These load pdf.js.
const { extractPaper, probePaper } = await import('./extraction/extract-paper.ts')
const { renderRegion } = await import('./render-figure.ts')

// This process reads one file at a time: it has nothing else to do while a stream is unpacked.
Object.assign(globalThis, { DecompressionStream: InflateAtOnce })

// Read once a child: it is the same for every paper.
const lexicon = loadLexicon()

/** V8 lets garbage grow into the memory limit: above this, and grown by so much since the last time, it is collected. */
const collectAboveMiB = 240
const collectEveryMiB = 30
let collectedToMiB = 0
function rssAfterCollecting(): number {
  const before = process.memoryUsage.rss() / 2 ** 20
  if (before < collectAboveMiB || before < collectedToMiB + collectEveryMiB) return before
  globalThis.gc?.()
  collectedToMiB = process.memoryUsage.rss() / 2 ** 20
  return collectedToMiB
}

/**
 * Between two papers, what V8 keeps in reserve is given back too, code that can be compiled again included. It costs up to
 * half a second, so only near the memory at which the parent would start a new child (three, until that is warm).
 */
const restAboveMiB = 300
function restLower(): void {
  if (rssAfterCollecting() < restAboveMiB) return
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  collectedToMiB = process.memoryUsage.rss() / 2 ** 20
}

const send = (message: FromChild): void => void process.send?.(message)

async function answer(request: ReaderRequest): Promise<ReaderReplies[keyof ReaderReplies]> {
  const bytes = typeof request.pdf === 'string' ? await readFile(request.pdf) : request.pdf
  const password = request.password === undefined ? {} : { password: request.password }
  switch (request.kind) {
    case 'extract':
      return extractPaper(bytes, {
        ...password,
        lexicon,
        skipPages: request.skipPages,
        textOnly: request.textOnly === true,
        onPage: (done, total) => send({ kind: 'page', done, total, rssMiB: rssAfterCollecting() }),
      })
    case 'probe':
      return probePaper(bytes, { ...password, lexicon })
    case 'render':
      return renderRegion(bytes, request.pageIndex, request.box, { ...password, widthPx: request.widthPx })
    default:
      return unreachable(request)
  }
}

// pdf.js leaves a promise of a damaged page unheard here and there; what is waited for rejects on its own, or runs out of time.
process.on('unhandledRejection', () => {})
process.on('disconnect', () => process.exit(0))
process.on('message', (request: ReaderRequest) => {
  answer(request).then(
    (reply) => {
      // Before the reply: the parent looks at what the child rests at, and replaces one that rests too high.
      restLower()
      send({ kind: 'reply', reply })
    },
    (error: unknown) =>
      send({ kind: 'threw', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
// A page that never ends blocks this thread, and with it the event `disconnect`: a second thread sees the parent go.
new Worker(
  `const parent = process.ppid; setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL') }, 1000)`,
  { eval: true },
).unref()
send({ kind: 'ready' })
