/** Another whole text in place of the one of now: a draft, an earlier state, the one of another tab. The text of now stays in the history. */
import type { RefObject } from 'react'
import type { ReviewView } from '../../server/desk/schema.ts'
import { useToast } from '../ui/toast.tsx'
import { useAct, useApi } from '../ui/use-api.tsx'
import type { EditorHandle } from './editor.tsx'
import { reviewApi } from './review-api.ts'
import type { Saver } from './saver.ts'

type Parts = {
  view: ReviewView
  saver: Saver
  editor: RefObject<EditorHandle | null>
  /** Shows the text. */
  onText: () => void
}

export function useWholeText({ view: { paper }, saver, editor, onText }: Parts) {
  const api = reviewApi(useApi())
  const act = useAct()
  const toast = useToast()
  const stale = [['review', paper.id], ['papers']]

  const restore = async (revisionId: string): Promise<void> => {
    if (!(await saver.settle())) return toast({ text: 'The text is not saved yet: try again.', tone: 'error' })
    const before = saver.state().base
    const undo = () => void (before !== null && restore(before))
    const done = { text: 'The earlier text is back; the one before it stays in the history.', undo }
    const restored = await act(api.restoreRevision(revisionId, before), stale, done)
    if (!restored) return
    // At once: an undo must find the newest state as its base.
    if (saver.renew(restored.revision)) editor.current?.renew(restored.revision.text)
    onText()
  }
  return {
    restore,
    async adopt(draftId: string): Promise<void> {
      if (await saver.settle()) await act(api.adoptDraft(draftId, saver.state().base), stale)
      onText()
    },
    /** Of a conflict. Mine is saved first, so that it stays in the history; where that fails, it stays in the editor. */
    async takeTheirs(theirs: string): Promise<void> {
      if (await saver.keepMine()) editor.current?.setText(theirs)
      else toast({ text: 'Your own text could not be saved first, so it is still here.', tone: 'error' })
    },
  }
}
