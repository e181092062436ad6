/** `l`: an entry's heading, and its short name for the issue's title. */
import { useState } from 'react'
import type { EntryChange, IssueEntryView } from '../../server/roundup/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import styles from './saved-field.module.css'
import layout from './entry-dialog.module.css'

type Props = { entry: IssueEntryView; onClose: () => void; onSave: (change: EntryChange) => void }

export function EntryDialog({ entry, onClose, onSave }: Props) {
  const [heading, setHeading] = useState(entry.heading)
  const [label, setLabel] = useState(entry.label ?? '')
  return (
    <Dialog title="Heading and label" onClose={onClose}>
      <form
        className={layout.form}
        onSubmit={(event) => {
          event.preventDefault()
          onSave({ heading: heading.trim(), label: label.trim() || null })
        }}
      >
        <label className={styles.field}>
          <span>Label in the issue’s title, two or three words (empty: suggested)</span>
          <input value={label} maxLength={80} onChange={(event) => setLabel(event.target.value)} />
        </label>
        <label className={styles.field}>
          <span>Heading; the paper is called “{entry.paperTitle}”</span>
          <textarea rows={2} value={heading} onChange={(event) => setHeading(event.target.value)} />
        </label>
        <p className={layout.actions}>
          <Button type="submit" look="main">
            Save
          </Button>
        </p>
      </form>
    </Dialog>
  )
}
