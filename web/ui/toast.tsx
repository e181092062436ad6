/** One short message at the foot of the page; for 5 s it can undo what was done. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import type { Binding } from './key-map.ts'
import { useKeys } from './keys.tsx'
import styles from './toast.module.css'

export type ToastMessage = {
  text: string
  undo?: () => void
  /** Errors stay until they are dismissed. */
  tone?: 'plain' | 'error'
}
type Show = (message: ToastMessage) => void

const lastsMs = 5000
const ToastContext = createContext<Show | null>(null)

/** @returns a function that shows a message in place of the one before */
export function useToast(): Show {
  const show = useContext(ToastContext)
  if (!show) throw new Error('ToastProvider is missing')
  return show
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [current, setCurrent] = useState<(ToastMessage & { id: number }) | null>(null)
  const show = useCallback<Show>((message) => setCurrent((before) => ({ ...message, id: (before?.id ?? 0) + 1 })), [])
  const close = useCallback(() => setCurrent(null), [])
  useEffect(() => {
    if (!current || current.tone === 'error') return undefined
    const timer = setTimeout(close, lastsMs)
    return () => clearTimeout(timer)
  }, [current, close])
  return (
    <ToastContext value={show}>
      {children}
      <output className={styles.place} aria-live="polite">
        {current && <Toast key={current.id} message={current} onClose={close} />}
      </output>
    </ToastContext>
  )
}

function Toast({ message, onClose }: { message: ToastMessage; onClose: () => void }) {
  const { undo, text, tone = 'plain' } = message
  const bindings = useMemo<Binding[]>(
    () =>
      undo ? [{ command: 'app.undo', keys: 'u', label: 'undo', badge: 'own', run: () => (undo(), onClose()) }] : [],
    [undo, onClose],
  )
  useKeys(bindings)
  return (
    <span className={`${styles.toast} ${styles[tone]}`}>
      <span>{text}</span>
      {undo && (
        <Button command="app.undo" onClick={() => (undo(), onClose())}>
          Undo
        </Button>
      )}
      {tone === 'error' && <Button onClick={onClose}>Dismiss</Button>}
    </span>
  )
}
