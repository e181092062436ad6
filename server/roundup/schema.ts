/** The nouns of the roundup: an issue, its frozen entries, and what stands in the way of sending it. */
import { z } from 'zod'
import { PaperId } from '../papers/schema.ts'
import type { Failure } from '../result.ts'
import type { ApprovalId } from '../review/schema.ts'

export const IssueId = z.string().uuid().brand<'IssueId'>()
export type IssueId = z.infer<typeof IssueId>

export type Issue = {
  id: IssueId
  /** Day of publication, `YYYY-MM-DD`. */
  date: string
  /** Empty until the editor has chosen one. */
  title: string
  /** Markdown, as are intro and outro; empty when there is none. */
  sponsor: string
  intro: string
  outro: string
  /** Instant; null while it is being made. A published issue is not changed. */
  publishedAt: string | null
  createdAt: string
  updatedAt: string
}

export type IssueSummary = Pick<Issue, 'id' | 'date' | 'title' | 'publishedAt'> & { entryCount: number }

/** An approval that stands: the newest of its paper, not withdrawn. */
export type ApprovedPaper = {
  paperId: PaperId
  approvalId: ApprovalId
  title: string
  starred: boolean
  text: string
  words: number
  approvedAt: string
  /** Where the paper can be read, or null when it has no arXiv id and no DOI. */
  link: string | null
}

/** A frozen copy of an approved text; order is by the place in the list. */
export type IssueEntry = {
  paperId: PaperId
  approvalId: ApprovalId
  starred: boolean
  heading: string
  /** The editor's short name for the issue's title, or null. */
  label: string | null
  text: string
}

/** A sentence of an entry with something that was not found in the paper and that nobody has confirmed since. */
export type OpenQuestion = { sentence: string; numbers: string[] }

export type IssueEntryView = IssueEntry & {
  paperTitle: string
  link: string | null
  words: number
  /** Sentences that were not found in the paper and that nobody confirmed. */
  toLookAt: number
  /** Why the frozen text is not what review has now; null when it is. */
  changed: 'newer-approval' | 'withdrawn' | null
  /** Dates of other issues that hold the paper. */
  alsoIn: string[]
}

/** What the settings say of every issue. */
export type HouseLines = {
  /** "arXiv roundup". */
  roundupName: string
  /** Of the suggested title, from `{date}`, `{name}` and `{labels}`. */
  titleFormat: string
  /** Words that the house does not print. */
  wordsNeverUsed: readonly string[]
}

export type LintKind =
  | 'missing-title'
  | 'empty-issue'
  | 'missing-heading'
  | 'empty-entry'
  | 'doubled-word'
  | 'stray-punctuation'
  | 'never-used'
  | 'heading-differs'
  | 'number-not-found'
  | 'changed-since'
  | 'in-another-issue'
/** `paperId` is null when it is about the issue's own lines; `message` names the place. */
export type LintFinding = { kind: LintKind; paperId: PaperId | null; message: string }

export type IssueView = {
  issue: Issue
  entries: IssueEntryView[]
  /** Approved papers that no issue holds, in the order in which they would be added. */
  unused: ApprovedPaper[]
  /** Of intro, entries and outro. */
  words: number
  /** At 230 words a minute, rounded up. */
  readingMinutes: number
  suggestedTitle: string
  lint: LintFinding[]
}

export const IssueDate = z.iso.date()
export const NewIssue = z.object({ date: IssueDate })
const line = z.string().trim().max(500)
const prose = z.string().max(20_000)
export const IssueChange = z.object({
  date: IssueDate.optional(),
  title: line.optional(),
  sponsor: line.optional(),
  intro: prose.optional(),
  outro: prose.optional(),
  published: z.boolean().optional(),
})
export type IssueChange = z.infer<typeof IssueChange>
export const EntryOrder = z.object({
  paperIds: z
    .array(PaperId)
    .max(200)
    .refine((ids) => new Set(ids).size === ids.length, 'a paper stands twice'),
})
export const EntryChange = z.object({
  starred: z.boolean().optional(),
  label: z.string().trim().max(80).nullable().optional(),
  heading: line.optional(),
})
export type EntryChange = z.infer<typeof EntryChange>
export const ExportFormat = z.enum(['markdown', 'html'])
export type ExportFormat = z.infer<typeof ExportFormat>

export type IssueErrorKind = 'issue-not-found' | 'entry-not-found' | 'not-approved' | 'issue-published'
export type IssueError = Failure<IssueErrorKind>
