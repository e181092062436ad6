/** The SQL of the evals: runs, their frozen cases, cells, and blind choices. */
import { randomUUID } from 'node:crypto'
import type { Score } from '../../evals/schema.ts'
import type { Usage } from '../llm/schema.ts'
import type { Database } from '../storage/open-database.ts'
import type { CaseId, EvalCase, RunId, RunSpec, RunState } from './schema.ts'

export type RunRow = {
  id: RunId
  name: string
  setSha: string
  spec: RunSpec
  state: RunState
  createdAt: string
  finishedAt: string | null
}
export type CaseEntry = { id: CaseId; paperId: string | null; approvalId: string | null; case: EvalCase }
export type Cell = { caseId: CaseId; variant: string; repeat: number }
export type CellResult = Cell & {
  output: string | null
  scores: Score[]
  error: { kind: string; message: string } | null
  usage: Usage | null
  known: boolean
  costUsd: number | null
  durationMs: number
}
export type ChoiceRow = { caseId: CaseId; left: string; right: string; choice: 'left' | 'right' | 'same' }

export type EvalStore = ReturnType<typeof createEvalStore>

export function createEvalStore(db: Database, libraryId: string, author: string, now: () => Date) {
  const nowText = () => now().toISOString()
  const own = () => ({ id: randomUUID(), library_id: libraryId, created_at: nowText() })
  const runs = () => db.q().selectFrom('eval_run').selectAll().where('library_id', '=', libraryId)
  const casesOf = (runId: RunId) => db.q().selectFrom('eval_case').selectAll().where('run_id', '=', runId).orderBy('id')

  return {
    async addRun(run: { name: string; setSha: string; spec: RunSpec }, cases: Omit<CaseEntry, 'id'>[]): Promise<RunId> {
      return db.tx(async () => {
        const row = own()
        await db
          .q()
          .insertInto('eval_run')
          .values({
            ...row,
            name: run.name,
            set_sha: run.setSha,
            spec_json: JSON.stringify(run.spec),
            state: 'running',
          })
          .execute()
        for (const entry of cases) {
          const case_json = JSON.stringify(entry.case)
          const frozen = {
            id: randomUUID(),
            library_id: libraryId,
            run_id: row.id,
            paper_id: entry.paperId,
            approval_id: entry.approvalId,
            case_json,
          }
          await db.q().insertInto('eval_case').values(frozen).execute()
        }
        return row.id as RunId
      })
    },
    async findRun(id: RunId): Promise<RunRow | null> {
      const row = await runs().where('id', '=', id).executeTakeFirst()
      return row ? runOf(row) : null
    },
    /** Newest first. */
    async listRuns(): Promise<RunRow[]> {
      return (await runs().orderBy('created_at', 'desc').orderBy('id').execute()).map(runOf)
    },
    async setRunState(id: RunId, state: RunState): Promise<void> {
      const finished_at = state === 'running' ? null : nowText()
      await db.q().updateTable('eval_run').set({ state, finished_at }).where('id', '=', id).execute()
    },
    async listCases(runId: RunId): Promise<CaseEntry[]> {
      return (await casesOf(runId).execute()).map(caseOf)
    },
    async findCase(runId: RunId, id: CaseId): Promise<CaseEntry | null> {
      const row = await casesOf(runId).where('id', '=', id).executeTakeFirst()
      return row ? caseOf(row) : null
    },
    /** Papers of each run. */
    async paperCounts(): Promise<Map<string, number>> {
      const rows = await db
        .q()
        .selectFrom('eval_case')
        .select(['run_id', (eb) => eb.fn.countAll<number>().as('papers')])
        .where('library_id', '=', libraryId)
        .groupBy('run_id')
        .execute()
      return new Map(rows.map((row) => [row.run_id, Number(row.papers)]))
    },

    /** Cells on the disk, and how many of them failed. */
    async countCells(runId: RunId): Promise<{ done: number; failed: number }> {
      const row = await db
        .q()
        .selectFrom('eval_result')
        .select((eb) => [eb.fn.countAll<number>().as('done'), eb.fn.count<number>('error_json').as('failed')])
        .where('run_id', '=', runId)
        .executeTakeFirstOrThrow()
      return { done: Number(row.done), failed: Number(row.failed) }
    },
    /** Which cells are on the disk. */
    async listDone(runId: RunId): Promise<Cell[]> {
      const rows = await db
        .q()
        .selectFrom('eval_result')
        .select(['case_id', 'variant', 'repeat'])
        .where('run_id', '=', runId)
        .execute()
      return rows.map(({ case_id, variant, repeat }) => ({ caseId: case_id as CaseId, variant, repeat }))
    },
    /** Everything but the drafts themselves. */
    async listResults(runId: RunId): Promise<Omit<CellResult, 'output'>[]> {
      const rows = await db
        .q()
        .selectFrom('eval_result')
        .select(['case_id', 'variant', 'repeat', 'scores_json', 'error_json', 'usage_json', 'cost_usd', 'duration_ms'])
        .where('run_id', '=', runId)
        .execute()
      return rows.map((row) => resultOf({ ...row, output: null }))
    },
    async resultsOfCase(runId: RunId, caseId: CaseId): Promise<CellResult[]> {
      const rows = await db
        .q()
        .selectFrom('eval_result')
        .selectAll()
        .where('run_id', '=', runId)
        .where('case_id', '=', caseId)
        .orderBy('variant')
        .orderBy('repeat')
        .execute()
      return rows.map(resultOf)
    },
    /** False where the cell was there already: a cell is written once, by whoever comes first. */
    async addResult(runId: RunId, result: CellResult): Promise<boolean> {
      const added = await db
        .q()
        .insertInto('eval_result')
        .values({
          ...own(),
          run_id: runId,
          case_id: result.caseId,
          variant: result.variant,
          repeat: result.repeat,
          output: result.output,
          scores_json: JSON.stringify(result.scores),
          error_json: result.error && JSON.stringify(result.error),
          usage_json: JSON.stringify({ usage: result.usage, known: result.known }),
          cost_usd: result.costUsd,
          duration_ms: Math.round(result.durationMs),
        })
        .onConflict((conflict) => conflict.columns(['run_id', 'case_id', 'variant', 'repeat']).doNothing())
        .returning('id')
        .executeTakeFirst()
      return added !== undefined
    },
    /** So that they are done again. */
    async removeFailed(runId: RunId): Promise<void> {
      await db.q().deleteFrom('eval_result').where('run_id', '=', runId).where('error_json', 'is not', null).execute()
    },
    /** Good replies of one variant of an earlier run, each with its frozen case. */
    async goodReplies(runId: RunId, variant: string): Promise<{ case: EvalCase; result: CellResult }[]> {
      const rows = await db
        .q()
        .selectFrom('eval_result')
        .innerJoin('eval_case', 'eval_case.id', 'eval_result.case_id')
        .selectAll('eval_result')
        .select('eval_case.case_json')
        .where('eval_result.run_id', '=', runId)
        .where('eval_result.variant', '=', variant)
        .where('eval_result.error_json', 'is', null)
        .execute()
      return rows.map((row) => ({ case: JSON.parse(row.case_json) as EvalCase, result: resultOf(row) }))
    },
    /** What drafts of this model cost and took, on average over its calls that ended well; null where there was none. */
    async pastDrafts(model: string): Promise<{ costUsd: number | null; durationMs: number } | null> {
      const row = await db
        .q()
        .selectFrom('llm_call')
        .select((eb) => [eb.fn.avg<number>('cost_usd').as('cost'), eb.fn.avg<number>('duration_ms').as('duration')])
        .where('library_id', '=', libraryId)
        .where('purpose', '=', 'draft')
        .where('model', '=', model)
        .where('error_json', 'is', null)
        .executeTakeFirst()
      return row?.duration == null
        ? null
        : { costUsd: row.cost === null ? null : Number(row.cost), durationMs: Number(row.duration) }
    },

    async addChoice(runId: RunId, choice: ChoiceRow): Promise<void> {
      const row = { ...own(), run_id: runId, author, case_id: choice.caseId, choice: choice.choice }
      await db
        .q()
        .insertInto('blind_choice')
        .values({ ...row, left_variant: choice.left, right_variant: choice.right })
        .execute()
    },
    /** In the order in which they were made; the last one on a case counts. */
    async listChoices(runId: RunId): Promise<ChoiceRow[]> {
      const rows = await db
        .q()
        .selectFrom('blind_choice')
        .selectAll()
        .where('run_id', '=', runId)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return rows.map((row) => ({
        caseId: row.case_id as CaseId,
        left: row.left_variant,
        right: row.right_variant,
        choice: row.choice,
      }))
    },
  }
}

