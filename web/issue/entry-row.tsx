/** One entry of the issue: its place, star, heading, length, and what is to look at. */
import type { IssueEntryView } from '../../server/roundup/schema.ts'
import { Button } from '../ui/button.tsx'
import styles from './rows.module.css'

type Props = {
  entry: IssueEntryView
  /** From 1. */
  place: number
  active: boolean
  locked: boolean
  findings: number
  onPoint: () => void
  onStar: () => void
  onRefresh: () => void
  onMove: (by: number) => void
}

export function EntryRow({ entry, place, active, locked, findings, onPoint, onStar, onRefresh, onMove }: Props) {
  return (
    <li
      className={styles.row}
      data-active={active}
      data-row={entry.paperId}
      aria-current={active ? 'true' : undefined}
      onPointerDown={onPoint}
    >
      <span className={styles.place}>{place}</span>
      <button
        type="button"
        className={styles.star}
        aria-pressed={entry.starred}
        aria-label={entry.starred ? 'Starred' : 'Not starred'}
        disabled={locked}
        onClick={onStar}
      >
        {entry.starred ? '★' : '☆'}
      </button>
      <div>
        <p className={styles.title}>{entry.heading || <em>no heading</em>}</p>
        <p className={styles.facts}>
          <span>{entry.words} words</span>
          {entry.label !== null && <span>label “{entry.label}”</span>}
          {findings > 0 && <span className={styles.look}>! {findings} to look at</span>}
          {entry.changed === 'withdrawn' && <span className={styles.look}>✎ approval withdrawn since</span>}
          {entry.changed === 'newer-approval' && (
            <>
              <span className={styles.look}>✎ changed since</span>
              {!locked && (
                <Button look="quiet" onClick={onRefresh}>
                  Take the newer text
                </Button>
              )}
            </>
          )}
        </p>
      </div>
      {active && !locked && (
        <span className={styles.move}>
          <button type="button" aria-label="Move up" onClick={() => onMove(-1)}>
            ↑
          </button>
          <button type="button" aria-label="Move down" onClick={() => onMove(1)}>
            ↓
          </button>
        </span>
      )}
    </li>
  )
}
