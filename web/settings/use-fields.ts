/** The fields of one form of the settings: what is typed, whether it differs from what is kept, and how it is saved. */
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { Settings } from '../../server/settings/schema.ts'
import { useToast } from '../ui/toast.tsx'
import { useApi } from '../ui/use-api.tsx'

export type Fields<K extends keyof Settings> = {
  typed: Pick<Settings, K>
  change: (part: Partial<Pick<Settings, K>>) => void
  changed: boolean
  /** Why the last save was refused. */
  error: string | null
  /** True when the server has it. */
  save: () => Promise<boolean>
}

/** What is read anew meanwhile never overwrites what is typed; saving takes over what the server made of it. */
export function useFields<K extends keyof Settings>(kept: Settings, names: readonly K[]): Fields<K> {
  const api = useApi()
  const toast = useToast()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(() => pick(kept, names))
  const [error, setError] = useState<string | null>(null)
  return {
    typed,
    change: (part) => setTyped((before) => ({ ...before, ...part })),
    changed: names.some((name) => JSON.stringify(typed[name]) !== JSON.stringify(kept[name])),
    error,
    async save() {
      const answer = await api.changeSettings(typed as Partial<Settings>)
      setError(answer.ok ? null : answer.error.message)
      if (!answer.ok) return false
      setTyped(pick(answer.value.settings, names))
      queries.setQueryData(['settings'], answer.value)
      void queries.invalidateQueries({ queryKey: ['status'] })
      toast({ text: 'Settings saved' })
      return true
    },
  }
}

function pick<K extends keyof Settings>(from: Settings, names: readonly K[]): Pick<Settings, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<Settings, K>
}
