import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, expect, test } from 'vitest'
import type { IssueView } from '../../server/roundup/schema.ts'
import { createApi } from '../api.ts'
import { createKeyRegistry, KeysProvider } from '../ui/keys.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { ApiProvider, useApi } from '../ui/use-api.tsx'
import { issueApi } from './issue-api.ts'
import { useIssue } from './use-issue.ts'

/** A server whose answers are held back until the test lets the next one go. */
function heldServer() {
  const sent: string[][] = []
  const answers: (() => void)[] = []
  let order = ['a', 'b', 'c']
  const view = () => Response.json({ issue: { entries: order.map((paperId) => ({ paperId })) } })
  const fetcher = async (_url: RequestInfo | URL, init?: RequestInit) => {
    if (init?.method !== 'PUT') return view()
    const { paperIds } = JSON.parse(String(init.body)) as { paperIds: string[] }
    sent.push(paperIds)
    await new Promise<void>((resolve) => answers.push(resolve))
    if (paperIds.includes('gone'))
      return Response.json({ error: { kind: 'not-approved', message: 'Not approved.' } }, { status: 409 })
    order = paperIds
    return view()
  }
  return { fetcher, sent, answer: () => act(async () => answers.shift()?.()) }
}

async function openIssue() {
  const server = heldServer()
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const registry = createKeyRegistry({ getItem: () => null, setItem: () => {} })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>
      <ApiProvider api={createApi(server.fetcher)}>
        <KeysProvider registry={registry}>
          <ToastProvider>{children}</ToastProvider>
        </KeysProvider>
      </ApiProvider>
    </QueryClientProvider>
  )
  const { result } = renderHook(() => ({ ...useIssue('i'), calls: issueApi(useApi()) }), { wrapper })
  await waitFor(() => expect(result.current.view).toBeDefined())
  const shown = () => result.current.view?.entries.map((entry) => entry.paperId).join('')
  const order = (ids: string) =>
    act(async () => {
      const entries = (view: IssueView) =>
        [...ids].flatMap((id) => view.entries.find((entry) => entry.paperId === id) ?? [])
      result.current.change(
        () => result.current.calls.order('i', ids === 'x' ? ['gone'] : [...ids]),
        (view) => ({ ...view, entries: entries(view) }),
      )
    })
  return { ...server, shown, order }
}

beforeEach(() => localStorage.clear())

test('two quick moves go out one after the other, and the first answer does not undo the second', async () => {
  const { order, shown, sent, answer } = await openIssue()
  await order('bac')
  await order('bca')
  expect(shown()).toBe('bca')
  expect(sent).toEqual([['b', 'a', 'c']])
  await answer()
  expect(shown()).toBe('bca')
  await waitFor(() => expect(sent).toHaveLength(2))
  await answer()
  await waitFor(() => expect(shown()).toBe('bca'))
})

test('a refused change is taken back', async () => {
  const { order, shown, answer } = await openIssue()
  await order('x')
  expect(shown()).toBe('')
  await answer()
  await waitFor(() => expect(shown()).toBe('abc'))
})
