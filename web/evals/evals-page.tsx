/** The evals page: which run is open, what it says, and the way to a new one. */
import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { Page } from '../ui/page.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Button } from '../ui/button.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { evalsApi } from './evals-api.ts'
import { LiveWork } from './live-work.tsx'
import { NewRun } from './new-run.tsx'
import { OpenRun } from './open-run.tsx'
import styles from './evals-page.module.css'

export function EvalsPage() {
  const [params, setParams] = useSearchParams()
  const [, navigate] = useLocation()
  /** The prompts of a new comparison that the link here asks for. */
  const wanted = params.getAll('compare')
  const [asking, setAsking] = useState(wanted.length > 0)
  const answer = useRead(['evals'], (api) => evalsApi(api).list())
  const runs = answer.data?.runs ?? []
  const open = runs.find(({ id }) => id === params.get('run')) ?? runs[0]
  const live = params.get('show') === 'live'
  const toggleLive = () => setParams((before) => withShow(before, live ? null : 'live'))
  useKeys([
    { command: 'evals.new', keys: 'n', label: 'new comparison', badge: 'own', run: () => setAsking(true) },
    { command: 'evals.live', keys: 'l', label: 'live work', badge: 'own', run: toggleLive },
  ])
  const header = (
    <div className={styles.header}>
      <h1>Evals</h1>
      {open && (
        <label>
          <span className="visually-hidden">Comparison</span>
          <select value={open.id} onChange={(event) => setParams({ run: event.target.value })}>
            {runs.map(({ id, name, createdAt, papers }) => (
              <option key={id} value={id}>
                {name}, {createdAt.slice(0, 10)}, {papers} {papers === 1 ? 'paper' : 'papers'}
              </option>
            ))}
          </select>
        </label>
      )}
      <span className={styles.tools}>
        <Button command="app.checks" onClick={() => navigate('/evals/checks')}>
          How often the checks were wrong
        </Button>
        <Button command="evals.live" aria-expanded={live} onClick={toggleLive}>
          Live work
        </Button>
        <Button command="evals.new" onClick={() => setAsking(true)}>
          Compare two prompts
        </Button>
      </span>
    </div>
  )
  return (
    <Page title="Evals" header={header}>
      {answer.isPending && <Loading what="the comparisons" />}
      {answer.error && <Failed error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && !open && (
        <Empty title="Nothing compared yet">
          <p>
            When a prompt or a model changes, draft your approved papers with both and see in one card whether the facts
            got better, and on how many papers. Nothing that you approved is shown to the model.
          </p>
        </Empty>
      )}
      {live && (
        <div className={styles.live}>
          <LiveWork />
        </div>
      )}
      {open && <OpenRun key={open.id} id={open.id} />}
      {asking && (
        <NewRun
          wanted={wanted}
          onClose={() => setAsking(false)}
          onStarted={(id) => {
            setAsking(false)
            setParams({ run: id })
          }}
        />
      )}
    </Page>
  )
}

function withShow(before: URLSearchParams, show: string | null): URLSearchParams {
  const next = new URLSearchParams(before)
  if (show === null) next.delete('show')
  else next.set('show', show)
  return next
}
