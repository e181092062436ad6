/** The dialogs of the desk, one of them at a time: outline, length, drafts, ratings, and the choice between two texts. */
import { lazy, Suspense } from 'react'
import type { PageBox, ReviewView } from '../../server/desk/schema.ts'
import type { Rating } from '../../server/review/schema.ts'
import type { Length } from '../../server/papers/schema.ts'
import { LengthDialog } from '../ui/length-dialog.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DraftsDialog } from './drafts-dialog.tsx'
import { RatingDialog } from './rating-dialog.tsx'
import type { SaveStatus } from './save-state.ts'
import type { Saver } from './saver.ts'

const OutlineDialog = lazy(() => import('./outline-dialog.tsx').then((part) => ({ default: part.OutlineDialog })))

export type OpenDialog = 'outline' | 'length' | 'drafts' | 'conflict' | 'rating' | null

type Props = {
  view: ReviewView
  open: OpenDialog
  saver: Saver
  status: SaveStatus
  canWrite: boolean
  onLength: (length: Length) => void
  onAdopt: (draftId: string) => void
  onRate: (rating: Rating) => void
  /** A place of the paper was chosen. */
  onPlace: (boxes: readonly PageBox[]) => void
  onTheirs: () => void
  onClose: () => void
}

export function DeskDialogs({
  view,
  open,
  saver,
  status,
  canWrite,
  onLength,
  onAdopt,
  onRate,
  onPlace,
  onTheirs,
  onClose,
}: Props) {
  const closing =
    <T extends unknown[]>(run: (...given: T) => void) =>
    (...given: T) => {
      onClose()
      run(...given)
    }
  if (open === 'length')
    return <LengthDialog length={view.paper.length} onClose={onClose} onChoose={closing(onLength)} />
  if (open === 'outline')
    return (
      <Suspense>
        <OutlineDialog paperId={view.paper.id} onChoose={closing(onPlace)} onClose={onClose} />
      </Suspense>
    )
  if (open === 'drafts')
    return <DraftsDialog view={view} canWrite={canWrite} onAdopt={closing(onAdopt)} onClose={onClose} />
  if (open === 'rating') return <RatingDialog rating={view.rating} onRate={onRate} onClose={onClose} />
  if (open === 'conflict' && status.kind === 'conflict')
    return (
      <ConflictDialog
        theirs={status.theirs}
        mine={saver.state().text}
        onMine={closing(() => void saver.keepMine())}
        onTheirs={closing(onTheirs)}
        onClose={onClose}
      />
    )
  return null
}
