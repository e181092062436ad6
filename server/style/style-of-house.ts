/** The use cases of past issues: keep one, take it away, and say what the house style is by all that is kept and approved. */
import { cleanText, foldSpace, squeeze } from '../text/normalize.ts'
import { fail, ok, type Result } from '../result.ts'
import type { ApprovedEntries } from './approved-store.ts'
import { importIssue } from './import-issue.ts'
import type { AddedIssue, ImportStore } from './imports-store.ts'
import { paragraphsOf } from './paragraph.ts'
import { profileLine, profileOf } from './profile.ts'
import type { ImportedEntry, IssueFormat, IssueImportId, KeptIssue, StyleError, StyleView } from './schema.ts'
import { styleCard } from './style-card.ts'

export type Style = ReturnType<typeof createStyle>

export function createStyle({ imports, approved }: { imports: ImportStore; approved: ApprovedEntries }) {
  return {
    /** @returns `no-entries` for a text in which no entry was found: nothing could be learnt from it */
    async keep(name: string, source: string): Promise<Result<AddedIssue & { line: string }, StyleError>> {
      const fileName = foldSpace(cleanText(name))
      const text = cleanText(source)
      const issue = importIssue(text, formatOf(fileName))
      if (issue.entries.length > 0)
        return ok({ ...(await imports.add(fileName, text, issue)), line: profileLine(profileOf([issue])) })
      const message = `No entries were found in ${fileName}. An issue has headings with text under them.`
      return fail({ kind: 'no-entries', message })
    },
    async remove(id: IssueImportId): Promise<Result<null, StyleError>> {
      return (await imports.remove(id)) ? ok(null) : fail(notFound)
    },
    async restore(id: IssueImportId): Promise<Result<null, StyleError>> {
      return (await imports.restore(id)) ? ok(null) : fail(notFound)
    },
    async view(): Promise<StyleView> {
      const issues = await imports.list()
      const profile = profileOf(issues, await approvedEntries(issues))
      return {
        issues: issues.map((issue) => ({ ...issue, line: profileLine(profileOf([issue])) })),
        profile,
        line: profileLine(profile),
        measuredCard: styleCard(profile),
      }
    },
  }

  /** An issue that was exported here and read in again holds them already. */
  async function approvedEntries(issues: readonly KeptIssue[]): Promise<ImportedEntry[]> {
    const there = new Set(issues.flatMap(({ entries }) => entries.map(({ heading }) => squeeze(heading).text)))
    const entries = await approved.pastEntries()
    return entries
      .filter(({ title }) => !there.has(squeeze(title).text))
      .map(({ title, starred, text }) => ({ heading: title, starred, link: null, paragraphs: paragraphsOf(text) }))
  }
}

/** By the file's name; undefined leaves it to the text. */
export function formatOf(fileName: string): IssueFormat | undefined {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const formats: Record<string, IssueFormat> = { md: 'markdown', markdown: 'markdown', html: 'html', htm: 'html' }
  return formats[ending]
}

const notFound: StyleError = { kind: 'issue-not-found', message: 'There is no such past issue.' }
