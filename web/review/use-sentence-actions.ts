/** What the editor can say of the sentence at hand: its source, what is not its source, that it is right, that it is wrong. */
import type { ReviewView } from '../../server/desk/schema.ts'
import type { Anchor } from '../../server/grounding/schema.ts'
import type { Link, SentenceAnswer } from '../../server/review/schema.ts'
import type { Answer } from '../api.ts'
import type { PdfSelection } from '../pdf/selection.ts'
import { useToast } from '../ui/toast.tsx'
import { useAct, useApi } from '../ui/use-api.tsx'
import { evidenceOf, toLookAt } from './evidence.ts'
import { reviewApi } from './review-api.ts'

type Parts = {
  view: ReviewView
  /** From 0; null before one is chosen. */
  sentence: number | null
  passage: number
  selection: PdfSelection | null
  /** Goes to a place of the sentence at hand. */
  onPassage: (passage: number) => void
  /** The selection was used up. */
  onUsed: () => void
}

/** Each action is null where it has nothing to act on: then its key is not offered either. */
export function useSentenceActions({ view, sentence, passage, selection, onPassage, onUsed }: Parts) {
  const api = reviewApi(useApi())
  const act = useAct()
  const toast = useToast()
  const { paper } = view
  const stale = [['review', paper.id], ['papers'], ['checks'], ['issue']]
  const current = sentence === null ? undefined : view.grounding?.sentences[sentence]
  const name = `sentence ${(sentence ?? 0) + 1}`
  const evidence = current ? evidenceOf(current) : []
  const active = evidence[passage]
  const page = active?.page === null || active === undefined ? '' : `p. ${active.page} `

  const remove = (link: { id: string }) => act(api.removeLink(link.id), stale)
  const tie = async (
    words: string,
    anchor: Anchor,
    kind: Link['kind'],
    done: string,
    restore?: () => Answer<object>,
  ) => {
    const added = await act(api.addLink(paper.id, { sentence: words, anchor, kind }), stale)
    const undo = async () => {
      if (added) await remove(added.link)
      if (restore) await act(restore(), stale)
    }
    if (added) toast({ text: done, undo: () => void undo() })
    return added !== null
  }
  const linkCount = current?.links.filter((link) => link.kind === 'linked').length ?? 0
  const answered = current?.checkedByEditor ? 'right' : current?.calledWrong ? 'wrong' : null
  const answer = (words: string, said: SentenceAnswer, done: string) => {
    const undo = () => void act(api.answerSentence(paper.id, words, answered), stale)
    void act(api.answerSentence(paper.id, words, said), stale, { text: done, undo })
  }

  return {
    name,
    cite:
      selection && current
        ? async () => {
            const anchored = await act(api.anchorOf(paper.id, { text: selection.text, boxes: selection.boxes }))
            const at = (selection.boxes[0]?.pageIndex ?? 0) + 1
            if (!anchored || !(await tie(current.text, anchored.anchor, 'linked', `Cited p. ${at} for ${name}`))) return
            onUsed()
            // The newest link stands behind the others, before the quotes.
            onPassage(linkCount)
          }
        : null,
    link:
      current && active?.anchor && (active.kind !== 'link' || current.changed)
        ? async () => {
            const { anchor, linkId } = active
            if (!anchor) return
            // Of a changed sentence an old link is said anew: to undo that is to have the old one again.
            const restore = linkId === null ? undefined : () => api.restoreLink(linkId)
            if (await tie(current.text, anchor, 'linked', `Linked ${page}to ${name}`, restore))
              onPassage(linkId === null ? linkCount : linkCount - 1)
          }
        : null,
    unlink:
      current && active && (active.linkId !== null || active.anchor)
        ? async () => {
            const { linkId, anchor } = active
            if (linkId !== null) {
              const undo = () => void act(api.restoreLink(linkId), stale)
              await act(api.removeLink(linkId), stale, { text: `Unlinked ${page}from ${name}`, undo })
            } else if (anchor) await tie(current.text, anchor, 'unlinked', `Not the source of ${name}: ${page}`.trim())
            onPassage(0)
          }
        : null,
    takeBack: (link: { id: string }) => void remove(link),
    right:
      current && !current.checkedByEditor && current.status !== 'own'
        ? () => answer(current.text, 'right', `Checked by you: ${name}`)
        : null,
    /** A flagged sentence was wrong; one without a flag is wrong all the same. */
    wrong:
      current && !current.calledWrong && current.status !== 'own'
        ? () => answer(current.text, 'wrong', `You said that ${name} is wrong: rewrite it`)
        : null,
    flagged: current !== undefined && toLookAt(current).length > 0,
  }
}
export type SentenceActions = ReturnType<typeof useSentenceActions>
