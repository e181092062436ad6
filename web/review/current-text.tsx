/** The text of now for the parts of the page that show it, without drawing the whole page at every key. */
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { Length } from '../../server/papers/schema.ts'
import { countWords } from '../../server/text/count-words.ts'
import type { Saver } from './saver.ts'
import { bandWords } from './words.ts'
import styles from './current-text.module.css'

export function CurrentText({ saver, children }: { saver: Saver; children: (text: string) => ReactNode }) {
  const text = useSyncExternalStore(saver.subscribe, () => saver.state().text)
  return children(text)
}

/** Counted again a moment after the last key. */
const countMs = 250

export function WordCount({ saver, length, onLength }: { saver: Saver; length: Length; onLength: () => void }) {
  const [words, setWords] = useState(() => countWords(saver.state().text))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const count = () => {
      timer = undefined
      setWords(countWords(saver.state().text))
    }
    const stop = saver.subscribe(() => {
      timer ??= setTimeout(count, countMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [saver])
  const band = bandWords(words, length)
  return (
    <button
      type="button"
      className={styles.words}
      data-state={band.state}
      title={`${band.off}; change the length`}
      onClick={onLength}
    >
      {band.text}
    </button>
  )
}
