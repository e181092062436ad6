/** One issue as the page knows it: shown at once as it will be, sent one change after the other. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { IssueView } from '../../server/roundup/schema.ts'
import type { Answer } from '../api.ts'
import type { ToastMessage } from '../ui/toast.tsx'
import { useAct, useRead } from '../ui/use-api.tsx'
import { issueApi } from './issue-api.ts'

type Held = { issue: IssueView }
type Guess = (view: IssueView) => IssueView
/** @param guess the view as it will be, shown on top of what the server said until it has answered this very call */
export type Change = (call: () => Answer<Held>, guess?: Guess, done?: ToastMessage) => void

const unchanged: Guess = (view) => view
const guessed = (view: IssueView | undefined, guesses: readonly Guess[]) =>
  view && guesses.reduce((before, guess) => guess(before), view)

export function useIssue(id: string) {
  const queries = useQueryClient()
  const act = useAct()
  const { data, error, refetch } = useRead(['issue', id, 'view'], (api) => issueApi(api).view(id))
  const [guesses, setGuesses] = useState<readonly Guess[]>([])
  const pending = useRef<readonly Guess[]>([])
  const last = useRef(Promise.resolve())

  // An entry may have been approved or withdrawn since this page was last open.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['issue', id] }, { cancelRefetch: false })
  }, [queries, id])

  const change = useCallback<Change>(
    (call, guess = unchanged, done) => {
      const guessNow = (next: readonly Guess[]) => {
        pending.current = next
        setGuesses(next)
      }
      guessNow([...pending.current, guess])
      // One after the other: two orders in flight could arrive the wrong way round.
      last.current = last.current.then(async () => {
        const answer = await act(call(), [['issues']], done)
        if (answer) queries.setQueryData<Held>(['issue', id, 'view'], answer)
        guessNow(pending.current.slice(1))
        if (pending.current.length === 0) void queries.invalidateQueries({ queryKey: ['issue', id] })
      })
    },
    [queries, act, id],
  )
  /** As it is now, also between two renders. */
  const current = useCallback(
    () => guessed(queries.getQueryData<Held>(['issue', id, 'view'])?.issue, pending.current),
    [queries, id],
  )
  return { view: guessed(data?.issue, guesses), error, refetch, change, current }
}
