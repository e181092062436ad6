/** `galley issue`: the issues of the library, and one of them as a file. */
import { writeFile } from 'node:fs/promises'
import { exportHtml } from '../roundup/export/html.ts'
import { exportMarkdown } from '../roundup/export/markdown.ts'
import { ExportFormat } from '../roundup/schema.ts'
import { CommandFailed, must, withParts, type Answer } from './command.ts'

export async function issueShowCommand(): Promise<Answer<'issue show'>> {
  return withParts(async ({ roundup }) => {
    const issues = (await roundup.listIssues()).map(({ id, date, title, entryCount, publishedAt }) => ({
      id,
      date,
      title,
      entries: entryCount,
      published: publishedAt !== null,
    }))
    const lines = issues.map(
      (issue) =>
        `${issue.date}  ${issue.entries} entries${issue.published ? ', published' : ''}  ${issue.title || '(no title yet)'}`,
    )
    return { data: { issues }, lines: lines.length > 0 ? lines : ['No issue yet: begin one on the Issue page.'] }
  })
}

export async function issueExportCommand(
  date: string | undefined,
  options: { format: string; out?: string },
): Promise<Answer<'issue export'>> {
  const format = ExportFormat.safeParse(options.format)
  if (!format.success)
    throw new CommandFailed({ kind: 'bad-format', message: `--format ${options.format}: use markdown or html.` })
  return withParts(async ({ roundup }) => {
    const issues = await roundup.listIssues()
    const found = issues.find((issue) => date === undefined || issue.date === date)
    if (!found)
      throw new CommandFailed({
        kind: 'issue-not-found',
        message: date ? `There is no issue of ${date}.` : 'There is no issue yet.',
      })
    const view = must(await roundup.view(found.id))
    const text = format.data === 'html' ? exportHtml(view) : exportMarkdown(view)
    if (options.out) await writeFile(options.out, text)
    return {
      data: { file: options.out ?? null, format: format.data, text },
      lines: [options.out ? `Wrote ${options.out}` : text],
    }
  })
}
