/** Before there is a text: ask for a draft, write it oneself, or see why there is none. */
import type { ReviewView } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import { draftNews, draftStateWords } from './words.ts'
import { MarkdownView } from './markdown-view.tsx'
import styles from './empty-text.module.css'

type Props = {
  view: ReviewView
  canWrite: boolean
  onDraft: () => void
  onOwn: () => void
  onAdopt: (draftId: string) => void
}

export function EmptyText({ view, canWrite, onDraft, onOwn, onAdopt }: Props) {
  const { draft, draftRefused, notes } = view
  const reading = view.reading.state === 'reading'
  return (
    <div className={styles.empty}>
      {draft && (
        <section className={styles.last}>
          <p>
            <strong>! The last draft {draftStateWords(draft.status)}.</strong>
          </p>
          <ul>
            {draftNews(draft).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {draft.prose !== '' && (
            <>
              <MarkdownView text={draft.prose} />
              <Button disabled={!canWrite} onClick={() => onAdopt(draft.id)}>
                Go on from this text
              </Button>
            </>
          )}
        </section>
      )}
      {draftRefused ? (
        <p role="alert">
          <strong>! No draft can be made.</strong> {draftRefused.message}
        </p>
      ) : (
        <p>
          {reading
            ? 'The paper is still being read; a draft can be asked for when that is done.'
            : notes.length === 0
              ? 'No notes yet: a draft would follow the paper alone.'
              : `A draft will be built on your ${notes.length === 1 ? 'note' : `${notes.length} notes`}.`}
        </p>
      )}
      <p className={styles.ways}>
        <Button
          look="main"
          command="review.draft"
          disabled={!canWrite || reading || draftRefused !== null}
          onClick={onDraft}
        >
          {draft ? 'Draft again' : notes.length === 0 ? 'Draft from the paper' : 'Draft from my notes'}
        </Button>
        <Button command="review.own" disabled={!canWrite} onClick={onOwn}>
          Write it myself
        </Button>
      </p>
    </div>
  )
}
