/** One run: its card first; the table, the cases and the blind looks behind a key. */
import { useSearchParams } from 'wouter'
import { useKeys } from '../ui/keys.tsx'
import { Button } from '../ui/button.tsx'
import { Failed, Loading, Progress } from '../ui/states.tsx'
import { useAct, useApi, useRead } from '../ui/use-api.tsx'
import type { RunView } from '../../server/evals/schema.ts'
import { BlindLooks } from './blind-looks.tsx'
import { CasePane } from './case-pane.tsx'
import { CompareTable } from './compare-table.tsx'
import { evalsApi } from './evals-api.ts'
import { RunCard } from './run-card.tsx'
import styles from './open-run.module.css'

export function OpenRun({ id }: { id: string }) {
  const [params, setParams] = useSearchParams()
  const variant = params.get('variant')
  const { data, isPending, error, refetch } = useRead(['eval', id, variant], (api) => evalsApi(api).view(id, variant))
  const shows = (what: string) => params.get('show') === what
  const toggle = (what: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      if (next.get('show') === what) next.delete('show')
      else next.set('show', what)
      return next
    })
  const openCase = (caseId: string) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      next.set('show', 'cases')
      next.set('case', caseId)
      return next
    })
  useKeys([
    { command: 'evals.details', keys: 'd', label: 'details', badge: 'own', run: () => toggle('details') },
    { command: 'evals.cases', keys: 'c', label: 'papers', badge: 'own', run: () => toggle('cases') },
    { command: 'evals.blind', keys: 'b', label: 'blind looks', badge: 'own', run: () => toggle('blind') },
  ])
  if (isPending) return <Loading what="the comparison" />
  if (error || !data) return <Failed error={error ?? { message: 'No answer came.' }} onRetry={() => void refetch()} />
  const { run } = data
  return (
    <div className={styles.run}>
      <RunCard run={run} onVariant={(name) => setParams((before) => changed(before, 'variant', name))}>
        <RunState run={run} />
        <div className={styles.ways}>
          {run.card.lookAt[0] && (
            <Button look="main" onClick={() => openCase(run.card.lookAt[0]!)}>
              Look at the {run.card.lookAt.length === 1 ? 'one' : run.card.lookAt.length}
            </Button>
          )}
          <Button command="evals.details" aria-expanded={shows('details')} onClick={() => toggle('details')}>
            Details
          </Button>
          <Button command="evals.cases" aria-expanded={shows('cases')} onClick={() => toggle('cases')}>
            Papers
          </Button>
          <Button command="evals.blind" aria-expanded={shows('blind')} onClick={() => toggle('blind')}>
            Blind looks
          </Button>
        </div>
      </RunCard>
      {shows('details') && <CompareTable run={run} />}
      {shows('cases') && <CasePane runId={id} run={run} caseId={params.get('case')} onCase={openCase} />}
      {shows('blind') && <BlindLooks runId={id} />}
    </div>
  )
}

function changed(before: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(before)
  next.set(name, value)
  return next
}

/** Progress and Stop while it runs; what is left, and the way on, when it ended early. */
function RunState({ run: { run } }: { run: RunView }) {
  const api = useApi()
  const act = useAct()
  const stale = [['evals'], ['eval', run.id]]
  const resume = (failed: boolean) => void act(evalsApi(api).resume(run.id, failed), stale)
  const left = run.total - run.done
  if (run.state === 'running')
    return (
      <div className={styles.state}>
        <Progress done={run.done} total={run.total} label="Drafts" />
        {run.progress?.note && <span>{run.progress.note}</span>}
        <Button onClick={() => void act(evalsApi(api).stop(run.id), stale)}>Stop</Button>
      </div>
    )
  return (
    <div className={styles.state}>
      {left > 0 && (
        <>
          <span>
            Stopped with {left} of {run.total} drafts to go.
          </span>
          <Button onClick={() => resume(false)}>Go on</Button>
        </>
      )}
      {run.failed > 0 && <Button onClick={() => resume(true)}>Try the {run.failed} failed again</Button>}
    </div>
  )
}
