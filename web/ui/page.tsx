/** The frame of a page: its own header, its content, and the bar of its keys. */
import { useEffect, type ReactNode } from 'react'
import { KeyBar } from './key.tsx'
import styles from './page.module.css'

type Props = {
  /** The page's name, for the window title and, where the header shows no other heading, for screen readers. */
  title: string
  header?: ReactNode
  children: ReactNode
  /** `fill` gives the content the whole height and leaves scrolling to it. */
  scroll?: 'page' | 'fill'
}

export function Page({ title, header, children, scroll = 'page' }: Props) {
  useEffect(() => {
    document.title = `${title} · Galley`
  }, [title])
  return (
    <div className={styles.page}>
      <header className={styles.header}>{header ?? <h1>{title}</h1>}</header>
      <main className={scroll === 'fill' ? styles.fill : styles.scroll} id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className={styles.footer}>
        <KeyBar />
      </footer>
    </div>
  )
}