type RawRun = {
  id: string
  name: string
  set_sha: string
  spec_json: string
  state: RunState
  created_at: string
  finished_at: string | null
}
const runOf = (row: RawRun): RunRow => ({
  id: row.id as RunId,
  name: row.name,
  setSha: row.set_sha,
  spec: JSON.parse(row.spec_json) as RunSpec,
  state: row.state,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
})

const caseOf = (row: {
  id: string
  paper_id: string | null
  approval_id: string | null
  case_json: string
}): CaseEntry => ({
  id: row.id as CaseId,
  paperId: row.paper_id,
  approvalId: row.approval_id,
  case: JSON.parse(row.case_json) as EvalCase,
})

type RawResult = {
  case_id: string
  variant: string
  repeat: number
  output: string | null
  scores_json: string
  error_json: string | null
  usage_json: string | null
  cost_usd: number | null
  duration_ms: number
}
function resultOf(row: RawResult): CellResult {
  const { usage, known } = usageOf(row.usage_json)
  return {
    caseId: row.case_id as CaseId,
    variant: row.variant,
    repeat: row.repeat,
    output: row.output,
    scores: JSON.parse(row.scores_json) as Score[],
    error: row.error_json ? (JSON.parse(row.error_json) as { kind: string; message: string }) : null,
    usage,
    known,
    costUsd: row.cost_usd,
    durationMs: row.duration_ms,
  }
}

/** The column holds usage, and whether an earlier run had paid for the reply. */
const usageOf = (json: string | null): { usage: Usage | null; known: boolean } =>
  JSON.parse(json ?? '{"usage":null,"known":false}') as { usage: Usage | null; known: boolean }
