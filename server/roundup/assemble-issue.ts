/** Puts together what the issue page shows: entries with what has changed since, papers left, length, title, findings. */
import type { PaperId } from '../papers/schema.ts'
import { countWords } from '../text/count-words.ts'
import { lintIssue } from './lint-issue.ts'
import type { ApprovedPaper, HouseLines, Issue, IssueEntry, IssueEntryView, IssueView, OpenQuestion } from './schema.ts'
import { suggestTitle } from './suggest-title.ts'

/** What is known of an issue, as it was read from the store. */
export type IssueFacts = {
  house: HouseLines
  issue: Issue
  /** In order. */
  entries: (IssueEntry & { paperTitle: string; link: string | null })[]
  /** The approval that stands for each paper of the library. */
  approved: readonly ApprovedPaper[]
  /** Of the entries' own approvals. */
  open: ReadonlyMap<PaperId, readonly OpenQuestion[]>
  /** Papers that issues hold, with the date of the issue. */
  placed: readonly { paperId: PaperId; issueId: string; date: string }[]
}

const wordsPerMinute = 230

export function assembleIssue({ issue, entries, approved, open, placed, house }: IssueFacts): IssueView {
  const standing = new Map(approved.map((paper) => [paper.paperId, paper]))
  const views = entries.map((entry): IssueEntryView => {
    const elsewhere = placed.filter((place) => place.paperId === entry.paperId && place.issueId !== issue.id)
    return {
      ...entry,
      words: countWords(entry.text),
      toLookAt: open.get(entry.paperId)?.length ?? 0,
      changed: changedSince(entry, standing.get(entry.paperId)),
      alsoIn: elsewhere.map((place) => place.date).toSorted(),
    }
  })
  const used = new Set([...placed.map((place) => place.paperId), ...entries.map((entry) => entry.paperId)])
  const words = countWords(issue.intro) + countWords(issue.outro) + views.reduce((sum, entry) => sum + entry.words, 0)
  return {
    issue,
    entries: views,
    unused: suggestedOrder(approved.filter((paper) => !used.has(paper.paperId))),
    words,
    readingMinutes: Math.ceil(words / wordsPerMinute),
    suggestedTitle: suggestTitle(issue.date, entries, house),
    lint: lintIssue(issue, views, open, house.wordsNeverUsed),
  }
}

/** Starred first, then as they were approved. */
export function suggestedOrder(papers: readonly ApprovedPaper[]): ApprovedPaper[] {
  return papers.toSorted((a, b) => Number(b.starred) - Number(a.starred) || a.approvedAt.localeCompare(b.approvedAt))
}

/** An approval given again for the very same words is no change. */
function changedSince(entry: IssueEntry, standing: ApprovedPaper | undefined): IssueEntryView['changed'] {
  if (!standing) return 'withdrawn'
  return standing.approvalId === entry.approvalId || standing.text === entry.text ? null : 'newer-approval'
}
