/** Where the editor is on the review page, kept in the address: the tab, the sentence, and which of its places. */
import { useCallback } from 'react'
import { useSearchParams } from 'wouter'
import type { ReviewView } from '../../server/desk/schema.ts'

export type Tab = 'notes' | 'draft' | 'diff' | 'preview'
const tabNames: readonly Tab[] = ['notes', 'draft', 'diff', 'preview']

/** Reading comes first: a starred paper's untouched draft, or an empty page, stays hidden behind the notes until it is asked for. */
export function startTab(view: Pick<ReviewView, 'paper' | 'head' | 'drafts' | 'approval'>): Tab {
  if (view.approval) return 'draft'
  if (view.head && view.head.origin !== 'draft') return 'draft'
  if (view.paper.starred) return 'notes'
  return view.head || view.drafts.some((draft) => draft.status === 'streaming') ? 'draft' : 'notes'
}

type Position = {
  tab: Tab
  /** From 0; null before one is chosen. */
  sentence: number | null
  passage: number
  /** An empty page was asked for. */
  own: boolean
}

export function usePosition(view: ReviewView) {
  const [params, setParams] = useSearchParams()
  const number = (name: string) => {
    const value = Number(params.get(name) ?? Number.NaN)
    return Number.isInteger(value) && value >= 1 ? value - 1 : null
  }
  const position: Position = {
    tab: tabNames.find((tab) => tab === params.get('t')) ?? startTab(view),
    sentence: number('s'),
    passage: number('p') ?? 0,
    own: params.has('own'),
  }
  const go = useCallback(
    (change: Partial<Position>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          if (change.tab) next.set('t', change.tab)
          if (change.sentence !== undefined) put(next, 's', change.sentence)
          if (change.passage !== undefined) put(next, 'p', change.passage === 0 ? null : change.passage)
          if (change.own !== undefined) put(next, 'own', change.own ? 0 : null)
          return next
        },
        { replace: true },
      ),
    [setParams],
  )
  return { position, go }
}

function put(params: URLSearchParams, name: string, value: number | null): void {
  if (value === null) params.delete(name)
  else params.set(name, String(value + 1))
}
