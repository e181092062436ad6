/** What the editor can do to an issue: each is one call, shown at once, and undone where something is lost. */
import type { ApprovedPaper, EntryChange, IssueChange, IssueEntryView, IssueView } from '../../server/roundup/schema.ts'
import { useToast } from '../ui/toast.tsx'
import { useApi } from '../ui/use-api.tsx'
import { issueApi } from './issue-api.ts'
import { movedBy, withAdded } from './order.ts'
import type { Change } from './use-issue.ts'

export type IssueActions = ReturnType<typeof useIssueActions>

/** @param current the issue at the press of a key, also between two renders */
export function useIssueActions(view: IssueView, change: Change, current: () => IssueView | undefined) {
  const calls = issueApi(useApi())
  const toast = useToast()
  const { id } = view.issue
  const now = () => current() ?? view
  const idsNow = () => now().entries.map((entry) => entry.paperId)

  const order = (paperIds: string[]) =>
    change(
      () => calls.order(id, paperIds),
      (before) => ({
        ...before,
        entries: paperIds.flatMap((paperId) => before.entries.find((entry) => entry.paperId === paperId) ?? []),
      }),
    )
  const changeEntry = (paperId: string, what: EntryChange) =>
    change(
      () => calls.changeEntry(id, paperId, what),
      (before) => ({
        ...before,
        entries: before.entries.map((entry) => (entry.paperId === paperId ? starredAs(entry, what) : entry)),
      }),
    )
  const changeLines = (what: IssueChange) => change(() => calls.change(id, what))
  return {
    changeEntry,
    changeLines,
    move: (paperId: string, by: number) => order(movedBy(idsNow(), paperId, by)),
    star: (entry: IssueEntryView) => changeEntry(entry.paperId, { starred: !entry.starred }),
    refresh: (paperId: string) => change(() => calls.refreshEntry(id, paperId)),
    add(paper: ApprovedPaper) {
      const paperIds = withAdded(now().entries, paper)
      change(
        () => calls.order(id, paperIds),
        (before) => ({ ...before, unused: before.unused.filter((other) => other.paperId !== paper.paperId) }),
      )
    },
    /** Undo puts it back at its place with its heading, star and label; its text is then the one approved now. */
    remove({ paperId, starred, label, heading }: IssueEntryView) {
      const before = idsNow()
      const undo = () => {
        change(() => calls.order(id, before))
        changeEntry(paperId, { starred, label, heading })
      }
      const without = before.filter((other) => other !== paperId)
      change(
        () => calls.order(id, without),
        (old) => ({ ...old, entries: old.entries.filter((entry) => entry.paperId !== paperId) }),
        { text: `Taken out: “${heading}”`, undo },
      )
    },
    suggestTitle() {
      const { title } = view.issue
      changeLines({ title: view.suggestedTitle })
      if (title !== '' && title !== view.suggestedTitle)
        toast({ text: 'Title replaced', undo: () => changeLines({ title }) })
    },
    publish: (published: boolean) => changeLines({ published }),
  }
}

const starredAs = (entry: IssueEntryView, { starred }: EntryChange): IssueEntryView =>
  starred === undefined ? entry : { ...entry, starred }
