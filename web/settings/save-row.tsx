/** The foot of a form: the button, and why the last save was refused. */
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import styles from './settings-page.module.css'

type Props = { disabled: boolean; error: string | null; children?: ReactNode; label?: string }

export function SaveRow({ disabled, error, children, label = 'Save' }: Props) {
  return (
    <div className={styles.row}>
      <Button type="submit" look="main" disabled={disabled}>
        {label}
      </Button>
      {children}
      {error !== null && (
        <p role="alert" className={styles.wrong}>
          ! {error}
        </p>
      )}
    </div>
  )
}
