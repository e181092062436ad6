/** The card: what the run says, in sentences for an editor. Pure. */
import type { Compared, Results } from './compare.ts'
import { papersPerIssue, primary } from './measures.ts'
import { type Card, type RunSpec, type TableRow } from './schema.ts'

/** @param wanted the variant that the card speaks about; the first that is not the base where left out */
export function cardOf(
  spec: RunSpec,
  papers: number,
  results: Results,
  { table, worseOn }: Compared,
  wanted?: string,
): Card {
  const rivals = table.filter(({ role }) => role === 'variant')
  const row = rivals.find(({ variant }) => variant.name === wanted) ?? rivals[0]
  const costUsd = costOf(results)
  const spent = { costUsd, sentences: [...failures(results), took(costUsd, results)] }
  const papersText = `${papers} ${papers === 1 ? 'paper' : 'papers'}.`
  if (!row)
    return {
      ...spent,
      sentences: [papersText, 'Add a second variant to compare.', ...spent.sentences],
      variant: null,
      verdict: null,
      moreIssues: null,
      lookAt: [],
    }
  const facts = row.measures.find(({ name }) => name === primary)
  const moreIssues = facts?.verdict?.morePapers == null ? null : Math.ceil(facts.verdict.morePapers / papersPerIssue)
  const lookAt = worseOn(row.variant.name)
  return {
    sentences: [
      papersText,
      factsSentence(row, spec.base),
      blindSentence(row, spec.base),
      verdictSentence(row, spec.base, moreIssues),
      ...(lookAt.length > 0
        ? [`Look at the ${lookAt.length === 1 ? 'one' : lookAt.length} where ${row.variant.name} has more wrong facts.`]
        : []),
      ...(row.favoured > 0 ? [favouredSentence(row)] : []),
      ...spent.sentences,
    ],
    variant: row.variant.name,
    verdict: row.verdict?.kind ?? null,
    moreIssues: row.verdict?.kind === 'cant-tell' ? moreIssues : null,
    lookAt,
    costUsd,
  }
}

function factsSentence({ variant, measures }: TableRow, base: string): string {
  const facts = measures.find(({ name }) => name === primary)?.comparison
  if (!facts) return 'Wrong facts could not be counted on any paper under both.'
  const total = (average: number): string => String(Math.round(average * facts.n * 10) / 10)
  const [before, after] = [total(facts.baseMean), total(facts.variantMean)]
  if (before === after)
    return `As many wrong facts with ${variant.name} as with ${base}: ${after} on ${facts.n} papers.`
  return `${facts.variantMean < facts.baseMean ? 'Fewer' : 'More'} wrong facts with ${variant.name}: ${before} → ${after}.`
}

function blindSentence({ variant, blind }: TableRow, base: string): string {
  if (!blind) return 'No blind looks yet.'
  const looks = blind.wins + blind.ties + blind.losses
  const none = blind.ties > 0 ? `, no difference on ${blind.ties}` : ''
  return `In ${looks} blind ${looks === 1 ? 'look' : 'looks'} you preferred ${variant.name} on ${blind.wins}, ${base} on ${blind.losses}${none}.`
}

function verdictSentence({ variant, verdict, measures }: TableRow, base: string, moreIssues: number | null): string {
  if (!verdict) return "Can't tell yet: nothing could be compared."
  if (verdict.kind === 'better') return `${variant.name} is better: ${verdict.why}.`
  if (verdict.kind === 'worse') return `${variant.name} is worse: ${verdict.why}.`
  if (verdict.kind === 'tied') return `Tied: ${verdict.why}.`
  const facts = measures.find(({ name }) => name === primary)?.comparison
  const leans = facts?.pValue != null && facts.pValue < 0.2 && facts.difference !== 0
  const start = leans
    ? `Probably ${facts.difference < 0 ? variant.name : base}, but ${verdict.why}`
    : `Can't tell yet: ${verdict.why}`
  if (moreIssues === null) return `${start}; no handful of issues would settle it.`
  return `${start}; about ${moreIssues} more ${moreIssues === 1 ? 'issue' : 'issues'} would settle it.`
}

const favouredSentence = ({ variant, favoured }: TableRow): string =>
  `${favoured} of your texts grew from drafts by ${variant.name}, so how near they are to it is not counted.`

function failures(results: Results): string[] {
  const failed = results.filter(({ error }) => error !== null).length
  return failed === 0
    ? []
    : [`${failed} ${failed === 1 ? 'draft' : 'drafts'} failed and ${failed === 1 ? 'is' : 'are'} left out.`]
}

/** Null when a paid draft's price is unknown; replies known from earlier runs cost nothing. */
function costOf(results: Results): number | null {
  const paid = results.filter(({ known, usage, costUsd }) => !known && (usage !== null || costUsd !== null))
  return paid.some(({ costUsd }) => costUsd === null)
    ? null
    : paid.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0)
}

function took(costUsd: number | null, results: Results): string {
  const minutes = results.reduce((sum, { durationMs, known }) => sum + (known ? 0 : durationMs), 0) / 60_000
  const money =
    costUsd === null
      ? 'Cost unknown'
      : costUsd === 0
        ? 'No cost'
        : `$${costUsd < 1 ? costUsd.toFixed(2) : costUsd.toFixed(1)}`
  return `${money}, ${minutes < 1 ? 'under a minute' : `${Math.round(minutes)} ${Math.round(minutes) === 1 ? 'minute' : 'minutes'}`} of model time.`
}
