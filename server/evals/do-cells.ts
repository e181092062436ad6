/** Does the cells of a run that are not on the disk yet, and stops at the spend limit. */
import { withoutExampleOf } from '../drafting/leave-out-example.ts'
import type { JobContext } from '../jobs/queue.ts'
import { fail, ok, type Failure, type Result } from '../result.ts'
import { cellKey } from './cell-key.ts'
import { knownReplies, type KnownReplies } from './known-replies.ts'
import type { EvalParts } from './parts.ts'
import { cellsOf } from './prepare-run.ts'
import { promptTexts } from './prompt-texts.ts'
import { reuseReply, runCell } from './run-cell.ts'
import { runCells } from './run-cells.ts'
import { offline, type EvalCase, type FrozenVariant } from './schema.ts'
import type { Cell, CellResult, RunRow } from './store.ts'

export type CellContext = Pick<JobContext, 'signal' | 'report'>

/** @returns `stopped` when the signal came, `spend-limit` when cells were left for their cost */
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
  const before = await store.listSpending(run.id)
  const there = new Set(before.map(name))
  const cells = all.filter((cell) => !there.has(name(cell)))
  const known: KnownReplies = parts.fresh ? new Map() : await knownReplies(store, spec.variants)
  let spentUsd = before.reduce((sum, cell) => sum + (cell.known ? 0 : (cell.costUsd ?? 0)), 0)
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
    return runCell(parts.draftOnce, cell, of, variant, paper.value, shown.value, signal)
  }
  const keep = async (result: CellResult): Promise<void> => {
    await store.addResult(run.id, result)
    if (!result.known) spentUsd += result.costUsd ?? 0
    done += 1
    report(progress(done))
    announcer.announce(`eval:${run.id}`, { done, total: all.length })
  }
  const underLimit = (): boolean => spec.spendLimitUsd === null || spentUsd < spec.spendLimitUsd
  await runCells({ cells, concurrency: spec.concurrency, signal, work, keep, mayGoOn: underLimit })
  if (signal.aborted)
    return fail({ kind: 'stopped', message: 'Stopped. What was done is kept; "go on" does the rest.' })
  if (done === all.length) return ok(null)
  const message = `Stopped at the limit of $${spec.spendLimitUsd}: $${spentUsd.toFixed(2)} spent.`
  return fail({ kind: 'spend-limit', message })
}

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
    { title }: EvalCase,
    { model, prompt, shownSha }: FrozenVariant,
  ): Promise<Result<string[], Failure>> => {
    if (model === offline) return ok([])
    const whole = await look(prompt, () => promptTexts(prompts, prompt))
    if (!whole.ok || whole.value.shownSha !== shownSha) {
      const message = `The prompt "${prompt}" was edited since the run began: start a new run.`
      return fail({ kind: 'prompt-changed', message })
    }
    const shown = await look(`${prompt}\n${title}`, () => promptTexts(withoutExampleOf(title, prompts), prompt))
    return shown.ok ? ok(shown.value.texts) : shown
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
