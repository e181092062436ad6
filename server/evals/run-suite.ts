/** The use case "run this suite": its papers with its variants, here and now, and the run as the page would show it. */
import path from 'node:path'
import { type Failure, type Result } from '../result.ts'
import type { CellContext } from './do-cells.ts'
import { openRecordings } from './recordings.ts'
import { createEvalRuns } from './runs.ts'
import { offline, type DraftOnce, type RunView } from './schema.ts'
import { readSuite, suiteCases, type SuiteParts } from './suite.ts'
import { viewRun } from './view-run.ts'

export type RunSuiteParts = SuiteParts & { budgetTokens: number }
export type RunSuiteOptions = CellContext & {
  /** Where relative files are looked for; the suite's own folder where left out. */
  papersFolder?: string
  /** Recorded replies also for a suite that does not ask for them: every model then is the stub. */
  recordings?: boolean
}

/** @returns the finished run; `bad-suite`, an error of a file that could not be read, `stopped`, `spend-limit` */
export async function runSuite(
  parts: RunSuiteParts,
  file: string,
  options: RunSuiteOptions,
): Promise<Result<RunView, Failure>> {
  const suite = await readSuite(file)
  if (!suite.ok) return suite
  const cases = await suiteCases(parts, suite.value, options.papersFolder ?? path.dirname(file))
  if (!cases.ok) return cases
  const { papers: _papers, recordings, ...wanted } = suite.value
  const recorded = recordings || options.recordings === true
  // The stub's own name: a recorded reply must never be taken for one of the real model.
  const variants = wanted.variants.map((variant) =>
    recorded && !isStub(variant.model) ? { ...variant, model: 'good' } : variant,
  )
  const run = async (draftOnce: DraftOnce): Promise<Result<RunView, Failure>> => {
    const ended = await createEvalRuns({ ...parts, draftOnce, fresh: recorded }).runNow(
      { ...wanted, variants },
      options,
      cases.value,
    )
    return ended.ok ? viewRun(parts, ended.value) : ended
  }
  if (!recorded) return run(parts.draftOnce)
  const stub = await openRecordings(parts)
  try {
    return await run(stub.draftOnce)
  } finally {
    await stub.close()
  }
}

const isStub = (model: string): boolean => model === offline || model.startsWith('good')

/** True when a variant is worse than the base: what `--gate` fails on. */
export const failsGate = ({ table }: RunView): boolean => table.some(({ verdict }) => verdict?.kind === 'worse')
