/** The use cases of an issue: begin, look, change its lines, choose and order its entries. */
import type { PaperId } from '../papers/schema.ts'
import { fail, ok, type Result } from '../result.ts'
import { assembleIssue, suggestedOrder } from './assemble-issue.ts'
import type {
  ApprovedPaper,
  EntryChange,
  HouseLines,
  IssueChange,
  IssueEntry,
  IssueError,
  IssueId,
  IssueSummary,
  IssueView,
} from './schema.ts'
import type { RoundupStore } from './store.ts'

export type RoundupParts = {
  store: RoundupStore
  /** The sponsor line of the settings, Markdown, empty when there is none: a new issue begins with it. */
  sponsorLine: () => Promise<string>
  /** For the suggested title and the lint. */
  houseLines: () => Promise<HouseLines>
}
export type Roundup = ReturnType<typeof createRoundup>
type Viewed = Promise<Result<IssueView, IssueError>>

export function createRoundup({ store, sponsorLine, houseLines }: RoundupParts) {
  async function view(id: IssueId): Viewed {
    const issue = await store.findIssue(id)
    if (!issue) return fail({ kind: 'issue-not-found', message: 'No such issue.' })
    const entries = await store.listEntries(id)
    const facts = {
      issue,
      entries,
      approved: await store.listApproved(),
      open: await store.listOpen(id),
      placed: await store.listPlaced(),
      house: await houseLines(),
    }
    return ok(assembleIssue(facts))
  }

  /** One writer at a time; `work` sees the issue as the one before left it. */
  function changing(id: IssueId, work: (entries: IssueEntry[]) => Promise<Result<null, IssueError>>): Viewed {
    return store.together(async () => {
      await store.changeIssue(id, {})
      const issue = await store.findIssue(id)
      if (issue?.publishedAt)
        return fail({
          kind: 'issue-published',
          message: 'The issue is published: take that back before you change it.',
        })
      const done = issue ? await work(await store.listEntries(id)) : ok(null)
      return done.ok ? view(id) : done
    })
  }

  return {
    listIssues: (): Promise<IssueSummary[]> => store.listIssues(),
    view,
    /** A new issue holds every approved paper that no issue has yet, starred first: easier to take out than to find. */
    begin: (date: string): Viewed =>
      store.together(async () => {
        const id = await store.addIssue({ date, sponsor: await sponsorLine() })
        const placed = new Set((await store.listPlaced()).map((place) => place.paperId))
        const papers = (await store.listApproved()).filter((paper) => !placed.has(paper.paperId))
        await store.putEntries(id, suggestedOrder(papers).map(frozen))
        return view(id)
      }),
    /** `published: false` opens a published issue again; nothing else may change while it is published. */
    change: (id: IssueId, change: IssueChange): Viewed =>
      change.published === false
        ? store.together(async () => {
            await store.changeIssue(id, change)
            return view(id)
          })
        : changing(id, async () => {
            await store.changeIssue(id, change)
            return ok(null)
          }),
    /** Papers that are already in keep their frozen text; new ones need an approval that stands (`not-approved`). */
    order: (id: IssueId, paperIds: readonly PaperId[]): Viewed =>
      changing(id, async (entries) => {
        const approved = await store.listApproved()
        const next: IssueEntry[] = []
        for (const paperId of paperIds) {
          const paper = approved.find((candidate) => candidate.paperId === paperId)
          const entry = entries.find((candidate) => candidate.paperId === paperId) ?? (paper && frozen(paper))
          if (!entry)
            return fail({
              kind: 'not-approved',
              message: 'Only an approved paper can be put into an issue: approve its text in Review.',
            })
          next.push(entry)
        }
        await store.putEntries(id, next)
        return ok(null)
      }),
    changeEntry: (id: IssueId, paperId: PaperId, change: EntryChange): Viewed =>
      changing(id, async (entries) => {
        if (!entries.some((entry) => entry.paperId === paperId)) return noEntry
        await store.changeEntry(id, paperId, change)
        return ok(null)
      }),
    /** Takes the text that is approved now in place of the frozen one; heading, star and label stay. */
    refreshEntry: (id: IssueId, paperId: PaperId): Viewed =>
      changing(id, async (entries) => {
        if (!entries.some((entry) => entry.paperId === paperId)) return noEntry
        const paper = (await store.listApproved()).find((candidate) => candidate.paperId === paperId)
        if (!paper)
          return fail({
            kind: 'not-approved',
            message: 'The approval was withdrawn: approve the text again, or take the entry out.',
          })
        const { approvalId, text } = paper
        await store.putEntries(
          id,
          entries.map((entry) => (entry.paperId === paperId ? { ...entry, approvalId, text } : entry)),
        )
        return ok(null)
      }),
  }
}

const noEntry = fail({ kind: 'entry-not-found' as const, message: 'The issue has no such entry.' })

const frozen = ({ paperId, approvalId, starred, title, text }: ApprovedPaper): IssueEntry => ({
  paperId,
  approvalId,
  starred,
  heading: title,
  label: null,
  text,
})
