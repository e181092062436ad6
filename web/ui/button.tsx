/** A button, with the badge of its command where it has a key. */
import type { ComponentProps, ReactNode } from 'react'
import { Key } from './key.tsx'
import styles from './button.module.css'

type Props = Omit<ComponentProps<'button'>, 'className'> & {
  /** `main` once a page: what the editor most likely wants next. `quiet` has no border until it is pointed at. */
  look?: 'main' | 'plain' | 'quiet'
  /** Command whose key is shown. */
  command?: string
  children: ReactNode
}

export function Button({ look = 'plain', command, children, type = 'button', ...rest }: Props) {
  return (
    <button {...rest} type={type} className={`${styles.button} ${styles[look]}`}>
      {children}
      {command !== undefined && <Key command={command} />}
    </button>
  )
}
