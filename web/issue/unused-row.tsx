/** One approved paper that no issue holds yet. */
import type { ApprovedPaper } from '../../server/roundup/schema.ts'
import styles from './rows.module.css'

type Props = { paper: ApprovedPaper; active: boolean; locked: boolean; onPoint: () => void; onAdd: () => void }

export function UnusedRow({ paper, active, locked, onPoint, onAdd }: Props) {
  return (
    <li
      className={`${styles.row} ${styles.unused}`}
      data-active={active}
      data-row={paper.paperId}
      aria-current={active ? 'true' : undefined}
      onPointerDown={onPoint}
    >
      <div>
        <p className={styles.title}>{paper.title}</p>
        <p className={styles.facts}>
          {paper.starred && <span>★ starred</span>}
          <span>{paper.words} words</span>
        </p>
      </div>
      <button
        type="button"
        className={styles.add}
        aria-label={`Add “${paper.title}”`}
        disabled={locked}
        onClick={onAdd}
      >
        +
      </button>
    </li>
  )
}
