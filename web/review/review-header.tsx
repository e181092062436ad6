/** The line above the desk: which paper, how its sentences stand, whether the text is saved, and Approve. */
import { Link } from 'wouter'
import type { ReviewView } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import { StatusGlyph, type SentenceState } from '../ui/status-glyph.tsx'
import { saveWords, type SaveStatus } from './save-state.ts'
import type { SentenceMark } from './sentence-marks.ts'
import { clock } from './words.ts'
import styles from './review-header.module.css'

type Props = {
  view: ReviewView
  place: { at: number; count: number }
  marks: readonly SentenceMark[]
  status: SaveStatus
  canApprove: boolean
  onStar: () => void
  onApprove: () => void
}

const states: readonly SentenceState[] = ['found', 'linked', 'closest', 'missing', 'changed', 'own']

export function ReviewHeader({ view, place, marks, status, canApprove, onStar, onApprove }: Props) {
  const { paper, approval } = view
  return (
    <>
      <Link href={`/?at=${paper.id}`} className={styles.back}>
        ‹ Papers
      </Link>
      <button
        type="button"
        className={styles.star}
        aria-pressed={paper.starred}
        aria-label={paper.starred ? 'Starred' : 'Not starred'}
        onClick={onStar}
      >
        {paper.starred ? '★' : '☆'}
      </button>
      <h1 className={styles.title}>{paper.title || paper.fileName}</h1>
      {place.at >= 0 && (
        <span className={styles.place}>
          {place.at + 1} of {place.count}
        </span>
      )}
      {marks.length > 0 && (
        <ul className={styles.counts} aria-label="Sentences by state">
          {states.map((one) => {
            const count = marks.filter((mark) => mark.state === one).length
            return count === 0 ? null : (
              <li key={one}>
                <StatusGlyph state={one} count={count} />
              </li>
            )
          })}
        </ul>
      )}
      <output className={styles.saved} data-kind={status.kind}>
        {saveWords(status, clock)}
      </output>
      {approval ? (
        <span className={styles.approved}>✓ approved</span>
      ) : (
        <Button look="main" command="review.approve" disabled={!canApprove} onClick={onApprove}>
          Approve
        </Button>
      )}
    </>
  )
}
