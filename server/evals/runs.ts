/** The use cases of a run: estimate it, start it, stop it, go on with it; and the job that does its cells. */
import type { JobDefinition } from '../jobs/queue.ts'
import { fail, ok, type Failure, type Result } from '../result.ts'
import { setSha } from './cases.ts'
import { doCells, type CellContext } from './do-cells.ts'
import { estimateRun } from './estimate.ts'
import type { EvalParts } from './parts.ts'
import { planRun, prepareRun, type NewCase, type PreparedRun } from './prepare-run.ts'
import type { Estimate, EvalError, NewRun, RunId } from './schema.ts'

export type { EvalParts } from './parts.ts'
export const evalQueue = 'eval'

export function createEvalRuns(parts: EvalParts) {
  const { store, queue } = parts
  const add = async (wanted: NewRun, { spec, cases }: PreparedRun): Promise<RunId> => {
    const name = wanted.name ?? spec.variants.map((variant) => variant.name).join(' against ')
    return store.addRun({ name, setSha: setSha(cases.map((each) => each.case)), spec }, cases)
  }
  return {
    async estimate(wanted: NewRun): Promise<Result<Estimate, EvalError>> {
      const planned = await planRun(parts, wanted)
      return planned.ok ? ok(await estimateRun(parts, planned.value)) : planned
    },
    /** Over the approved papers; frozen, on the disk and queued when it returns. */
    async start(wanted: NewRun): Promise<Result<RunId, EvalError>> {
      const prepared = await prepareRun(parts, wanted)
      if (!prepared.ok) return prepared
      const id = await add(wanted, prepared.value)
      await queue.add(evalQueue, id, { runId: id })
      return ok(id)
    },
    /** Here and now, past the queue: for the command line. @param given cases in place of the approved papers */
    async runNow(wanted: NewRun, context: CellContext, given?: NewCase[]): Promise<Result<RunId, Failure>> {
      const prepared = await prepareRun(parts, wanted, given)
      if (!prepared.ok) return prepared
      const id = await add(wanted, prepared.value)
      const outcome = await doRun(parts, id, context)
      return outcome.ok ? ok(id) : outcome
    },
    /** What is finished stays; no cell is begun any more. */
    async stop(id: RunId): Promise<Result<RunId, EvalError>> {
      const run = await store.findRun(id)
      if (!run) return fail(unknownRun)
      if ((await queue.stop(evalQueue, id)) && (await store.findRun(id))?.state === 'running')
        await store.setRunState(id, 'stopped')
      return ok(id)
    },
    /** Does the rest of a stopped or failed run; with `failed` also the cells that failed. */
    async resume(id: RunId, { failed }: { failed: boolean }): Promise<Result<RunId, EvalError>> {
      const run = await store.findRun(id)
      if (!run) return fail(unknownRun)
      if (failed) await store.removeFailed(id)
      await store.setRunState(id, 'running')
      await queue.add(evalQueue, id, { runId: id })
      return ok(id)
    },
    /** After the queue has started: a run that an earlier process left half done waits for the editor's "go on". */
    async recover(): Promise<void> {
      for (const run of await store.listRuns()) {
        const job = run.state === 'running' ? await queue.find(evalQueue, run.id) : null
        const isAtWork = job?.state === 'waiting' || job?.state === 'running'
        if (run.state === 'running' && !isAtWork) await store.setRunState(run.id, 'stopped')
      }
    },
  }
}

export const unknownRun: EvalError = { kind: 'run-not-found', message: 'No such eval run.' }

/**
 * It looks at the disk and does the cells that are not there, so a killed run can simply be gone on with. Not by itself:
 * a restart never pays for a model again (the cells that were under way would be paid for twice).
 */
export const evalJob = (parts: EvalParts): JobDefinition => ({
  queue: evalQueue,
  concurrency: 1,
  afterRestart: 'interrupt',
  handler: (payload, context) => doRun(parts, (payload as { runId: RunId }).runId, context),
})

async function doRun(parts: EvalParts, id: RunId, context: CellContext): Promise<Result<null, Failure>> {
  const run = await parts.store.findRun(id)
  if (!run) return fail(unknownRun)
  await parts.store.setRunState(id, 'running')
  const outcome = await doCells(parts, run, context)
  // Stopped by the signal: whoever stopped it says whether that is for good (a closing process goes on next time).
  if (outcome.ok) await parts.store.setRunState(id, 'done')
  else if (outcome.error.kind !== 'stopped') await parts.store.setRunState(id, 'stopped')
  parts.announcer.announce(`eval:${id}`, { state: 'ended' })
  return outcome
}
