/** How drafts are written: takes, best of several, and the second look by a model. */
import type { FormEvent } from 'react'
import type { SettingsView } from '../api.ts'
import { SaveRow } from './save-row.tsx'
import styles from './settings-page.module.css'
import { useFields } from './use-fields.ts'

export function DraftsSection({ settings }: SettingsView) {
  const { typed, change, changed, error, save } = useFields(settings, ['takes', 'bestOf', 'modelCheck'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <section id="drafts">
      <h2>Drafts</h2>
      <form onSubmit={submit} className={styles.form}>
        <label className={styles.check}>
          <input type="checkbox" checked={typed.takes} onChange={(event) => change({ takes: event.target.checked })} />A
          draft without your notes may offer a take, marked as a suggestion
        </label>
        <label>
          Drafts written for each request
          <select value={typed.bestOf} onChange={(event) => change({ bestOf: Number(event.target.value) })}>
            <option value={1}>1</option>
            {[2, 3, 4, 5].map((count) => (
              <option key={count} value={count}>
                {count}, the best one is shown ({count} times the cost)
              </option>
            ))}
          </select>
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={typed.modelCheck}
            onChange={(event) => change({ modelCheck: event.target.checked })}
          />
          After each draft ask its model for a second look at every claim beside its passages (more calls, more cost)
        </label>
        <SaveRow disabled={!changed} error={error} />
      </form>
    </section>
  )
}
