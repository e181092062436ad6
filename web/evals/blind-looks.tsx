/** Blind looks: two drafts without names; 1 or 2 is better, = is no difference. The names come after the choice. */
import { useState } from 'react'
import { useKeys } from '../ui/keys.tsx'
import { Button } from '../ui/button.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { useAct, useApi, useRead } from '../ui/use-api.tsx'
import { evalsApi } from './evals-api.ts'
import styles from './blind-looks.module.css'

export function BlindLooks({ runId }: { runId: string }) {
  const api = useApi()
  const act = useAct()
  const [last, setLast] = useState<string | null>(null)
  const { data, error, refetch } = useRead(['eval', runId, 'blind'], (client) => evalsApi(client).blind(runId))
  const pair = data?.blind.pair ?? null
  const choose = async (choice: 'left' | 'right' | 'same') => {
    if (!pair) return
    const answer = await act(evalsApi(api).choose(runId, { caseId: pair.caseId, choice }), [['eval', runId]])
    if (answer) setLast(`Left was ${answer.chosen.left}, right was ${answer.chosen.right}.`)
  }
  useKeys([
    { command: 'evals.left', keys: '1', label: 'left is better', badge: 'own', run: () => void choose('left') },
    { command: 'evals.right', keys: '2', label: 'right is better', badge: 'own', run: () => void choose('right') },
    { command: 'evals.same', keys: '=', label: 'no difference', badge: 'own', run: () => void choose('same') },
  ])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading what="the next pair" />
  const { seen, total } = data.blind
  return (
    <section className={styles.blind} aria-label="Blind looks">
      <p className={styles.head}>
        {seen} of {total} seen. {last}
      </p>
      {pair ? (
        <>
          <h2>{pair.title}</h2>
          <div className={styles.pair}>
            <div className={styles.side}>{pair.left}</div>
            <div className={styles.side}>{pair.right}</div>
          </div>
          <div className={styles.choices}>
            <Button command="evals.left" onClick={() => void choose('left')}>
              Left is better
            </Button>
            <Button command="evals.same" onClick={() => void choose('same')}>
              No difference
            </Button>
            <Button command="evals.right" onClick={() => void choose('right')}>
              Right is better
            </Button>
          </div>
        </>
      ) : (
        <Empty title="All pairs seen">
          <p>What you chose stands in the card above. Equal drafts were left out.</p>
        </Empty>
      )}
    </section>
  )
}
