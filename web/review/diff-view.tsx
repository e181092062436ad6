/** The diff tab: the text against the draft that it grew from, or against an earlier state. */
import { useState } from 'react'
import type { ReviewView } from '../../server/desk/schema.ts'
import { countWords } from '../../server/text/count-words.ts'
import { useRead } from '../ui/use-api.tsx'
import { clock, originWords } from './words.ts'
import { DiffText } from './diff-text.tsx'
import styles from './diff-view.module.css'

/** The text of now against the draft that it grew from, or against an earlier state of it. */
export function DiffView({ view, text }: { view: ReviewView; text: string }) {
  const { data } = useRead(['review', view.paper.id, 'revisions'], (api) => api.revisions(view.paper.id))
  const [chosen, setChosen] = useState('draft')
  const revision = data?.revisions.find((one) => one.id === chosen)
  const before = revision?.text ?? view.draft?.prose ?? ''
  return (
    <div className={styles.diff}>
      <p className={styles.head}>
        <label>
          From{' '}
          <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="draft">{view.draft?.prose ? 'the draft as it was written' : 'an empty page'}</option>
            {data?.revisions.map((one) => (
              <option key={one.id} value={one.id}>
                {clock(one.createdAt)}, {originWords(one.origin)}, {one.author}
              </option>
            ))}
          </select>
        </label>{' '}
        to the text of now ({countWords(before)} to {countWords(text)} words)
      </p>
      {before === text ? <p className={styles.head}>No difference.</p> : <DiffText before={before} after={text} />}
    </div>
  )
}
