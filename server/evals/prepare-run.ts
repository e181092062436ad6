/** What a run will be, before anything is written: its variants frozen, its cases, its cells. */
import type { PaperId, PaperTextId } from '../papers/schema.ts'
import { fail, ok, type Result } from '../result.ts'
import { caseOf } from './cases.ts'
import type { EvalParts } from './parts.ts'
import { promptTexts } from './prompt-texts.ts'
import { offline, type EvalError, type FrozenVariant, type NewRun, type RunSpec } from './schema.ts'
import type { CaseEntry, Cell } from './store.ts'

export type NewCase = Omit<CaseEntry, 'id'>
export type PreparedRun = { spec: RunSpec; cases: NewCase[] }

/** A run as it will be kept: with the examples of its cases. @param given cases that are not the library's approvals */
export async function prepareRun(
  parts: EvalParts,
  wanted: NewRun,
  given?: NewCase[],
): Promise<Result<PreparedRun, EvalError>> {
  const planned = await planRun(parts, wanted, given)
  return planned.ok ? ok({ ...planned.value, cases: await parts.withExamples(planned.value.cases) }) : planned
}

/** The same without the examples. */
export async function planRun(
  parts: EvalParts,
  wanted: NewRun,
  given?: NewCase[],
): Promise<Result<PreparedRun, EvalError>> {
  const variants: FrozenVariant[] = []
  for (const variant of withOffline(wanted.variants)) {
    const texts = variant.model === offline ? null : await promptTexts(parts.prompts, variant.prompt)
    if (texts && !texts.ok) return texts
    const { promptSha = null, shownSha = null, usesExamples = false } = texts?.value ?? {}
    variants.push({ ...variant, promptSha, shownSha, usesExamples })
  }
  const cases = given ?? (await libraryCases(parts))
  if (cases.length === 0)
    return fail({ kind: 'no-cases', message: 'Nothing to compare on yet: approve a summary first.' })
  const { repeats, spendLimitUsd = null, concurrency } = wanted
  return ok({ spec: { variants, base: variants[0]!.name, repeats, spendLimitUsd, concurrency }, cases })
}

/** The offline drafter costs nothing and shows what no model at all would have done. */
function withOffline(variants: NewRun['variants']): NewRun['variants'] {
  if (variants.some(({ model }) => model === offline)) return variants
  const name = variants.some((variant) => variant.name === offline) ? 'offline drafter' : offline
  return [...variants, { name, prompt: offline, model: offline, parameters: {} }]
}

/** Newest approval first. A paper that can no longer be read is none. */
export async function libraryCases({
  approved,
  latestTextId,
}: Pick<EvalParts, 'approved' | 'latestTextId'>): Promise<NewCase[]> {
  const cases: NewCase[] = []
  for (const row of await approved.approvedPapers()) {
    const textId = (row.draft?.paperTextId as PaperTextId | undefined) ?? (await latestTextId(row.paperId as PaperId))
    if (textId) cases.push(caseOf(row, textId))
  }
  return cases
}

/** 1, 2, … The offline drafter once: it always says the same. */
export const repeatsOf = ({ model }: { model: string }, { repeats }: Pick<RunSpec, 'repeats'>): number[] =>
  Array.from({ length: model === offline ? 1 : repeats }, (_, index) => index + 1)

/** Case by case, so that one paper's index serves all its cells. */
export function cellsOf(spec: Pick<RunSpec, 'variants' | 'repeats'>, caseIds: readonly CaseEntry['id'][]): Cell[] {
  return caseIds.flatMap((caseId) =>
    spec.variants.flatMap((variant) =>
      repeatsOf(variant, spec).map((repeat) => ({ caseId, variant: variant.name, repeat })),
    ),
  )
}
