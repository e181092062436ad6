/** Approve in two steps: the first lists what to look at, the second confirms; then the next paper. */
import { useState } from 'react'
import type { ReviewView } from '../../server/desk/schema.ts'
import type { ToLookAt } from '../../server/review/schema.ts'
import { useToast } from '../ui/toast.tsx'
import { useAct, useApi, useRead } from '../ui/use-api.tsx'
import { reviewApi } from './review-api.ts'
import type { Saver } from './saver.ts'

type Parts = {
  view: ReviewView
  saver: Saver
  onApproved: () => void
  /** The approval was taken back: the paper is wanted again. */
  onUndone: () => void
}

export function useApproval({ view, saver, onApproved, onUndone }: Parts) {
  const api = reviewApi(useApi())
  const act = useAct()
  const toast = useToast()
  const [toLookAt, setToLookAt] = useState<ToLookAt[] | null>(null)
  const [busy, setBusy] = useState(false)
  const { data: kept } = useRead(['settings'], (client) => client.settings())
  const asksReason = kept?.settings.askWhatWasFixed ?? false
  const { paper } = view
  const stale = [['review', paper.id], ['papers'], ['issues'], ['issue']]

  const send = async (confirmed: boolean, reason: number | null = null) => {
    if (busy) return
    setBusy(true)
    try {
      // Approval stands on a revision that the server has.
      if (!(await saver.settle()))
        return toast({ text: 'The text is not saved yet, so it can’t be approved.', tone: 'error' })
      const { base, text } = saver.state()
      const answer = await api.approve(paper.id, base, {
        ...{ text, ops: [], activeMs: 0, confirmed, askFirst: asksReason },
        ...(reason !== null && { reason }),
      })
      if (!answer.ok && answer.error.kind === 'confirm-first') return setToLookAt(answer.error.toLookAt ?? [])
      setToLookAt(null)
      const undo = async () => {
        await act(api.withdraw(paper.id), stale)
        onUndone()
      }
      const done = { text: `Approved “${paper.title}”`, undo: () => void undo() }
      if (await act(Promise.resolve(answer), stale, done)) onApproved()
    } finally {
      setBusy(false)
    }
  }
  return {
    toLookAt,
    /** What was fixed is asked too. */
    asksReason,
    /** Entries are rated. */
    rates: kept?.settings.rateEntries ?? false,
    busy,
    ask: () => void send(false),
    confirm: (reason: number | null) => void send(true, reason),
    close: () => setToLookAt(null),
  }
}
