/** One issue in three columns: what is approved, what is in, how it will look. */
import { useState, type ReactNode } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { IssueEntryView, IssueView } from '../../server/roundup/schema.ts'
import type { Binding } from '../ui/key-map.ts'
import { useKeys } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { Split } from '../ui/split.tsx'
import { useToast } from '../ui/toast.tsx'
import { EntriesPane } from './entries-pane.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { IssueHeader } from './issue-header.tsx'
import { neighbour } from './order.ts'
import { Preview } from './preview.tsx'
import { UnusedPane } from './unused-pane.tsx'
import { useIssueActions } from './use-issue-actions.ts'
import type { Change } from './use-issue.ts'

type Props = {
  view: IssueView
  change: Change
  current: () => IssueView | undefined
  /** The other issues. */
  switcher: ReactNode
}

export function IssueDesk({ view, change, current, switcher }: Props) {
  const actions = useIssueActions(view, change, current)
  const toast = useToast()
  const [, navigate] = useLocation()
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<'export' | 'entry' | null>(null)
  const { issue, entries, unused } = view
  const locked = issue.publishedAt !== null
  const at = params.get('at')
  const chosenUnused = unused.find((paper) => paper.paperId === at)
  const chosen = chosenUnused ? undefined : (entries.find((entry) => entry.paperId === at) ?? entries[0])
  const chosenId = chosenUnused?.paperId ?? chosen?.paperId
  const column = (chosenUnused ? unused : entries).map((row) => row.paperId)

  const point = (paperId: string | null | undefined) => {
    if (!paperId) return
    const next = new URLSearchParams(params)
    next.set('at', paperId)
    setParams(next, { replace: true })
    document.querySelector(`[data-row="${paperId}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const step = (by: number) => {
    const index = chosenId ? column.indexOf(chosenId) : -1
    point(column[Math.min(column.length - 1, Math.max(0, index + by))])
  }
  const add = () => {
    if (!chosenUnused) return point(unused[0]?.paperId)
    actions.add(chosenUnused)
    return point(neighbour(column, chosenUnused.paperId) ?? chosenUnused.paperId)
  }
  const remove = (entry: IssueEntryView) => {
    actions.remove(entry)
    point(neighbour(column, entry.paperId))
  }
  /** Keys of a published issue say why they do nothing. */
  const ifOpen = (run: () => void) => () =>
    locked ? toast({ text: 'The issue is published. Take that back first: x, then p.' }) : run()
  const onEntry = (run: (entry: IssueEntryView) => void) =>
    ifOpen(() => {
      if (!chosen) return
      // Chosen by default until now: it must stay the chosen one when it leaves the first place.
      point(chosen.paperId)
      run(chosen)
    })

  const bindings: Binding[] = [
    { command: 'issue.next', keys: 'j', label: 'next', run: () => step(1) },
    { command: 'issue.previous', keys: 'k', label: 'previous', run: () => step(-1) },
    {
      command: 'issue.to-unused',
      keys: 'ArrowLeft',
      label: 'to what is approved',
      run: () => point(unused[0]?.paperId),
    },
    { command: 'issue.to-entries', keys: 'ArrowRight', label: 'to the issue', run: () => point(entries[0]?.paperId) },
    { command: 'issue.down', keys: 'J', label: 'move down', run: onEntry((entry) => actions.move(entry.paperId, 1)) },
    { command: 'issue.up', keys: 'K', label: 'move up', run: onEntry((entry) => actions.move(entry.paperId, -1)) },
    { command: 'issue.star', keys: '*', label: 'star', run: onEntry(actions.star) },
    { command: 'issue.label', keys: 'l', label: 'heading and label', run: onEntry(() => setOpen('entry')) },
    { command: 'issue.add', keys: '+', label: 'add', run: ifOpen(add) },
    { command: 'issue.remove', keys: '-', label: 'take out', run: onEntry(remove) },
    { command: 'issue.review', keys: 'Enter', label: 'review', run: () => chosenId && navigate(`/review/${chosenId}`) },
    { command: 'issue.suggest', keys: 't', label: 'suggest a title', badge: 'own', run: ifOpen(actions.suggestTitle) },
    { command: 'issue.export', keys: 'x', label: 'export', badge: 'own', run: () => setOpen('export') },
  ]
  useKeys(bindings)

  const header = (
    <IssueHeader view={view} locked={locked} actions={actions} switcher={switcher} onExport={() => setOpen('export')} />
  )
  const lists = (
    <Split
      name="issue-unused"
      label="Width of the list of approved papers"
      initial={0.36}
      first={<UnusedPane papers={unused} chosen={chosenUnused} locked={locked} onPoint={point} onAdd={actions.add} />}
      second={<EntriesPane view={view} chosen={chosen} locked={locked} actions={actions} onPoint={point} />}
    />
  )
  const preview = <Preview id={issue.id} place={chosen ? entries.indexOf(chosen) : -1} />
  return (
    <Page title={`Issue of ${issue.date}`} header={header} scroll="fill">
      <Split name="issue-preview" label="Width of the preview" initial={0.58} first={lists} second={preview} />
      {open === 'export' && (
        <ExportDialog view={view} onClose={() => setOpen(null)} onPublish={() => actions.publish(!locked)} />
      )}
      {open === 'entry' && chosen && (
        <EntryDialog
          entry={chosen}
          onClose={() => setOpen(null)}
          onSave={(what) => {
            actions.changeEntry(chosen.paperId, what)
            setOpen(null)
          }}
        />
      )}
    </Page>
  )
}
