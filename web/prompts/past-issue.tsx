/** One past issue as it was read: nothing of the file is hidden, also what found no place. */
import type { StyleView } from '../../server/style/schema.ts'
import { countWords } from '../../server/text/count-words.ts'
import { Button } from '../ui/button.tsx'
import styles from './style-pane.module.css'

type Issue = StyleView['issues'][number]

export function PastIssue({ issue, onRemove }: { issue: Issue; onRemove: () => void }) {
  const { fileName, title, date, line, labels, sponsor, entries, unplaced, intro, outro } = issue
  const callOuts = entries.flatMap(({ paragraphs }) => paragraphs).filter(({ kind }) => kind === 'call-out').length
  return (
    <article className={styles.issue}>
      <h3>{title || fileName}</h3>
      <p className={styles.line}>
        <span>
          <strong>{line}</strong>, {callOuts} figure {callOuts === 1 ? 'call-out' : 'call-outs'}
        </span>
        <Button look="quiet" aria-label={`Take away ${fileName}`} onClick={onRemove}>
          Take away
        </Button>
      </p>
      <dl>
        <dt>Date</dt>
        <dd>{date ?? '! none in its title: it is no example in evals, where the order in time counts'}</dd>
        <dt>Labels</dt>
        <dd>{labels.join(' · ') || 'none'}</dd>
        <dt>Sponsor</dt>
        <dd>{sponsor ?? 'none'}</dd>
        <dt>File</dt>
        <dd>{fileName}</dd>
      </dl>
      {unplaced.length > 0 && (
        <div className={styles.unplaced}>
          <p>
            ! {unplaced.length} {unplaced.length === 1 ? 'line' : 'lines'} could not be placed:
          </p>
          <ul>
            {unplaced.map((one) => (
              <li key={one.line}>
                line {one.line}: {one.text}
              </li>
            ))}
          </ul>
        </div>
      )}
      <details>
        <summary>
          {entries.length} {entries.length === 1 ? 'entry' : 'entries'}
          {intro.length > 0 && ', an introduction'}
          {outro.length > 0 && ', a closing'}
        </summary>
        <ol className={styles.entries}>
          {entries.map(({ heading, starred, paragraphs }) => {
            const prose = paragraphs.filter(({ kind }) => kind !== 'figure').map(({ text }) => text)
            return (
              <li key={`${heading}\n${prose[0] ?? ''}`}>
                {starred ? '★' : '☆'} {heading}{' '}
                <span className={styles.soft}>{countWords(prose.join('\n\n'))} words</span>
              </li>
            )
          })}
        </ol>
      </details>
    </article>
  )
}
