/** One paper of the list: its title, where it stands, and what is to do. */
import { Link } from 'wouter'
import type { PaperRow } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import { authorWords, lengthWords, pageList } from '../ui/paper-words.ts'
import { Progress } from '../ui/states.tsx'
import { draftWords } from './row-words.ts'
import styles from './paper-row.module.css'

type Props = { row: PaperRow; active: boolean; onStar: () => void; onRetry: () => void; onPoint: () => void }

export function PaperRowView({ row, active, onStar, onRetry, onPoint }: Props) {
  const { paper } = row
  const authors = authorWords(paper.authors)
  return (
    <li className={styles.row} data-active={active} data-paper={paper.id} onPointerDown={onPoint}>
      <button
        type="button"
        className={styles.star}
        aria-pressed={paper.starred}
        aria-label={paper.starred ? 'Starred' : 'Not starred'}
        onClick={onStar}
      >
        {paper.starred ? '★' : '☆'}
      </button>
      <div className={styles.what}>
        <Link className={styles.title} href={`/review/${paper.id}`} aria-current={active ? 'true' : undefined}>
          {paper.title || paper.fileName}
        </Link>
        <p className={styles.by}>
          {[authors, paper.arxivId && `arXiv ${paper.arxivId}`, paper.title ? null : 'no title found']
            .filter(Boolean)
            .join(' · ')}
        </p>
        <ReadingLine row={row} onRetry={onRetry} />
      </div>
      <ul className={styles.facts}>
        <li>{lengthWords(paper.length)}</li>
        <li>{row.noteCount === 1 ? '1 note' : `${row.noteCount} notes`}</li>
        <li>{row.draft || row.words === 0 ? draftWords(row.draft) : 'written by you'}</li>
        <li className={styles.stage}>{stageWords(row)}</li>
      </ul>
    </li>
  )
}

function stageWords(row: PaperRow): string {
  if (row.stage === 'approved') return row.inIssue ? `✓ in the issue of ${row.inIssue}` : '✓ approved'
  if (row.stage === 'skipped') return 'skipped'
  if (row.toLookAt > 0) return `${row.toLookAt} to look at`
  return row.words > 0 ? `${row.words} words` : ''
}

function ReadingLine({ row, onRetry }: { row: PaperRow; onRetry: () => void }) {
  const { reading } = row
  switch (reading.state) {
    case 'reading':
      return <Progress done={reading.progress?.done ?? 0} total={reading.progress?.total ?? 0} label="Reading page" />
    case 'unreadable':
      return (
        <p className={styles.trouble}>
          <strong>!</strong> {reading.error.message}
          <Button look="quiet" onClick={onRetry}>
            Read again
          </Button>
        </p>
      )
    case 'read':
      return reading.pagesNotRead.length === 0 ? null : (
        <p className={styles.trouble}>
          <strong>!</strong> no usable text on {reading.pagesNotRead.length === 1 ? 'page' : 'pages'}{' '}
          {pageList(reading.pagesNotRead)} of {reading.pageCount}
        </p>
      )
  }
}
