/** What the house puts on every issue, and what it never prints. */
import { useState, type FormEvent } from 'react'
import { lengthBands } from '../../server/papers/schema.ts'
import type { SettingsView } from '../api.ts'
import { SaveRow } from './save-row.tsx'
import styles from './settings-page.module.css'
import { useFields } from './use-fields.ts'

const lengthNames = ['one-liner', 'short', 'normal', 'starred'] as const
const sample: Record<string, string> = { date: '2026-11-29', labels: 'RankGen, Deep spectral methods, ViT' }

export function HouseSection({ settings }: SettingsView) {
  const { typed, change, changed, error, save } = useFields(settings, [
    'sponsor',
    'roundupName',
    'titleFormat',
    'defaultLength',
    'wordsNeverUsed',
  ])
  const [words, setWords] = useState(settings.wordsNeverUsed.join('\n'))
  const { defaultLength } = typed
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  return (
    <section id="house">
      <h2>House</h2>
      <form onSubmit={submit} className={styles.form}>
        <label>
          Name of the roundup
          <input
            value={typed.roundupName}
            maxLength={100}
            onChange={(event) => change({ roundupName: event.target.value })}
          />
        </label>
        <label>
          Title of an issue, put together from {'{date}'}, {'{name}'} and {'{labels}'}
          <input
            value={typed.titleFormat}
            maxLength={200}
            onChange={(event) => change({ titleFormat: event.target.value })}
          />
        </label>
        <p className={styles.hint}>
          For example:{' '}
          {typed.titleFormat.replaceAll(
            /\{(\w+)\}/g,
            (all, name: string) => ({ ...sample, name: typed.roundupName })[name] ?? all,
          )}
        </p>
        <label>
          Sponsor line, below the title of a new issue
          <textarea rows={3} value={typed.sponsor} onChange={(event) => change({ sponsor: event.target.value })} />
        </label>
        <label>
          Length of an entry, unless you say otherwise
          <select
            value={String(defaultLength)}
            onChange={(event) => {
              const chosen = lengthNames.find((name) => name === event.target.value)
              if (chosen) change({ defaultLength: chosen })
            }}
          >
            {typeof defaultLength === 'number' && <option value={String(defaultLength)}>{defaultLength} words</option>}
            {lengthNames.map((name) => (
              <option key={name} value={name}>
                {name}, {lengthBands[name].min} to {lengthBands[name].max} words
              </option>
            ))}
          </select>
        </label>
        <label>
          Words and phrases that the house never prints, one a line
          <textarea
            rows={4}
            value={words}
            onChange={(event) => {
              setWords(event.target.value)
              change({ wordsNeverUsed: linesOf(event.target.value) })
            }}
          />
        </label>
        <p className={styles.hint}>The issue page names each of them before the issue goes out.</p>
        <SaveRow disabled={!changed || typed.roundupName.trim() === ''} error={error} />
      </form>
    </section>
  )
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]
