/** A line or a paragraph of the issue that is saved when the editor leaves it. */
import { useEffect, useRef, useState } from 'react'
import styles from './saved-field.module.css'

type Props = {
  label: string
  value: string
  onSave: (value: string) => void
  placeholder?: string
  disabled?: boolean
  /** Rows of a text area; one line when left out. */
  rows?: number
  look?: 'labelled' | 'title' | 'date'
}

export function SavedField({ label, value, onSave, placeholder, disabled = false, rows, look = 'labelled' }: Props) {
  const [text, setText] = useState(value)
  const typing = useRef(false)
  // What the server sends never overwrites what is being typed.
  useEffect(() => {
    if (!typing.current) setText(value)
  }, [value])
  const leave = () => {
    typing.current = false
    // A day that was cleared is no day.
    if (look === 'date' && text === '') setText(value)
    else if (text !== value) onSave(text)
  }
  const shared = {
    value: text,
    placeholder,
    disabled,
    onFocus: () => {
      typing.current = true
    },
    onBlur: leave,
  }
  return (
    <label className={`${styles.field} ${styles[look]}`}>
      <span className={look === 'labelled' ? undefined : 'visually-hidden'}>{label}</span>
      {rows === undefined ? (
        <input
          {...shared}
          type={look === 'date' ? 'date' : 'text'}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      ) : (
        <textarea
          {...shared}
          rows={rows}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      )}
    </label>
  )
}
