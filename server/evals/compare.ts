/** From cells to the table: every variant beside the base, paper by paper. Pure. */
import { pairedDifference, type PairedDifference, type PairedItem } from '../../evals/statistics/paired-difference.ts'
import { preference, type Preference } from '../../evals/statistics/preference.ts'
import { mean } from '../../evals/statistics/moments.ts'
import { verdicts, type Verdict } from '../../evals/statistics/verdict.ts'
import type { Score, ScorerName } from '../../evals/schema.ts'
import { favours } from './cases.ts'
import { measureRules, primary, type MeasureRule } from './measures.ts'
import { offline, type CaseId, type EvalCase, type Measure, type RunSpec, type TableRow } from './schema.ts'
import type { CellResult, ChoiceRow } from './store.ts'

export type Results = readonly Omit<CellResult, 'output'>[]
export type Compared = {
  table: TableRow[]
  /** Cases on which the variant has more wrong facts than the base. */
  worseOn: (variant: string) => CaseId[]
}

const alpha = 0.05

/** @param choices blind choices in the order in which they were made; the last one on a case counts */
export function compare(
  spec: RunSpec,
  cases: readonly { id: CaseId; case: EvalCase }[],
  results: Results,
  choices: readonly ChoiceRow[],
): Compared {
  const scores = scoresBy(results)
  const values = (name: ScorerName, variant: string, id: CaseId): number[] =>
    scores.get(`${name} ${id} ${variant}`) ?? []
  const paired = (name: ScorerName, better: 'low' | 'high', variant: string): PairedDifference => {
    const items: PairedItem[] = cases.map(({ id }) => ({
      item: id,
      base: values(name, spec.base, id),
      variant: values(name, variant, id),
    }))
    // The bootstrap's check is printed for what the run is for, and takes long.
    return pairedDifference(items, { better, confidence: 1 - alpha, resamples: name === primary ? 2000 : 0 })
  }
  const directions = new Map(results.flatMap((result) => result.scores.map((score) => [score.name, score])))
  const rivals = spec.variants.filter(({ name, model }) => name !== spec.base && model !== offline)
  const blind = new Map(spec.variants.map(({ name }) => [name, blindOf(name, spec.base, choices)]))
  // Two questions, one chance of a false alarm: with blind looks each of the two gets half of it.
  const looked = rivals.some(({ name }) => (blind.get(name)?.looks ?? 0) > 0)
  const share = looked ? alpha / 2 : alpha
  const primaryPairs = new Map(rivals.map(({ name }) => [name, paired(primary, 'low', name)]))
  const primaryVerdicts = verdictsOf(
    primaryPairs,
    measureRules.find(({ name }) => name === primary)!,
    'low',
    share,
  )

  const table = spec.variants.map((variant): TableRow => {
    const role = variant.name === spec.base ? 'base' : variant.model === offline ? 'offline' : 'variant'
    const own = results.filter((result) => result.variant === variant.name)
    const looks = blind.get(variant.name)!
    const seen = role === 'base' || looks.looks === 0 ? null : preference(looks, share / Math.max(1, rivals.length))
    const measures = measureRules.flatMap((rule) => {
      const like = directions.get(rule.name)
      if (!like) return []
      const pair =
        role === 'base'
          ? null
          : (rule.name === primary && primaryPairs.get(variant.name)) || paired(rule.name, like.better, variant.name)
      const isPrimary = rule.name === primary && role === 'variant'
      const judged =
        role === 'variant' && pair
          ? isPrimary
            ? primaryVerdicts.get(variant.name)!
            : verdictAlone(pair, rule, like.better)
          : null
      const perPaper = cases.map(({ id }) => values(rule.name, variant.name, id)).filter((list) => list.length > 0)
      return [measureOf(rule, like, perPaper.map(mean), pair, judged, isPrimary)]
    })
    return {
      variant,
      role,
      cells: {
        done: own.filter(({ error }) => error === null).length,
        failed: own.filter(({ error }) => error !== null).length,
        expected: cases.length * (variant.model === offline ? 1 : spec.repeats),
      },
      measures,
      blind: seen,
      verdict: role === 'variant' ? overall(primaryVerdicts.get(variant.name)!, seen) : null,
      favoured: cases.filter((each) => favours(each.case, variant)).length,
    }
  })
  return {
    table,
    worseOn: (variant) =>
      (primaryPairs.get(variant)?.differences ?? [])
        .filter(({ difference }) => difference > 0)
        .map(({ item }) => item as CaseId),
  }
}

