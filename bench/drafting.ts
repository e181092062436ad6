/**
 * The bench of drafting, through the real parts on a throw-away library and the stub over HTTP: what the pipeline costs
 * besides the model, how soon the first words show, what concurrency gives, and whether every fault ends named.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Draft, DraftId } from '../server/drafting/schema.ts'
import { startStubModel, type StubModel } from '../server/llm/stub/stub-model.ts'
import { makeParts, type Parts } from '../server/make-parts.ts'
import { createExtractionPool } from '../server/papers/extraction-pool.ts'
import { summarizeReading } from '../server/papers/reading.ts'
import type { Length, PaperId, PaperText } from '../server/papers/schema.ts'
import { fileBlobs, sha256Of } from '../server/storage/blobs.ts'
import { ensureLibrary } from '../server/storage/library.ts'
import { openDatabase } from '../server/storage/open-database.ts'
import type { Bench, BenchContext } from './bench.ts'

const papersWanted = 20
const concurrency = 4
const modelMs = 2000
/** What a scenario of the stub has to end as, and whether text came before it (see server/llm/stub/scenarios.ts). */
const faults: readonly (readonly [model: string, kind: string, text: boolean])[] = [
  ['output-limit', 'output-limit', true],
  ['output-limit-json', 'output-limit', true],
  ['cut-stream', 'cut-stream', true],
  ['reset', 'cut-stream', true],
  ['error-in-stream', 'server-error', true],
  ['stall', 'stalled', true],
  ['429-quota', 'out-of-quota', false],
  ['500-always', 'server-error', false],
  ['html-502', 'server-error', false],
  ['401', 'key-rejected', false],
  ['context', 'context-too-long', false],
  ['model-not-found', 'model-not-found', false],
  ['no-deployment', 'model-not-found', false],
  ['empty-choices', 'not-a-chat-api', false],
  ['error-in-200', 'not-a-chat-api', false],
  ['html-200', 'not-a-chat-api', false],
  ['content-filter', 'content-filter', true],
  ['filtered-prompt', 'content-filter', false],
  ['refusal', 'refusal', false],
  ['empty', 'empty-reply', false],
  ['only-reasoning', 'only-reasoning', false],
]

export const benchDrafting: Bench = async (context) => {
  const texts = await readPapers(context)
  const [quick, slow] = [await startStubModel(), await startStubModel({ delayMs: modelMs })]
  try {
    const library = await openLibrary(quick, texts, 1500)
    await askForWhatComes(library)
    const { pipelineMs, coldMs } = await pipeline(library, quick, context)
    const firstTokenMs = percentile(await firstTokens(library, quick), 0.95)
    const faultsNamed = await nameFaults(library, context)
    const lengths = await lengthsOf(library)
    await library.close()
    const batch = await openLibrary(slow, texts, 5 * modelMs)
    for (const [index, length] of lengths.entries())
      await batch.parts.papers.changePaper(batch.papers[index]!, { length })
    const batchOverIdeal = await inBatch(batch)
    await batch.close()
    return {
      measures: {
        pipelineP95Ms: percentile(pipelineMs, 0.95),
        firstTokenMs,
        batchOverIdeal,
        faultsNamed,
        pipelineMedianMs: percentile(pipelineMs, 0.5),
        firstDraftOfAPaperP95Ms: percentile(coldMs, 0.95),
      },
    }
  } finally {
    await quick.close()
    await slow.close()
  }
}

/** The readable bench papers that are nearest to 20 pages. */
async function readPapers({ data, say }: BenchContext): Promise<PaperText[]> {
  const folder = path.join(data, 'extraction/papers')
  const pool = createExtractionPool({ size: 2 })
  try {
    const read = []
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.pdf'))) {
      const text = await pool.extract(new Uint8Array(readFileSync(path.join(folder, file))))
      if (text.ok && summarizeReading(text.value).refusal === null) read.push(text.value)
    }
    const far = ({ pages }: PaperText) => Math.abs(pages.length - 20)
    const chosen = read.toSorted((a, b) => far(a) - far(b)).slice(0, papersWanted)
    say(`pages of the ${chosen.length} papers: ${chosen.map(({ pages }) => pages.length).join(', ')}`)
    return chosen
  } finally {
    pool.close()
  }
}

