/** One paper under every variant: two drafts side by side, or their word diff; the editor's text and what was found wrong beside them. */
import { useState, type ReactNode } from 'react'
import type { AnchoredTo, CellView, RunView } from '../../server/evals/schema.ts'
import { wordDiff, type DiffPiece } from '../../server/text/word-diff.ts'
import { useKeys } from '../ui/keys.tsx'
import { Button } from '../ui/button.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { evalsApi } from './evals-api.ts'
import { figure, measureNames } from './figures.ts'
import styles from './case-view.module.css'

type Props = { runId: string; caseId: string; run: RunView; place: string }
const yours = 'your text'

export function CaseView({ runId, caseId, run, place }: Props) {
  const { data, error, refetch } = useRead(['eval', runId, 'case', caseId], (api) =>
    evalsApi(api).caseOf(runId, caseId),
  )
  const names = run.table.map(({ variant }) => variant.name)
  const [left, setLeft] = useState(run.run.base)
  const [right, setRight] = useState(names.find((name) => name !== run.run.base) ?? run.run.base)
  const [differs, setDiffers] = useState(false)
  useKeys([{ command: 'evals.diff', keys: 'w', label: 'word diff', badge: 'own', run: () => setDiffers((on) => !on) }])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading what="the drafts" />
  const of = data.case
  const sides = of.approved === null ? names : [...names, yours]
  const cell = (name: string) => of.cells.find(({ variant, repeat }) => variant === name && repeat === 1)
  const text = (name: string) => (name === yours ? of.approved : (cell(name)?.prose ?? null))
  return (
    <article className={styles.case}>
      <header className={styles.head}>
        <h2>{of.title}</h2>
        <span>{place}</span>
        <Button command="evals.diff" aria-pressed={differs} onClick={() => setDiffers((on) => !on)}>
          Word diff
        </Button>
      </header>
      {of.anchoredTo && <p className={styles.note}>{anchorWords(of.anchoredTo)}</p>}
      <div className={differs ? styles.one : styles.two}>
        <Side label="Left" names={sides} name={left} onName={setLeft} cell={cell(left)}>
          {differs ? <Diff before={text(left)} after={text(right)} /> : <Prose text={text(left)} />}
        </Side>
        <Side label="Right" names={sides} name={right} onName={setRight} cell={cell(right)}>
          {!differs && <Prose text={text(right)} />}
        </Side>
      </div>
    </article>
  )
}

const anchorWords = ({ model, promptName }: AnchoredTo): string =>
  `Your text grew from a draft by ${model === 'offline' ? 'the offline drafter' : `${promptName} on ${model}`}: nearness to it proves nothing here.`

type SideProps = {
  label: string
  names: readonly string[]
  name: string
  onName: (name: string) => void
  cell: CellView | undefined
  children: ReactNode
}

function Side({ label, names, name, onName, cell, children }: SideProps) {
  const told =
    cell?.scores.filter(
      (score) =>
        score.value !== null && ['wrong-facts', 'house-lint', 'length-band', 'quotes-found'].includes(score.name),
    ) ?? []
  return (
    <section className={styles.side} aria-label={`${label}: ${name}`}>
      <label>
        <span className="visually-hidden">{label}</span>
        <select value={name} onChange={(event) => onName(event.target.value)}>
          {names.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      {children}
      {cell?.error && <p className={styles.error}>{cell.error.message}</p>}
      <dl className={styles.scores}>
        {told.map((score) => (
          <div key={score.name}>
            <dt>
              {measureNames[score.name]} {figure(score.value, score.unit)}
            </dt>
            <dd>{score.why}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const Prose = ({ text }: { text: string | null }) => <div className={styles.prose}>{text ?? 'No draft.'}</div>

function Diff({ before, after }: { before: string | null; after: string | null }) {
  return (
    <div className={styles.prose}>
      {placed(wordDiff(before ?? '', after ?? '')).map(({ kind, text, key }) => {
        if (kind === 'removed') return <del key={key}>{text}</del>
        return kind === 'added' ? <ins key={key}>{text}</ins> : <span key={key}>{text}</span>
      })}
    </div>
  )
}

/** Each piece with its kind and place as its name. */
function placed(pieces: readonly DiffPiece[]): (DiffPiece & { key: string })[] {
  let end = 0
  return pieces.map((piece) => {
    end += piece.text.length
    return { ...piece, key: `${piece.kind} ${end}` }
  })
}
