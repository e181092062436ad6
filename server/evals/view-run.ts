/** What the page shows of runs: the list, one run with its card and table, one case with its drafts. */
import { parseReply } from '../drafting/parse-reply.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Queue } from '../jobs/queue.ts'
import { cardOf } from './card.ts'
import { compare, type Results } from './compare.ts'
import { primary } from './measures.ts'
import { cellsOf } from './prepare-run.ts'
import { evalQueue, unknownRun } from './runs.ts'
import type { CaseId, CaseRow, CaseView, EvalError, RunId, RunSummary, RunView } from './schema.ts'
import type { CaseEntry, EvalStore, RunRow } from './store.ts'

export type ViewParts = { store: EvalStore; queue: Queue }

/** Newest first. */
export async function listRuns({ store, queue }: ViewParts): Promise<RunSummary[]> {
  const papers = await store.paperCounts()
  const jobs = new Map((await queue.list(evalQueue)).map((job) => [job.key, job.progress]))
  const summaries: RunSummary[] = []
  for (const run of await store.listRuns()) {
    const counts = await store.countCells(run.id)
    summaries.push({
      ...summaryOf(run, papers.get(run.id) ?? 0, counts),
      progress: run.state === 'running' ? (jobs.get(run.id) ?? null) : null,
    })
  }
  return summaries
}

/** @param variant the one that the card speaks about */
export async function viewRun(
  { store, queue }: ViewParts,
  id: RunId,
  variant?: string,
): Promise<Result<RunView, EvalError>> {
  const run = await store.findRun(id)
  if (!run) return fail(unknownRun)
  const cases = await store.listCases(id)
  const results = await store.listResults(id)
  const compared = compare(run.spec, cases, results, await store.listChoices(id))
  const counts = { done: results.length, failed: results.filter(({ error }) => error !== null).length }
  const job = run.state === 'running' ? await queue.find(evalQueue, id) : null
  return ok({
    run: { ...summaryOf(run, cases.length, counts), progress: job?.progress ?? null },
    card: cardOf(run.spec, cases.length, results, compared, variant),
    table: compared.table,
    cases: caseRows(run, cases, results),
  })
}

export async function viewCase(
  { store }: ViewParts,
  runId: RunId,
  caseId: CaseId,
): Promise<Result<CaseView, EvalError>> {
  const entry = await store.findCase(runId, caseId)
  if (!entry) return fail({ kind: 'case-not-found', message: 'No such case in this run.' })
  const { title, starred, notes, approved, anchoredTo } = entry.case
  const cells = (await store.resultsOfCase(runId, caseId)).map(
    ({ variant, repeat, output, scores, error, costUsd, durationMs, known }) => ({
      ...{ variant, repeat, scores, error, costUsd, durationMs, known },
      prose: output === null ? null : parseReply(output).prose,
    }),
  )
  return ok({ id: caseId, paperId: entry.paperId, title, starred, notes, approved, anchoredTo, cells })
}

function summaryOf(
  run: RunRow,
  papers: number,
  counts: { done: number; failed: number },
): Omit<RunSummary, 'progress'> {
  const { variants, base, repeats } = run.spec
  const onePaper = cellsOf(run.spec, ['' as CaseId]).length
  const { id, name, state, createdAt, finishedAt } = run
  return {
    id,
    name,
    state,
    createdAt,
    finishedAt,
    variants,
    base,
    repeats,
    papers,
    ...counts,
    total: papers * onePaper,
  }
}

function caseRows(run: RunRow, cases: readonly CaseEntry[], results: Results): CaseRow[] {
  const byCase = Map.groupBy(results, ({ caseId }) => caseId)
  return cases.map(({ id, case: of }) => {
    const own = byCase.get(id) ?? []
    const facts = (variant: string): number | null => {
      const values = own.flatMap((cell) =>
        cell.variant === variant ? (cell.scores.find(({ name }) => name === primary)?.value ?? []) : [],
      )
      return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
    }
    const wrongFacts = Object.fromEntries(run.spec.variants.map(({ name }) => [name, facts(name)]))
    const failed = own.filter(({ error }) => error !== null).length
    return { id, title: of.title, starred: of.starred, wrongFacts, failed, anchoredTo: of.anchoredTo }
  })
}
