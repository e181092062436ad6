/** A modal dialog on the browser's own element: focus stays inside, Esc closes, the page's keys are silent meanwhile. */
import { useEffect, useId, useRef, type ReactNode } from 'react'
import type { Binding } from './key-map.ts'
import { useKeys } from './keys.tsx'
import styles from './dialog.module.css'

type Props = {
  title: string
  onClose: () => void
  children: ReactNode
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode
  /** Keys that hold while it is open. */
  keys?: readonly Binding[]
  size?: 'normal' | 'wide'
}

const none: readonly Binding[] = []

/** Shown while it is mounted. */
export function Dialog({ title, onClose, children, actions, keys = none, size = 'normal' }: Props) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useKeys(keys, 'dialog')
  useEffect(() => {
    const dialog = element.current
    const before = document.activeElement
    if (dialog && !dialog.open) dialog.showModal()
    // The browser would choose the scrolling body.
    dialog?.querySelector<HTMLElement>('input, textarea, select, button:enabled')?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={element}
      className={`${styles.dialog} ${styles[size]}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <h2 id={titleId}>{title}</h2>
      <div className={styles.body}>{children}</div>
      {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
    </dialog>
  )
}
