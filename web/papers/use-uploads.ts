/** Files on their way to the server: two at a time, each with its own outcome. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { ApiError } from '../api.ts'
import { useApi } from '../ui/use-api.tsx'

export type Upload = { id: number; file: File } & (
  | { state: 'waiting' }
  | { state: 'sending' }
  | { state: 'added'; paperId: string; already: boolean }
  | { state: 'failed'; error: ApiError }
)

const atOnce = 2

export function useUploads() {
  const api = useApi()
  const queries = useQueryClient()
  const [uploads, setUploads] = useState<Upload[]>([])
  const waiting = useRef<{ id: number; file: File; password?: string }[]>([])
  const running = useRef(0)
  const lastId = useRef(0)

  const work = useCallback(async () => {
    if (running.current >= atOnce) return
    running.current += 1
    for (let next = waiting.current.shift(); next; next = waiting.current.shift()) {
      const { id, file, password } = next
      const become = (upload: Upload) => setUploads((all) => all.map((one) => (one.id === id ? upload : one)))
      become({ id, file, state: 'sending' })
      const answer = await api.upload(file, password)
      become(
        answer.ok
          ? { id, file, state: 'added', paperId: answer.value.paper.id, already: answer.value.already }
          : { id, file, state: 'failed', error: answer.error },
      )
      void queries.invalidateQueries({ queryKey: ['papers'] })
    }
    running.current -= 1
  }, [api, queries])

  const enqueue = useCallback(
    (entries: { id: number; file: File; password?: string }[]) => {
      waiting.current.push(...entries)
      for (let worker = 0; worker < atOnce; worker++) void work()
    },
    [work],
  )
  const add = useCallback(
    (files: readonly File[]) => {
      const entries = files.map((file) => ({ id: ++lastId.current, file }))
      setUploads((all) => [
        ...all.filter((one) => one.state !== 'added'),
        ...entries.map((entry) => ({ ...entry, state: 'waiting' as const })),
      ])
      enqueue(entries)
    },
    [enqueue],
  )
  const again = useCallback(
    (id: number, file: File, password?: string) =>
      enqueue([{ id, file, ...(password === undefined ? {} : { password }) }]),
    [enqueue],
  )
  const dismiss = useCallback((id: number) => setUploads((all) => all.filter((one) => one.id !== id)), [])
  return { uploads, add, again, dismiss }
}
