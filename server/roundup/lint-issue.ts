/** Looks an issue over before it goes out. Findings are for the editor to judge; none of them blocks the export. */
import { squeeze } from '../text/normalize.ts'
import { houseLint } from '../text/house-lint.ts'
import type { PaperId } from '../papers/schema.ts'
import type { Issue, IssueEntryView, LintFinding, OpenQuestion } from './schema.ts'

/** @param open what is not found and not confirmed, by paper; @param neverUsed the house's own list of words */
export function lintIssue(
  issue: Issue,
  entries: readonly IssueEntryView[],
  open: ReadonlyMap<PaperId, readonly OpenQuestion[]>,
  neverUsed: readonly string[],
): LintFinding[] {
  const findings: LintFinding[] = []
  if (issue.title === '')
    findings.push({ kind: 'missing-title', paperId: null, message: 'The issue has no title: t takes the suggestion.' })
  if (entries.length === 0) findings.push({ kind: 'empty-issue', paperId: null, message: 'The issue has no entries.' })
  for (const field of ['title', 'sponsor', 'intro', 'outro'] as const)
    findings.push(
      ...slips(
        issue[field],
        neverUsed,
        null,
        field === 'sponsor' ? 'Sponsor line' : field[0]!.toUpperCase() + field.slice(1),
      ),
    )
  for (const entry of entries) findings.push(...lintEntry(entry, open.get(entry.paperId) ?? [], neverUsed))
  return findings
}

function lintEntry(entry: IssueEntryView, open: readonly OpenQuestion[], neverUsed: readonly string[]): LintFinding[] {
  const { paperId } = entry
  const findings: LintFinding[] = []
  const add = (kind: LintFinding['kind'], message: string) => findings.push({ kind, paperId, message })
  const place = `"${entry.heading || entry.paperTitle}"`
  if (entry.heading === '') add('missing-heading', `${place} has no heading.`)
  else if (squeeze(entry.heading).text !== squeeze(entry.paperTitle).text)
    add('heading-differs', `${place} is headed differently from its paper: "${entry.paperTitle}".`)
  if (entry.text.trim() === '') add('empty-entry', `${place} has no text.`)
  if (entry.changed === 'withdrawn') add('changed-since', `${place}: its approval was withdrawn after it was put here.`)
  if (entry.changed === 'newer-approval')
    add('changed-since', `${place}: a newer text was approved; the issue still has the older one.`)
  for (const date of entry.alsoIn) add('in-another-issue', `${place} also stands in the issue of ${date}.`)
  for (const { sentence, numbers } of open)
    for (const number of numbers)
      add('number-not-found', `${place}: "${number}" was not found in the paper and nobody confirmed it: "${sentence}"`)
  return [
    ...findings,
    ...slips(entry.heading, [], paperId, `Heading ${place}`),
    ...slips(entry.text, neverUsed, paperId, place),
  ]
}

/** Doubled words, stray punctuation, and what the house never prints; other matters of taste were judged at approval. */
function slips(text: string, neverUsed: readonly string[], paperId: PaperId | null, place: string): LintFinding[] {
  return houseLint(text, [], neverUsed).flatMap(({ kind, start, end, message }) => {
    if (kind !== 'doubled-word' && kind !== 'stray-punctuation' && kind !== 'never-used') return []
    const around = text
      .slice(Math.max(0, start - 20), end + 20)
      .replace(/\s+/g, ' ')
      .trim()
    return [{ kind, paperId, message: `${place}: ${message} "…${around}…"` }]
  })
}
