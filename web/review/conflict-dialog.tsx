/** The same paper was changed elsewhere: theirs and mine side by side; either choice keeps both in the history. */
import type { Revision } from '../../server/review/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DiffText } from '../ui/diff-text.tsx'
import { clock, originWords } from './words.ts'
import styles from './conflict-dialog.module.css'

type Props = { theirs: Revision | null; mine: string; onMine: () => void; onTheirs: () => void; onClose: () => void }

export function ConflictDialog({ theirs, mine, onMine, onTheirs, onClose }: Props) {
  return (
    <Dialog
      title="This entry was changed elsewhere"
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Decide later</Button>
          <Button onClick={onTheirs}>Go on with theirs</Button>
          <Button look="main" onClick={onMine}>
            Go on with mine
          </Button>
        </>
      }
    >
      <p>
        {theirs
          ? `Saved at ${clock(theirs.createdAt)} (${originWords(theirs.origin)}, ${theirs.author}). `
          : 'The text on the server was taken away. '}
        Nothing is lost: the other text stays in the history.
      </p>
      <div className={styles.sides}>
        <section>
          <h3>From theirs to mine</h3>
          <DiffText before={theirs?.text ?? ''} after={mine} />
        </section>
      </div>
    </Dialog>
  )
}
