/** The server within reach of every component: the client, reads with their states, and live updates. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, type ReactNode } from 'react'
import type { Answer, Api, ApiError } from '../api.ts'
import { useToast, type ToastMessage } from './toast.tsx'

const ApiContext = createContext<Api | null>(null)

export function ApiProvider({ api, children }: { api: Api; children: ReactNode }) {
  return <ApiContext value={api}>{children}</ApiContext>
}

export function useApi(): Api {
  const api = useContext(ApiContext)
  if (!api) throw new Error('ApiProvider is missing')
  return api
}

/**
 * Reads and keeps an answer under `key` (its first part is the topic that live updates renew: `papers`, `review`,
 * `issue`, `evals`, …). `error` is the server's, as a value.
 */
export function useRead<T>(key: readonly unknown[], read: (api: Api) => Answer<T>, enabled = true) {
  const api = useApi()
  return useQuery<T, Error & ApiError>({
    queryKey: key,
    enabled,
    queryFn: () => valueOf(read(api)),
  })
}

/** For react-query, which takes errors as throws. */
export async function valueOf<T>(answer: Answer<T>): Promise<T> {
  const result = await answer
  if (!result.ok) throw Object.assign(new Error(result.error.message), result.error)
  return result.value
}

/** Which cached answers a topic of the event stream makes stale. */
export function staleKeys(topic: string): unknown[][] {
  const [room, ...rest] = topic.split(':')
  const id = rest.at(-1)
  if (room === 'paper') return [['papers'], ['review', id], ['status'], ['checks']]
  if (room === 'job' || room === 'draft') return [['papers'], ['review']]
  if (room === 'issue') return [['issues'], ['issue', id]]
  if (room === 'eval') return [['evals'], ['eval', id]]
  return []
}

/**
 * For calls that change something: shows what went wrong, or `done` when it went well.
 * @returns a function that gives the call's value, or null after a failure
 */
export function useAct() {
  const toast = useToast()
  const queries = useQueryClient()
  return useCallback(
    async <T,>(answer: Answer<T>, stale: readonly unknown[][] = [], done?: ToastMessage): Promise<T | null> => {
      const result = await answer
      for (const queryKey of stale) void queries.invalidateQueries({ queryKey })
      if (!result.ok) toast({ text: result.error.message, tone: 'error' })
      else if (done) toast(done)
      return result.ok ? result.value : null
    },
    [toast, queries],
  )
}

/** Renews cached answers while the page is visible; a hidden tab gives its connection back (browsers allow six in all). */
export function useLiveUpdates(): void {
  const api = useApi()
  const queries = useQueryClient()
  useEffect(() => {
    let controller: AbortController | null = null
    const onVisibility = () => {
      controller?.abort()
      controller = null
      if (document.visibilityState === 'hidden') return
      controller = new AbortController()
      void follow(api, queries, controller.signal)
    }
    onVisibility()
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      controller?.abort()
    }
  }, [api, queries])
}

async function follow(api: Api, queries: QueryClient, signal: AbortSignal): Promise<void> {
  const renew = gathered((topics) => {
    for (const queryKey of uniqueKeys(topics.flatMap(staleKeys))) void queries.invalidateQueries({ queryKey })
  })
  for (let waitMs = 500; !signal.aborted; waitMs = Math.min(waitMs * 2, 10_000)) {
    try {
      for await (const { data } of api.events('/events', signal)) {
        waitMs = 500
        renew(topicOf(data))
      }
    } catch {
      // The server is away or the tab is hidden: try again, and read everything anew once it is back.
    }
    if (signal.aborted) return
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    void queries.invalidateQueries()
  }
}

/** Progress comes many times a second; what it makes stale is read at most four times a second. */
function gathered(flush: (topics: string[]) => void): (topic: string) => void {
  let topics: string[] = []
  return (topic) => {
    topics.push(topic)
    if (topics.length > 1) return
    setTimeout(() => {
      const all = topics
      topics = []
      flush(all)
    }, 250)
  }
}

const uniqueKeys = (keys: unknown[][]): unknown[][] => [...new Map(keys.map((key) => [key.join(' '), key])).values()]

const topicOf = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'topic' in data && typeof data.topic === 'string' ? data.topic : ''