/** `${measure} ${case} ${variant}` → the values of its repeats. Failed cells and "nothing to judge" are in none. */
function scoresBy(results: Results): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const { caseId, variant, scores } of results)
    for (const { name, value } of scores) {
      if (value === null) continue
      const key = `${name} ${caseId} ${variant}`
      const list = found.get(key)
      if (list) list.push(value)
      else found.set(key, [value])
    }
  return found
}

function verdictsOf(
  pairs: ReadonlyMap<string, PairedDifference>,
  rule: MeasureRule,
  better: 'low' | 'high',
  level: number,
): Map<string, Verdict> {
  const margin = rule.margin ?? 0
  const judged = verdicts([...pairs.values()], { better, alpha: level, margin, step: rule.step })
  return new Map([...pairs.keys()].map((name, index) => [name, judged[index]!]))
}

function verdictAlone(pair: PairedDifference, rule: MeasureRule, better: 'low' | 'high'): Verdict | null {
  return rule.margin === null ? null : verdicts([pair], { better, alpha, margin: rule.margin, step: rule.step })[0]!
}

function measureOf(
  rule: MeasureRule,
  like: Score,
  means: number[],
  pair: PairedDifference | null,
  verdict: Verdict | null,
  isPrimary: boolean,
): Measure {
  const comparison = pair && pair.n > 0 ? pair : null
  return {
    name: rule.name,
    unit: like.unit,
    better: like.better,
    mean: means.length === 0 ? null : mean(means),
    papers: means.length,
    comparison,
    verdict: comparison ? verdict : null,
    exploratory: !isPrimary,
  }
}

function blindOf(
  variant: string,
  base: string,
  choices: readonly ChoiceRow[],
): { wins: number; ties: number; losses: number; looks: number } {
  const latest = new Map<string, ChoiceRow>()
  for (const choice of choices)
    if (new Set([choice.left, choice.right, variant, base]).size === 2) latest.set(choice.caseId, choice)
  const won = [...latest.values()].map(({ left, right, choice }) =>
    choice === 'same' ? null : choice === 'left' ? left : right,
  )
  const count = (name: string | null): number => won.filter((each) => each === name).length
  return { wins: count(variant), ties: count(null), losses: count(base), looks: won.length }
}

/** Wrong facts first: a preference never outvotes them. */
function overall(facts: Verdict, seen: Preference | null): { kind: Verdict['kind']; why: string } {
  if (facts.kind === 'worse') return { kind: 'worse', why: 'more wrong facts than chance would make' }
  if (facts.kind === 'better') {
    if (seen?.kind === 'worse') return { kind: 'cant-tell', why: 'fewer wrong facts, but you liked the other better' }
    return { kind: 'better', why: 'fewer wrong facts than chance would make' }
  }
  if (seen?.kind === 'worse') return { kind: 'worse', why: 'you preferred the other in blind looks' }
  if (seen?.kind === 'better' && facts.kind === 'tied')
    return { kind: 'better', why: 'as right as the other, and you preferred it in blind looks' }
  if (seen?.kind === 'better')
    return { kind: 'cant-tell', why: `you preferred it in blind looks, but of its wrong facts ${facts.why}` }
  return { kind: facts.kind, why: facts.why }
}
