/** What drafts are written with, and what the house puts on every issue. */
import { useState, type FormEvent } from 'react'
import { lengthBands, type Length } from '../../server/papers/schema.ts'
import type { SettingsView } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useAct, useApi, useRead } from '../ui/use-api.tsx'
import styles from './settings-page.module.css'

export function SettingsPage() {
  const settings = useRead(['settings'], (api) => api.settings())
  const status = useRead(['status'], (api) => api.status())
  return (
    <Page title="Settings">
      {settings.isPending && <Loading what="the settings" />}
      {settings.error && <Failed error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && (
        <div className={styles.settings}>
          <Model model={settings.data.model} />
          <House settings={settings.data.settings} />
          <section>
            <h2>Keys</h2>
            <p>
              Press <kbd>?</kbd> on any page for its keys. Each can be given another one there.
            </p>
          </section>
          {status.data && <p className={styles.about}>Galley {status.data.version}</p>}
        </div>
      )}
    </Page>
  )
}

function Model({ model }: { model: SettingsView['model'] }) {
  const api = useApi()
  const [tested, setTested] = useState<{ ok: boolean; message: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const test = async () => {
    setBusy(true)
    const answer = await api.testConnection()
    setTested(answer.ok ? answer.value : { ok: false, message: answer.error.message })
    setBusy(false)
  }
  return (
    <section>
      <h2>Model</h2>
      {model.configured ? (
        <dl className={styles.facts}>
          <dt>Name</dt>
          <dd>{model.name}</dd>
          <dt>Endpoint</dt>
          <dd>{model.endpoint ?? 'the provider’s own'}</dd>
        </dl>
      ) : (
        <>
          <p>
            <strong>No model is connected.</strong> Drafts are extracted sentences with their pages, not written
            summaries.
          </p>
          <p>
            To connect one, set <code>OPENAI_API_KEY</code>, and where it is not OpenAI’s own,{' '}
            <code>OPENAI_BASE_URL</code> and <code>GALLEY_MODEL</code>, then start Galley again. Any endpoint that
            speaks the OpenAI chat API will do.
          </p>
        </>
      )}
      <p className={styles.row}>
        <Button onClick={() => void test()} disabled={busy}>
          {busy ? 'Asking the model…' : 'Test the connection'}
        </Button>
        <output className={tested && !tested.ok ? styles.wrong : undefined}>
          {tested && `${tested.ok ? '✓' : '!'} ${tested.message}`}
        </output>
      </p>
    </section>
  )
}

function House({ settings }: { settings: SettingsView['settings'] }) {
  const api = useApi()
  const act = useAct()
  const [sponsor, setSponsor] = useState(settings.sponsor)
  const [roundupName, setRoundupName] = useState(settings.roundupName)
  const [length, setLength] = useState<Length>(settings.defaultLength)
  const changed =
    sponsor !== settings.sponsor || roundupName !== settings.roundupName || length !== settings.defaultLength
  const save = (event: FormEvent) => {
    event.preventDefault()
    void act(
      api.changeSettings({ sponsor, roundupName: roundupName.trim(), defaultLength: length }),
      [['settings'], ['status']],
      {
        text: 'Settings saved',
      },
    )
  }
  return (
    <section>
      <h2>House</h2>
      <form onSubmit={save} className={styles.form}>
        <label>
          Sponsor line, below the title of a new issue
          <textarea rows={3} value={sponsor} onChange={(event) => setSponsor(event.target.value)} />
        </label>
        <label>
          Name of the roundup, in the title of each issue
          <input value={roundupName} maxLength={100} onChange={(event) => setRoundupName(event.target.value)} />
        </label>
        <label>
          Length of an entry, unless you say otherwise
          <select
            value={String(length)}
            onChange={(event) => {
              const chosen = lengthNames.find((name) => name === event.target.value)
              if (chosen) setLength(chosen)
            }}
          >
            {typeof length === 'number' && <option value={String(length)}>{length} words</option>}
            {lengthNames.map((name) => (
              <option key={name} value={name}>
                {name}, {lengthBands[name].min} to {lengthBands[name].max} words
              </option>
            ))}
          </select>
        </label>
        <p className={styles.row}>
          <Button type="submit" look="main" disabled={!changed || roundupName.trim() === ''}>
            Save
          </Button>
        </p>
      </form>
    </section>
  )
}

const lengthNames = ['one-liner', 'short', 'normal', 'starred'] as const
