/** Drafts of up to three papers with one version of a prompt: they stand beside what is there, and replace nothing. */
import { useState } from 'react'
import { Link } from 'wouter'
import type { PaperRow } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useApi, useRead } from '../ui/use-api.tsx'
import { shortSha } from './prompt-words.ts'
import styles from './try-dialog.module.css'

const most = 3
type Props = { name: string; sha: string; papers: readonly PaperRow[]; onClose: () => void }
type Trial = { row: PaperRow; draftId: string | null; problem: string | null }

export function TryDialog({ name, sha, papers, onClose }: Props) {
  const api = useApi()
  const status = useRead(['status'], (client) => client.status()).data
  const [chosen, setChosen] = useState<readonly string[]>(papers.slice(0, most).map(({ paper }) => paper.id))
  const [trials, setTrials] = useState<Trial[] | null>(null)
  const offline = status?.model.configured === false
  const start = async () => {
    const rows = papers.filter(({ paper }) => chosen.includes(paper.id))
    setTrials(rows.map((row) => ({ row, draftId: null, problem: null })))
    for (const row of rows) {
      const answer = await api.startDraft(row.paper.id, { prompt: `${name}@${sha}` })
      const outcome = answer.ok
        ? { draftId: answer.value.draft.id, problem: null }
        : { draftId: null, problem: answer.error.message }
      setTrials((all) => all?.map((trial) => (trial.row === row ? { row, ...outcome } : trial)) ?? null)
    }
  }
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(0, most))
  return (
    <Dialog
      title={`Try ${name} ${shortSha(sha)} on ${trials?.length ?? chosen.length} ${chosen.length === 1 ? 'paper' : 'papers'}`}
      onClose={onClose}
      actions={
        trials ? (
          <Button look="main" onClick={onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="main" disabled={chosen.length === 0 || offline} onClick={() => void start()}>
              Draft
            </Button>
          </>
        )
      }
    >
      {offline && <p className={styles.soft}>No model is connected, and the offline drafter reads no prompt.</p>}
      {papers.length === 0 && <p className={styles.soft}>No paper can be drafted from yet.</p>}
      {!trials && papers.length > 0 && (
        <>
          <p className={styles.soft}>
            Up to three. The drafts stand beside what is there; a text of yours stays as it is.
          </p>
          <ul className={styles.papers}>
            {papers.map(({ paper }) => (
              <li key={paper.id}>
                <label>
                  <input
                    type="checkbox"
                    checked={chosen.includes(paper.id)}
                    disabled={!chosen.includes(paper.id) && chosen.length === most}
                    onChange={() => toggle(paper.id)}
                  />{' '}
                  {paper.title}
                </label>
              </li>
            ))}
          </ul>
        </>
      )}
      {trials && (
        <ul className={styles.papers}>
          {trials.map((trial) => (
            <TrialRow key={trial.row.paper.id} trial={trial} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function TrialRow({ trial: { row, draftId, problem } }: { trial: Trial }) {
  const draft = useRead(['review', row.paper.id, 'trial', draftId], (api) => api.draft(draftId ?? ''), draftId !== null)
  const state = draft.data?.draft.status
  const words = draft.data?.draft.words ?? 0
  const said =
    problem !== null
      ? `! ${problem}`
      : state === undefined || state === 'streaming'
        ? '… writing'
        : state === 'complete'
          ? `✓ ${words} words`
          : `! ${draft.data?.draft.error?.message ?? state}`
  return (
    <li>
      <Link href={`/review/${row.paper.id}`}>{row.paper.title}</Link>
      <span className={styles.soft} aria-live="polite">
        {said}
      </span>
    </li>
  )
}
