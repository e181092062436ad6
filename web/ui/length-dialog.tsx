/** `w`: how long the entry is to be, by name or in words. */
import { useState } from 'react'
import type { Length } from '../../server/papers/schema.ts'
import { lengthBands } from '../../server/papers/schema.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import styles from './length-dialog.module.css'

const names = ['one-liner', 'short', 'normal', 'starred'] as const

export function LengthDialog({
  length,
  onChoose,
  onClose,
}: {
  length: Length
  onChoose: (length: Length) => void
  onClose: () => void
}) {
  const [words, setWords] = useState(typeof length === 'number' ? String(length) : '')
  const number = Number(words)
  const usable = Number.isInteger(number) && number >= 10 && number <= 2000
  const keys = names.map((name, index) => ({
    command: `length.${name}`,
    keys: String(index + 1),
    label: name,
    run: () => onChoose(name),
  }))
  return (
    <Dialog title="Length of the entry" onClose={onClose} keys={keys}>
      <ul className={styles.names}>
        {names.map((name) => (
          <li key={name}>
            <Button command={`length.${name}`} aria-pressed={name === length} onClick={() => onChoose(name)}>
              <span className={styles.name}>{name}</span>
              <span>
                {lengthBands[name].min} to {lengthBands[name].max} words
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={styles.words}
        onSubmit={(event) => {
          event.preventDefault()
          if (usable) onChoose(number)
        }}
      >
        <label>
          or a number of words (10 to 2000){' '}
          <input inputMode="numeric" size={5} value={words} onChange={(event) => setWords(event.target.value)} />
        </label>
        <Button type="submit" disabled={!usable}>
          Set
        </Button>
      </form>
    </Dialog>
  )
}
