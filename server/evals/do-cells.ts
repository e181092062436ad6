/** Does the cells of a run that are not on the disk yet, and stops where every further call would be refused. */
import type { JobContext } from '../jobs/queue.ts'
import { fail, ok, type Failure, type Result } from '../result.ts'
import { cellKey } from './cell-key.ts'
import { knownReplies, type KnownReplies } from './known-replies.ts'
import type { EvalParts } from './parts.ts'
import { cellsOf } from './prepare-run.ts'
import { promptTexts } from './prompt-texts.ts'
import { reuseReply, runCell } from './run-cell.ts'
import { runCells } from './run-cells.ts'
import { offline, type DraftOnce, type EvalCase, type FrozenVariant } from './schema.ts'
import type { Cell, CellResult, RunRow } from './store.ts'

export type CellContext = Pick<JobContext, 'signal' | 'report'>

/** @returns `stopped` when the signal came; the error of the call after which no further one made sense */
export async function doCells(
  parts: EvalParts,
  run: RunRow,
  { signal, report }: CellContext,
): Promise<Result<null, Failure>> {
  const { store, papers, announcer, now } = parts
  const { spec } = run
  const cases = new Map((await store.listCases(run.id)).map((entry) => [entry.id, entry.case]))
  const variants = new Map(spec.variants.map((variant) => [variant.name, variant]))
  const name = ({ caseId, variant, repeat }: Cell): string => `${caseId} ${repeat} ${variant}`
  const all = cellsOf(spec, [...cases.keys()])
  const there = new Set((await store.listDone(run.id)).map(name))
  const cells = all.filter((cell) => !there.has(name(cell)))
  const known: KnownReplies = parts.fresh ? new Map() : await knownReplies(store, spec.variants)
  /** Why no further call is made: a limit, a price that is not known, an account without quota. */
  const refusals: Failure[] = []
  const draftOnce: DraftOnce = (request) =>
    parts.draftOnce({ ...request, run: { id: run.id, limitUsd: spec.spendLimitUsd } })
  let done = there.size
  const shownTo = promptsOfRun(parts)
  const progress = progressOf(all.length, done, now)

  const work = async (cell: Cell): Promise<CellResult> => {
    const of = cases.get(cell.caseId)!
    const variant = variants.get(cell.variant)!
    const shown = await shownTo(of, variant)
    if (!shown.ok) return failedCell(cell, shown.error)
    const paper = await papers(of)
    if (!paper.ok) return failedCell(cell, paper.error)
    const reply = known.get(cellKey(of, variant, cell.repeat))
    if (reply) return reuseReply(reply, cell, of, paper.value)
    return runCell(draftOnce, cell, of, variant, paper.value, shown.value, signal)
  }
  const keep = async (result: CellResult): Promise<void> => {
    if (result.error && hopeless.has(result.error.kind)) {
      refusals.push(result.error)
      return
    }
    await store.addResult(run.id, result)
    done += 1
    report(progress(done))
    announcer.announce(`eval:${run.id}`, { done, total: all.length })
  }
  await runCells({ cells, concurrency: spec.concurrency, signal, work, keep, mayGoOn: () => refusals.length === 0 })
  if (signal.aborted)
    return fail({ kind: 'stopped', message: 'Stopped. What was done is kept; "go on" does the rest.' })
  const [refusal] = refusals
  return refusal ? fail(refusal) : ok(null)
}

/** Every further call would end like this one, and cost nothing: no row, so that "go on" does the cell once it can. */
const hopeless = new Set(['spend-limit', 'price-unknown', 'out-of-quota'])

const failedCell = (cell: Cell, error: { kind: string; message: string }): CellResult => ({
  ...cell,
  ...{ output: null, scores: [], error, usage: null, known: false, costUsd: null, durationMs: 0 },
})

/** Prompt files are looked at this often, not for each of hundreds of cells. */
const lookAgainMs = 1000

/** The prompt's texts as the model will see them for a paper; an error when they are not those of the run any more. */
function promptsOfRun({ prompts, now }: EvalParts) {
  const seen = new Map<string, { at: number; texts: ReturnType<typeof promptTexts> }>()
  const look = (key: string, read: () => ReturnType<typeof promptTexts>) => {
    const known = seen.get(key)
    const at = now().getTime()
    if (known && at - known.at < lookAgainMs) return known.texts
    const texts = read()
    seen.set(key, { at, texts })
    return texts
  }
  return async (
    { examples = [] }: EvalCase,
    { model, prompt, shownSha }: FrozenVariant,
  ): Promise<Result<string[], Failure>> => {
    if (model === offline) return ok([])
    const whole = await look(prompt, () => promptTexts(prompts, prompt))
    if (!whole.ok || whole.value.shownSha !== shownSha) {
      const message = `The prompt "${prompt}" was edited since the run began: start a new run.`
      return fail({ kind: 'prompt-changed', message })
    }
    const { texts, usesExamples } = whole.value
    return ok(usesExamples ? [...texts, ...examples.map((example) => example.text)] : texts)
  }
}

function progressOf(total: number, began: number, now: () => Date) {
  const startedAt = now().getTime()
  return (done: number) => {
    const minutes = Math.max(now().getTime() - startedAt, 1) / 60_000
    const rate = (done - began) / minutes
    const left = (total - done) / rate
    const leftText = left < 1.5 ? 'about a minute' : `${Math.round(left)} minutes`
    return { done, total, note: `${Math.round(rate)} drafts a minute, ${leftText} left` }
  }
}