type Library = { parts: Parts; papers: PaperId[]; close: () => Promise<void> }
/** @param idleMs of the chat: the faults need a short one, the slow stub a long one */
async function openLibrary(stub: StubModel, texts: readonly PaperText[], idleMs: number): Promise<Library> {
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-bench-'))
  const opened = await openDatabase({ engine: 'sqlite', path: path.join(folder, 'galley.db') })
  if (!opened.ok) throw new Error(opened.error.message)
  const db = opened.value
  const model = { baseUrl: stub.url, apiKey: 'bench', model: 'good' }
  const parts = await makeParts({
    db,
    blobs: fileBlobs(folder),
    libraryId: await ensureLibrary(db, new Date()),
    author: 'bench',
    dataFolder: folder,
    model,
    patience: { idleMs, retryWaitsMs: [10, 10] },
    now: () => new Date(),
    readers: 1,
  })
  // With a price each call is counted against the spend limits, as a real model's is.
  await parts.settings.write({
    prices: { good: { inputUsd: 1, outputUsd: 4 } },
    spendLimitDayUsd: 1000,
    allowUnknownPrices: true,
  })
  await parts.queue.start()
  const papers: PaperId[] = []
  for (const [index, text] of texts.entries()) {
    const id = await parts.papers.addPaper({ title: text.title, arxivId: null, doi: null })
    const sha256 = sha256Of(String(index))
    await parts.papers.addFile(id, { sha256, fileName: 'x.pdf', byteCount: 1, version: null, password: null })
    const { fileId } = (await parts.papers.findPaper(id))!
    await parts.papers.addReading(fileId, text.extractorVersion, { text, summary: summarizeReading(text) })
    papers.push(id)
  }
  return {
    parts,
    papers,
    async close() {
      await parts.close()
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function draft({ parts }: Library, paperId: PaperId, model = 'good'): Promise<Draft> {
  const started = await parts.drafting.start(paperId, { model })
  if (!started.ok) throw new Error(started.error.message)
  await ended(parts, started.value.id)
  return (await parts.drafting.find(started.value.id))!
}
async function ended(parts: Parts, id: DraftId): Promise<void> {
  for await (const { event } of parts.drafting.stream(id, AbortSignal.timeout(60_000))) if (event === 'end') return
  throw new Error('a draft did not end')
}

/** What a turn about the length costs is the model's: each paper asks for as many words as its draft has. Loads langchain, too. */
async function askForWhatComes(library: Library): Promise<void> {
  for (const id of library.papers) {
    const { words } = await draft(library, id)
    await library.parts.papers.changePaper(id, { length: words })
  }
}
async function lengthsOf({ parts, papers }: Library): Promise<Length[]> {
  const found = await Promise.all(papers.map((id) => parts.papers.findPaper(id)))
  return found.map((paper) => paper!.length)
}

/** From the press of the button to the saved, grounded draft, less the time that the stub was answering. */
async function pipeline(library: Library, stub: StubModel, { say }: BenchContext) {
  const times: number[][] = []
  for (const id of library.papers) {
    const ofPaper: number[] = []
    for (let repeat = 0; repeat < 4; repeat += 1) {
      const asked = stub.requests.length
      const began = performance.now()
      await draft(library, id)
      const whole = performance.now() - began
      const answering = stub.requests
        .slice(asked)
        .reduce((sum, { startedAt, closedAt }) => sum + (closedAt ?? startedAt) - startedAt, 0)
      ofPaper.push(whole - answering)
    }
    times.push(ofPaper)
  }
  const coldMs = times.map(([first]) => first!)
  say(
    `the first draft of a paper builds its index: median ${percentile(coldMs, 0.5).toFixed(0)} ms; later ones are what pipelineP95Ms says`,
  )
  return { coldMs, pipelineMs: times.flatMap(([, ...later]) => later) }
}

/** From the stub's first piece of text to the first event of the stream that a page reads. */
async function firstTokens({ parts, papers }: Library, stub: StubModel): Promise<number[]> {
  const times: number[] = []
  for (const id of papers) {
    const started = await parts.drafting.start(id, { model: 'good' })
    if (!started.ok) throw new Error(started.error.message)
    let first: number | null = null
    for await (const { event } of parts.drafting.stream(started.value.id, AbortSignal.timeout(60_000)))
      if (event === 'text') first ??= performance.now()
    const { firstTextAt } = stub.requests.at(-1)!
    times.push((first ?? Infinity) - (firstTextAt ?? 0))
  }
  return times
}

/** All papers at once against a model of two seconds: wall time over what four at a time would take at best. */
async function inBatch({ parts, papers }: Library): Promise<number> {
  const began = performance.now()
  const ids: DraftId[] = []
  for (const id of papers) {
    const started = await parts.drafting.start(id, { model: 'good' })
    if (!started.ok) throw new Error(started.error.message)
    ids.push(started.value.id)
  }
  await Promise.all(ids.map((id) => ended(parts, id)))
  const took = performance.now() - began
  for (const id of ids)
    if ((await parts.drafting.find(id))?.status !== 'complete') throw new Error('a draft of the batch is not complete')
  return took / (Math.ceil(papers.length / concurrency) * modelMs)
}

async function nameFaults(library: Library, { say }: BenchContext): Promise<number> {
  let named = 0
  for (const [model, kind, text] of faults) {
    const { error, reply } = await draft(library, library.papers[0]!, model)
    const right = error?.kind === kind && (reply !== '') === text
    named += right ? 1 : 0
    if (!right) say(`${model} ended as ${error?.kind ?? 'no error'}, text ${reply === '' ? 'lost' : 'kept'}`)
  }
  return named / faults.length
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
