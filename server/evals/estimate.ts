/** What a run will take, before it is begun. */
import { cellKey } from './cell-key.ts'
import { knownReplies } from './known-replies.ts'
import type { EvalParts } from './parts.ts'
import { repeatsOf, type PreparedRun } from './prepare-run.ts'
import { offline, type Estimate } from './schema.ts'

/** From what earlier drafts of the same models took on average; a model that never drafted is unknown, not free. */
export async function estimateRun(
  { store, withExamples }: Pick<EvalParts, 'store' | 'withExamples'>,
  { spec, cases: planned }: PreparedRun,
): Promise<Estimate> {
  const known = await knownReplies(store, spec.variants)
  // Examples decide which replies are known, and choosing them reads every paper: not where none is.
  const cases = known.size === 0 ? planned : await withExamples(planned)
  let [cells, knownCells, costUsd, durationMs] = [0, 0, 0, 0]
  const strangers = new Set<string>()
  const unpriced = new Set<string>()
  for (const variant of spec.variants) {
    const repeats = repeatsOf(variant, spec)
    const answered = cases.reduce(
      (sum, each) => sum + repeats.filter((repeat) => known.has(cellKey(each.case, variant, repeat))).length,
      0,
    )
    const left = cases.length * repeats.length - answered
    cells += cases.length * repeats.length
    knownCells += answered
    if (variant.model === offline || left === 0) continue
    const past = await store.pastDrafts(variant.model)
    if (!past) strangers.add(variant.model)
    else if (past.costUsd === null) unpriced.add(variant.model)
    costUsd += left * (past?.costUsd ?? 0)
    durationMs += left * (past?.durationMs ?? 0)
  }
  const reasons = [
    ...[...strangers].map((model) => `${model} has not drafted yet`),
    ...[...unpriced].map((model) => `the price of ${model} is not known`),
  ]
  return {
    papers: cases.length,
    cells,
    known: knownCells,
    costUsd: reasons.length > 0 ? null : costUsd,
    minutes: strangers.size > 0 ? null : durationMs / spec.concurrency / 60_000,
    why: reasons.join('; ') || 'from what earlier drafts of these models took',
  }
}
