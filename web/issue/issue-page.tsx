/** The issue page: which issue is open, and the way to the first one. */
import { useState, type FormEvent } from 'react'
import { useSearchParams } from 'wouter'
import type { IssueSummary } from '../../server/roundup/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Binding } from '../ui/key-map.ts'
import { useKeys } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useAct, useApi, useRead } from '../ui/use-api.tsx'
import { issueApi } from './issue-api.ts'
import { IssueDesk } from './issue-desk.tsx'
import { useIssue } from './use-issue.ts'
import styles from './issue-page.module.css'

export function IssuePage() {
  const api = useApi()
  const act = useAct()
  const [params, setParams] = useSearchParams()
  const [asking, setAsking] = useState(false)
  const issues = useRead(['issues'], (client) => issueApi(client).list())
  const all = issues.data?.issues ?? []
  const id = all.find((issue) => issue.id === params.get('issue'))?.id ?? all[0]?.id

  const bindings: Binding[] = [
    { command: 'issue.begin', keys: 'n', label: 'new issue', badge: id ? 'bar' : 'own', run: () => setAsking(true) },
  ]
  useKeys(bindings)
  const begin = async (date: string) => {
    setAsking(false)
    const begun = await act(issueApi(api).begin(date), [['issues'], ['papers']])
    if (begun) setParams({ issue: begun.issue.issue.id })
  }
  return (
    <>
      {id ? (
        <OpenIssue key={id} id={id} issues={all} onOpen={(other) => setParams({ issue: other })} />
      ) : (
        <Page title="Issue">
          {issues.isPending && <Loading what="the issues" />}
          {issues.error && <Failed error={issues.error} onRetry={() => void issues.refetch()} />}
          {issues.data && (
            <Empty title="No issue yet">
              <p>A new issue begins with every approved paper that no other issue holds, starred ones first.</p>
              <Button look="main" command="issue.begin" onClick={() => setAsking(true)}>
                Begin this week’s issue
              </Button>
            </Empty>
          )}
        </Page>
      )}
      {asking && <BeginDialog onClose={() => setAsking(false)} onBegin={(date) => void begin(date)} />}
    </>
  )
}

function OpenIssue({
  id,
  issues,
  onOpen,
}: {
  id: string
  issues: readonly IssueSummary[]
  onOpen: (id: string) => void
}) {
  const { view, error, refetch, change, current } = useIssue(id)
  if (view) {
    const switcher = issues.length > 1 && (
      <select
        className={styles.switcher}
        aria-label="Issue"
        value={id}
        onChange={(event) => onOpen(event.target.value)}
      >
        {issues.map((issue) => (
          <option key={issue.id} value={issue.id}>
            {issue.date}, {issue.entryCount} {issue.entryCount === 1 ? 'entry' : 'entries'}
            {issue.publishedAt ? ', published' : ''}
          </option>
        ))}
      </select>
    )
    return <IssueDesk view={view} change={change} current={current} switcher={switcher} />
  }
  return (
    <Page title="Issue">
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading what="the issue" />}
    </Page>
  )
}

function BeginDialog({ onClose, onBegin }: { onClose: () => void; onBegin: (date: string) => void }) {
  const [date, setDate] = useState(() => localDay(new Date()))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (date) onBegin(date)
  }
  return (
    <Dialog title="A new issue" onClose={onClose}>
      <form className={styles.begin} onSubmit={submit}>
        <label>
          Day of publication{' '}
          <input type="date" required value={date} onChange={(event) => setDate(event.target.value)} />
        </label>
        <Button type="submit" look="main">
          Begin
        </Button>
      </form>
    </Dialog>
  )
}

/** `YYYY-MM-DD` where the editor sits, which may be another day than in UTC. */
function localDay(day: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
