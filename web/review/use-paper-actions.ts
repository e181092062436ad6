/** What can be done with the paper on the desk besides writing: star, length, skip, draft, notes, and going to another one. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import type { PaperRow, ReviewView } from '../../server/desk/schema.ts'
import type { Length } from '../../server/papers/schema.ts'
import type { Rating } from '../../server/review/schema.ts'
import type { PdfSelection } from '../pdf/selection.ts'
import { useAct, useApi, useRead, valueOf } from '../ui/use-api.tsx'
import { useToast } from '../ui/toast.tsx'
import { neighbours } from './queue.ts'
import { reviewApi } from './review-api.ts'

const noRows: PaperRow[] = []

export function usePaperActions(view: ReviewView) {
  const api = useApi()
  const desk = reviewApi(api)
  const act = useAct()
  const toast = useToast()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const { paper } = view
  const { data } = useRead(['papers'], (client) => client.papers())
  const place = neighbours(data?.rows ?? noRows, paper.id)
  const stale = [['review', paper.id], ['papers']]

  // The next paper is there when it is asked for.
  const ahead = place.nextWaiting
  useEffect(() => {
    if (ahead) void queries.prefetchQuery({ queryKey: ['review', ahead], queryFn: () => valueOf(api.review(ahead)) })
  }, [ahead, api, queries])

  const open = (paperId: string | null) => {
    if (paperId) navigate(`/review/${paperId}`)
    else toast({ text: 'That was the last one in the list.' })
  }
  return {
    place,
    open,
    openNextWaiting: () => (place.nextWaiting ? navigate(`/review/${place.nextWaiting}`) : navigate('/')),
    star: () => void act(api.changePaper(paper.id, { starred: !paper.starred }), stale),
    setLength: (length: Length) => void act(api.changePaper(paper.id, { length }), stale),
    async skip() {
      const change = (skipped: boolean) => api.changePaper(paper.id, { skipped })
      const undo = () => {
        void act(change(false), stale)
        navigate(`/review/${paper.id}`)
      }
      const done = await act(change(true), stale, { text: `Skipped “${paper.title}”`, undo })
      if (done) open(place.next ?? place.previous)
    },
    /** @returns true when a draft is being written */
    async draft(): Promise<boolean> {
      return (await act(api.startDraft(paper.id), stale)) !== null
    },
    stopDraft(draftId: string) {
      void act(desk.stopDraft(draftId), stale)
    },
    async withdraw(): Promise<void> {
      await act(desk.withdraw(paper.id), stale, { text: 'The approval is taken back.' })
    },
    rate: (rating: Rating) => void act(desk.rate(paper.id, rating), [['review', paper.id]]),
    readAgain: () => void act(api.extractAgain(paper.id), stale),
    /** A highlight keeps its place; where the server can't place it, the words are kept with their page. */
    async keepSelection({ text, boxes }: PdfSelection) {
      const anchored = await desk.anchorOf(paper.id, { text, boxes })
      const page = (boxes[0]?.pageIndex ?? 0) + 1
      const note = anchored.ok ? { text, anchor: anchored.value.anchor } : { text: `p. ${page}: ${text}` }
      const added = await desk.addNote(paper.id, note)
      for (const queryKey of stale) void queries.invalidateQueries({ queryKey })
      if (!added.ok) return toast({ text: added.error.message, tone: 'error' })
      const { id, number } = added.value.note
      toast({ text: `Kept as note ${number}, p. ${page}`, undo: () => void act(desk.deleteNote(id), stale) })
    },
  }
}
