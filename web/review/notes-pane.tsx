/** The editor's own notes: what a draft is built on. A highlight keeps its place in the paper. */
import { useState, type Ref } from 'react'
import type { Anchor } from '../../server/grounding/schema.ts'
import type { Note, PlacedNote } from '../../server/review/schema.ts'
import { Button } from '../ui/button.tsx'
import { useAct, useApi } from '../ui/use-api.tsx'
import { reviewApi } from './review-api.ts'
import styles from './notes-pane.module.css'

type Props = {
  paperId: string
  notes: readonly PlacedNote[]
  onShow: (note: Note) => void
  inputRef: Ref<HTMLTextAreaElement>
}

export function NotesPane({ paperId, notes, onShow, inputRef }: Props) {
  const api = reviewApi(useApi())
  const act = useAct()
  const storageKey = `galley.note.${paperId}`
  const [text, setText] = useState(() => localStorage.getItem(storageKey) ?? '')
  const stale = [['review', paperId], ['papers']]
  const write = (value: string) => {
    setText(value)
    // A half-written note outlives the tab.
    if (value === '') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, value)
  }
  const add = async () => {
    if (text.trim() === '') return
    const added = await act(api.addNote(paperId, { text: text.trim() }), stale)
    if (added) write('')
  }
  const remove = (note: Note) =>
    act(api.deleteNote(note.id), stale, {
      text: `Note ${note.number} deleted`,
      undo: () => void act(api.restoreNote(note.id), stale),
    })
  return (
    <section className={styles.notes} aria-label="Your notes">
      {notes.length === 0 && (
        <p className={styles.hint}>
          Jot down what you notice while you read: a draft is built on these notes. Select words in the paper to keep a
          highlight with its place.
        </p>
      )}
      <ol className={styles.list}>
        {notes.map((note) => (
          <li key={note.id}>
            <span className={styles.number}>{note.number}</span>
            <div>
              <NoteText
                key={note.updatedAt}
                note={note}
                onSave={(changed) => void act(api.changeNote(note.id, changed), stale)}
              />
              {note.anchor && note.placeLost && (
                <p className={styles.lost}>
                  Place not found in the new reading of the paper; it was on p. {pageOf(note.anchor)}:{' '}
                  <q>{note.anchor.quote}</q>
                </p>
              )}
              {note.anchor && !note.placeLost && (
                <button type="button" className={styles.place} onClick={() => onShow(note)}>
                  p. {pageOf(note.anchor)} <q>{note.anchor.quote}</q>
                </button>
              )}
            </div>
            <Button look="quiet" aria-label={`Delete note ${note.number}`} onClick={() => void remove(note)}>
              ×
            </Button>
          </li>
        ))}
        <li>
          <span className={styles.number}>{notes.length + 1}</span>
          <textarea
            ref={inputRef}
            rows={2}
            aria-label="New note"
            placeholder="A new note; Enter adds it"
            value={text}
            onChange={(event) => write(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur()
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              void add()
            }}
          />
          <Button look="quiet" disabled={text.trim() === ''} onClick={() => void add()}>
            Add
          </Button>
        </li>
      </ol>
    </section>
  )
}

const pageOf = ({ spans }: Anchor): number => (spans[0]?.pageIndex ?? 0) + 1

function NoteText({ note, onSave }: { note: Note; onSave: (text: string) => void }) {
  const [text, setText] = useState(note.text)
  return (
    <textarea
      rows={Math.max(1, Math.ceil(text.length / 70), text.split('\n').length)}
      aria-label={`Note ${note.number}`}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        if (text !== note.text && text.trim() !== '') onSave(text.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
