/** Past issues on their way to the server: what was read in each is said in one line, and can be taken back. */
import { useCallback } from 'react'
import type { Api } from '../api.ts'
import { useToast } from './toast.tsx'
import { useAct, useApi } from './use-api.tsx'

const stale = [['style']]
type Kept = { id: string; line: string; wasThere: boolean }

/** A newsletter as a file; PDFs are papers. */
export const isPastIssue = (file: File): boolean => /\.(?:txt|md|markdown|html?)$/i.test(file.name)

export const removeIssue = (api: Api, id: string) => api.send<object>('DELETE', `/style/issues/${id}`)

/** @returns a function that imports files one after the other; one that fails does not stop the others */
export function usePastIssues(): (files: readonly File[]) => Promise<void> {
  const api = useApi()
  const act = useAct()
  const toast = useToast()
  return useCallback(
    async (files) => {
      for (const file of files) {
        const body = { fileName: file.name, source: await file.text() }
        const kept = await act(api.send<{ issue: Kept }>('POST', '/style/issues', body), stale)
        if (!kept) continue
        const { id, line, wasThere } = kept.issue
        if (wasThere) toast({ text: `${file.name} was there already: ${line}` })
        else toast({ text: `${file.name}: ${line}`, undo: () => void act(removeIssue(api, id), stale) })
      }
    },
    [api, act, toast],
  )
}
