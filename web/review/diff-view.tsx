/** The diff tab: any two states of the text beside each other, who made them, when and why, and the way back to one. */
import { useState } from 'react'
import type { ReviewView } from '../../server/desk/schema.ts'
import type { Revision } from '../../server/review/schema.ts'
import { countWords } from '../../server/text/count-words.ts'
import { Button } from '../ui/button.tsx'
import { DiffText } from '../ui/diff-text.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Failed } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { reviewApi } from './review-api.ts'
import { dayAndClock, originWords } from './words.ts'
import styles from './diff-view.module.css'

type Props = {
  view: ReviewView
  text: string
  /** Null where nothing can be written. */
  onRestore: ((revisionId: string) => void) | null
}

/** At first the text of now against the draft that it grew from. */
export function DiffView({ view, text, onRestore }: Props) {
  const { data, error, refetch } = useRead(['review', view.paper.id, 'revisions'], (api) =>
    reviewApi(api).revisions(view.paper.id),
  )
  const revisions = data?.revisions ?? []
  const [from, setFrom] = useState('draft')
  const [to, setTo] = useState('now')
  const earlier = revisions.find((one) => one.id === from)
  const before = earlier?.text ?? view.draft?.prose ?? ''
  const after = revisions.find((one) => one.id === to)?.text ?? text
  const restore = earlier && onRestore && earlier.text !== text ? () => onRestore(earlier.id) : null
  useKeys(
    restore
      ? [{ command: 'review.restore-text', keys: 'R', label: 'restore the earlier text', badge: 'own', run: restore }]
      : [],
  )
  return (
    <div className={styles.diff}>
      <p className={styles.head}>
        <label>
          From{' '}
          <select value={from} onChange={(event) => setFrom(event.target.value)}>
            <option value="draft">{view.draft?.prose ? 'the draft as it was written' : 'an empty page'}</option>
            <States revisions={revisions} />
          </select>
        </label>
        <label>
          to{' '}
          <select value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="now">the text of now</option>
            <States revisions={revisions} />
          </select>
        </label>
        <span>
          {countWords(before)} to {countWords(after)} words
        </span>
        {restore && (
          <Button command="review.restore-text" onClick={restore}>
            Restore the earlier text
          </Button>
        )}
      </p>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {before === after ? (
        <p className={styles.head}>No difference.</p>
      ) : (
        <DiffText key={`${from} ${to}`} before={before} after={after} />
      )}
    </div>
  )
}

/** When, why, who; newest first. */
function States({ revisions }: { revisions: readonly Revision[] }) {
  return revisions.map(({ id, sequence, createdAt, origin, author }) => (
    <option key={id} value={id}>
      {sequence}: {dayAndClock(createdAt)}, {originWords(origin)}, {author}
    </option>
  ))
}
