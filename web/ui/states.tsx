/** The states that every page has besides its content: empty, loading, failed. */
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './states.module.css'

/** Nothing here yet: says what would be here and offers the way to it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** What went wrong, for a person, with a way on. */
export function Failed({ error, onRetry }: { error: { message: string }; onRetry?: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <h2>That did not work</h2>
      <p>{error.message}</p>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  )
}

/** Shown after a moment only, so that quick answers don't flicker. */
export function Loading({ what }: { what: string }) {
  return (
    <output className={`${styles.state} ${styles.loading}`}>
      <span>Loading {what}…</span>
    </output>
  )
}

/** Long work: a bar with its count. `total` 0 means that nobody knows yet how long it takes. */
export function Progress({ done, total, label }: { done: number; total: number; label: string }) {
  const share = total === 0 ? null : Math.min(1, done / total)
  return (
    <span className={styles.progress}>
      <progress aria-label={label} {...(share === null ? {} : { value: share })} />
      <span>{share === null ? label : `${label} ${done} of ${total}`}</span>
    </span>
  )
}
