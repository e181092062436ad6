/** What review asks besides: nothing, unless the editor wants it. */
import type { FormEvent } from 'react'
import type { SettingsView } from '../api.ts'
import { SaveRow } from './save-row.tsx'
import styles from './settings-page.module.css'
import { useFields } from './use-fields.ts'

export function ReviewSection({ settings }: SettingsView) {
  const { typed, change, changed, error, save } = useFields(settings, ['askWhatWasFixed', 'rateEntries'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <section id="review">
      <h2>Review</h2>
      <form onSubmit={submit} className={styles.form}>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={typed.askWhatWasFixed}
            onChange={(event) => change({ askWhatWasFixed: event.target.checked })}
          />
          Ask at approval what you fixed: facts, voice, length, a missing point, nothing
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={typed.rateEntries}
            onChange={(event) => change({ rateEntries: event.target.checked })}
          />
          Rate entries from 1 to 5: faithful, style, insight
        </label>
        <SaveRow disabled={!changed} error={error} />
      </form>
    </section>
  )
}
