/** Blind looks: two drafts of one paper without names; the editor says which is better. Can be left and taken up at any time. */
import { random, seedOf } from '../../evals/statistics/random.ts'
import { parseReply } from '../drafting/parse-reply.ts'
import { fail, ok, type Result } from '../result.ts'
import { unknownRun } from './runs.ts'
import { offline, type BlindChoice, type BlindView, type CaseId, type EvalError, type RunId } from './schema.ts'
import type { ChoiceRow, EvalStore, RunRow } from './store.ts'

/** The next pair that nobody has looked at. */
export async function nextPair(store: EvalStore, id: RunId): Promise<Result<BlindView, EvalError>> {
  const run = await store.findRun(id)
  if (!run) return fail(unknownRun)
  const rival = rivalOf(run)
  if (!rival) return fail(nothingToCompare)
  const seen = new Set(
    (await store.listChoices(id)).filter((choice) => isOf(choice, run.spec.base, rival)).map(({ caseId }) => caseId),
  )
  const good = (await store.listResults(id)).filter(({ error, repeat }) => error === null && repeat === 1)
  const drafted = (variant: string) =>
    new Set(good.filter((cell) => cell.variant === variant).map(({ caseId }) => caseId))
  const both = [...drafted(run.spec.base).intersection(drafted(rival))]
  for (const caseId of inRandomOrder(run, both)) {
    if (seen.has(caseId)) continue
    const [entry, texts] = [await store.findCase(id, caseId), await textsOf(store, run, caseId)]
    if (!entry || !texts) continue
    const [left, right] = sidesOf(run, rival, caseId)
    // Equal drafts are no choice.
    if (texts.get(left) === texts.get(right)) continue
    return ok({
      pair: { caseId, title: entry.case.title, left: texts.get(left)!, right: texts.get(right)! },
      seen: seen.size,
      total: both.length,
    })
  }
  return ok({ pair: null, seen: seen.size, total: both.length })
}

/** Logs the choice with the sides as they were shown. */
export async function choose(
  store: EvalStore,
  id: RunId,
  { caseId, choice }: BlindChoice,
): Promise<Result<ChoiceRow, EvalError>> {
  const run = await store.findRun(id)
  if (!run) return fail(unknownRun)
  const rival = rivalOf(run)
  if (!rival) return fail(nothingToCompare)
  if (!(await store.findCase(id, caseId))) return fail({ kind: 'case-not-found', message: 'No such case in this run.' })
  const [left, right] = sidesOf(run, rival, caseId)
  const row = { caseId, left, right, choice }
  await store.addChoice(id, row)
  return ok(row)
}

const nothingToCompare: EvalError = {
  kind: 'nothing-to-compare',
  message: 'This run has one variant: there is no pair to look at.',
}

const rivalOf = ({ spec }: RunRow): string | null =>
  spec.variants.find(({ name, model }) => name !== spec.base && model !== offline)?.name ?? null

const isOf = ({ left, right }: ChoiceRow, a: string, b: string): boolean =>
  (left === a && right === b) || (left === b && right === a)

/** Random, and the same whenever it is asked for this run and case: the page never learns which side is which. */
function sidesOf(run: RunRow, rival: string, caseId: CaseId): [left: string, right: string] {
  return random(seedOf(`${run.id} ${caseId}`))() < 0.5 ? [run.spec.base, rival] : [rival, run.spec.base]
}

function inRandomOrder(run: RunRow, ids: readonly CaseId[]): CaseId[] {
  const place = new Map(ids.map((id) => [id, random(seedOf(`${id} ${run.id}`))()]))
  return ids.toSorted((a, b) => place.get(a)! - place.get(b)!)
}

async function textsOf(store: EvalStore, run: RunRow, caseId: CaseId): Promise<Map<string, string> | null> {
  const cells = (await store.resultsOfCase(run.id, caseId)).filter(
    ({ error, repeat }) => error === null && repeat === 1,
  )
  return new Map(cells.map(({ variant, output }) => [variant, parseReply(output ?? '').prose]))
}
