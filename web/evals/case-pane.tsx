/** The papers of a run, and one of them: the drafts side by side with the editor's text. */
import type { RunView } from '../../server/evals/schema.ts'
import { useKeys } from '../ui/keys.tsx'
import { figure } from './figures.ts'
import { CaseView } from './case-view.tsx'
import styles from './case-pane.module.css'

type Props = { runId: string; run: RunView; caseId: string | null; onCase: (id: string) => void }

export function CasePane({ runId, run, caseId, onCase }: Props) {
  const { cases, card, table } = run
  const at = Math.max(
    0,
    cases.findIndex(({ id }) => id === caseId),
  )
  const shown = cases[at]
  const go = (index: number) => {
    const next = cases[Math.min(cases.length - 1, Math.max(0, index))]
    if (next) onCase(next.id)
  }
  useKeys([
    { command: 'evals.next', keys: 'j', label: 'next paper', run: () => go(at + 1) },
    { command: 'evals.previous', keys: 'k', label: 'previous paper', run: () => go(at - 1) },
  ])
  return (
    <section className={styles.pane} aria-label="Papers">
      <ol className={styles.list}>
        {cases.map(({ id, title, wrongFacts, failed }, index) => (
          <li key={id}>
            <button type="button" aria-pressed={index === at} onClick={() => onCase(id)}>
              <strong>{title}</strong>
              <span>
                wrong facts:{' '}
                {table
                  .map(({ variant }) => `${variant.name} ${figure(wrongFacts[variant.name] ?? null, 'count')}`)
                  .join(', ')}
                {failed > 0 && `; ${failed} failed`}
                {card.lookAt.includes(id) && '; look here'}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {shown && (
        <CaseView key={shown.id} runId={runId} caseId={shown.id} run={run} place={`${at + 1} of ${cases.length}`} />
      )}
    </section>
  )
}
