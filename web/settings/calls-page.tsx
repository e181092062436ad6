/** Every call to a model: what it was for, what it took, how it ended; and the spending by day. */
import { useEffect, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { CallRow } from '../../server/llm/schema.ts'
import { Button } from '../ui/button.tsx'
import type { Binding } from '../ui/key-map.ts'
import { useKeys } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { CallDialog } from './call-dialog.tsx'
import { costWords, durationWords, momentOf, purposeWords, stateOf, tokenWords } from './call-words.ts'
import styles from './calls-page.module.css'
import { SpendDays } from './spend-days.tsx'
import { settingsApi } from './settings-api.ts'

export function CallsPage() {
  const [params, setParams] = useSearchParams()
  const [, navigate] = useLocation()
  const before = params.get('before')
  const open = params.get('call')
  const answer = useRead(['calls', before], (api) => settingsApi(api).calls(before))
  const rows = answer.data?.calls ?? []
  const [chosen, setChosen] = useState(0)
  const active = rows[Math.min(chosen, rows.length - 1)]
  const show = (change: Record<string, string | null>) =>
    setParams((now) => {
      const next = new URLSearchParams(now)
      for (const [name, value] of Object.entries(change)) {
        if (value === null) next.delete(name)
        else next.set(name, value)
      }
      return next
    })
  const step = (by: number) => setChosen((now) => Math.max(0, Math.min(rows.length - 1, now + by)))
  const toSettings = () => navigate('/settings')
  const listKeys: Binding[] = [
    { command: 'calls.next', keys: 'j', label: 'next call', short: '', run: () => step(1) },
    { command: 'calls.previous', keys: 'k', label: 'previous call', short: 'next, previous', run: () => step(-1) },
    { command: 'calls.open', keys: 'Enter', label: 'open', run: () => active && show({ call: active.id }) },
  ]
  useKeys([
    ...(rows.length > 0 ? listKeys : []),
    { command: 'calls.back', keys: 'Escape', label: 'settings', badge: 'own', run: toSettings },
  ])
  const header = (
    <div className={styles.header}>
      <h1>Model calls</h1>
      <Button command="calls.back" onClick={toSettings}>
        Settings
      </Button>
    </div>
  )
  return (
    <Page title="Model calls" header={header}>
      {answer.isPending && <Loading what="the calls" />}
      {answer.error && <Failed error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && rows.length === 0 && (
        <Empty title={before === null ? 'No model was called yet' : 'No older calls'}>
          <p>Each call is kept with its prompt, its answer, its tokens and its cost, also when it fails.</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <div className={styles.columns}>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {['When', 'For', 'Model', 'Tokens in → out', 'Cost', 'Took', 'How it ended'].map((name) => (
                    <th key={name} scope="col">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, index) => (
                  <Row
                    key={row.id}
                    row={row}
                    isActive={row.id === active?.id}
                    onOpen={() => {
                      setChosen(index)
                      show({ call: row.id })
                    }}
                  />
                ))}
              </tbody>
            </table>
            <p className={styles.pages}>
              {before !== null && <Button onClick={() => show({ before: null })}>Newest calls</Button>}
              {answer.data?.more && (
                <Button
                  onClick={() => {
                    setChosen(0)
                    show({ before: rows.at(-1)?.id ?? null })
                  }}
                >
                  Older calls
                </Button>
              )}
            </p>
          </div>
          <SpendDays />
        </div>
      )}
      {open !== null && <CallDialog id={open} onClose={() => show({ call: null })} />}
    </Page>
  )
}

function Row({ row, isActive, onOpen }: { row: CallRow; isActive: boolean; onOpen: () => void }) {
  const element = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  const { glyph, words } = stateOf(row)
  return (
    <tr ref={element} data-active={isActive} aria-current={isActive}>
      <th scope="row">
        <button type="button" onClick={onOpen}>
          {momentOf(row.startedAt)}
        </button>
      </th>
      <td>{purposeWords(row)}</td>
      <td>{row.model}</td>
      <td>{tokenWords(row)}</td>
      <td>{costWords(row)}</td>
      <td>{durationWords(row.durationMs)}</td>
      <td className={row.error ? styles.failed : undefined}>
        <span aria-hidden="true">{glyph}</span> {words}
      </td>
    </tr>
  )
}
