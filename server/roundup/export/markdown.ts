/** Writes an issue as Markdown that `importIssue` of the style room reads back entry for entry. */
import type { Issue, IssueEntry } from '../schema.ts'
import { unpaddedDate } from '../suggest-title.ts'
import { entryMarkdown, oneLine } from './entry-markdown.ts'

/** What an export is made from. */
export type IssueToExport = {
  issue: Pick<Issue, 'date' | 'title' | 'sponsor' | 'intro' | 'outro'>
  entries: readonly (Pick<IssueEntry, 'heading' | 'starred' | 'text'> & { link: string | null })[]
}

/** Title, sponsor line in italics, intro, entries under `##` headings (starred ones with a star), a rule and the outro. */
export function exportMarkdown({ issue, entries }: IssueToExport): string {
  const blocks = [`# ${escapeLine(exportTitle(issue))}`]
  if (issue.sponsor.trim() !== '') blocks.push(italic(oneLine(issue.sponsor)))
  if (issue.intro.trim() !== '') blocks.push(entryMarkdown(issue.intro))
  for (const { heading, starred, text, link } of entries) {
    const title = escapeLine(oneLine(heading))
    blocks.push(`## ${starred ? '⭐ ' : ''}${link ? `[${title}](${link})` : title}`)
    if (text.trim() !== '') blocks.push(entryMarkdown(text))
  }
  if (issue.outro.trim() !== '') blocks.push('---', entryMarkdown(issue.outro))
  return `${blocks.join('\n\n')}\n`
}

/** An issue without a title goes out under its date alone. */
export const exportTitle = (issue: IssueToExport['issue']): string =>
  oneLine(issue.title) || `${unpaddedDate(issue.date)} roundup`

/** Characters of a title that Markdown would take for marks. */
const escapeLine = (text: string) => text.replace(/[\\`*_[\]<>#~]/g, (mark) => `\\${mark}`)

function italic(text: string): string {
  const line = entryMarkdown(text)
  const mark = ['*', '_'].find((candidate) => !line.includes(candidate))
  return mark ? `${mark}${line}${mark}` : line
}
