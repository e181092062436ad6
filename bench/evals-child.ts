/** One process of the evals bench: begins the run in a scratch library, or goes on with the one it finds there, and ends when all cells are done. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createDraftOnce } from '../server/drafting/draft-once.ts'
import { shippedExamples } from '../server/drafting/shipped-examples.ts'
import { caseExamples } from '../server/evals/case-examples.ts'
import { createApprovedStore } from '../server/evals/approved-store.ts'
import { readyPapers } from '../server/evals/ready-papers.ts'
import { createEvalRuns, evalJob, type EvalParts } from '../server/evals/runs.ts'
import type { EvalCase, NewRun } from '../server/evals/schema.ts'
import { createEvalStore } from '../server/evals/store.ts'
import { createAnnouncer } from '../server/jobs/announcer.ts'
import type { JobProgress } from '../server/jobs/queue.ts'
import { createEmbeddedQueue } from '../server/jobs/embedded-queue.ts'
import { createChat } from '../server/llm/chat.ts'
import type { PaperText } from '../server/papers/schema.ts'
import { createPrompts } from '../server/prompts/load.ts'
import { ok } from '../server/result.ts'
import { ensureLibrary } from '../server/storage/library.ts'
import { openDatabase, type Database } from '../server/storage/open-database.ts'

export const childFile = import.meta.filename

/** @param folder holds galley.db; papers are JSON files of PaperText, named by their path */
export async function openBenchEvals(folder: string, stubUrl: string): Promise<{ parts: EvalParts; db: Database }> {
  const now = () => new Date()
  const opened = await openDatabase({ engine: 'sqlite', path: path.join(folder, 'galley.db') })
  if (!opened.ok) throw new Error(opened.error.message)
  const db = opened.value
  const libraryId = await ensureLibrary(db, now())
  const prompts = createPrompts(path.resolve(import.meta.dirname, '../prompts'))
  const shipped = shippedExamples(prompts)
  const announcer = createAnnouncer()
  const chat = createChat({ baseUrl: stubUrl, apiKey: null, now })
  const parts: EvalParts = {
    store: createEvalStore(db, libraryId, 'bench', now),
    approved: createApprovedStore(db, libraryId),
    prompts,
    draftOnce: createDraftOnce({ chat, prompts, prices: async () => ({}), budgetTokens: 60_000, now }),
    withExamples: caseExamples({ nearest: async () => shipped, shipped, textById: async () => null }),
    papers: readyPapers({
      textById: async () => null,
      textOfFile: async (file) => ok(JSON.parse(await readFile(file, 'utf8')) as PaperText),
    }),
    latestTextId: async () => null,
    queue: createEmbeddedQueue(db, announcer, now),
    announcer,
    now,
  }
  return { parts, db }
}

export function benchCase(title: string, file: string): EvalCase {
  const nobody = { approved: null, approvedAt: null, record: null, draft: null, anchoredTo: null }
  const shown = { title, authors: [], starred: false, length: 'normal' as const, notes: [] }
  return { ...shown, paper: { kind: 'file', path: file, sha256: title }, ...nobody }
}

async function main([folder = '', stubUrl = '', papersJson = '[]', repeats = '1']: string[]): Promise<void> {
  const { parts, db } = await openBenchEvals(folder, stubUrl)
  const context = {
    signal: new AbortController().signal,
    report: ({ done }: JobProgress) => console.log(done),
    attempt: 1,
  }
  const [begun] = await parts.store.listRuns()
  const variants: NewRun['variants'] = [
    { name: 'plain', prompt: 'plain', model: 'good', parameters: {} },
    { name: 'house', prompt: 'draft', model: 'good', parameters: {} },
  ]
  const files = JSON.parse(papersJson) as string[]
  const cases = files.map((file) => ({ paperId: null, approvalId: null, case: benchCase(path.basename(file), file) }))
  const ended = begun
    ? await evalJob(parts).handler({ runId: begun.id }, context)
    : await createEvalRuns(parts).runNow({ variants, repeats: Number(repeats), concurrency: 16 }, context, cases)
  if (!ended.ok) throw new Error(ended.error.message)
  await db.close()
  const { user, system } = process.cpuUsage()
  console.error(`  (one process: ${((user + system) / 1_000_000).toFixed(1)} s of CPU)`)
}

if (import.meta.main) await main(process.argv.slice(2))
