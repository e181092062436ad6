/** The endpoint that drafts come from: chosen here, or named by the environment; and the test of the connection. */
import { useState, type FormEvent } from 'react'
import type { SettingsView } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.tsx'
import { useApi } from '../ui/use-api.tsx'
import { EndpointForm } from './endpoint-form.tsx'
import { keyWords } from './key-words.ts'
import { ModelField } from './model-field.tsx'
import { SaveRow } from './save-row.tsx'
import styles from './settings-page.module.css'
import { useFields } from './use-fields.ts'
import { settingsApi } from './settings-api.ts'

export function ModelSection(view: SettingsView) {
  const { model } = view
  const api = useApi()
  const [tested, setTested] = useState<{ ok: boolean; message: string } | 'busy' | null>(null)
  const test = async () => {
    setTested('busy')
    const answer = await settingsApi(api).testConnection()
    setTested(answer.ok ? answer.value : { ok: false, message: answer.error.message })
  }
  useKeys([{ command: 'settings.test', keys: 't', label: 'test the connection', badge: 'own', run: () => void test() }])
  return (
    <section id="model">
      <h2>Model</h2>
      {!model.configured && (
        <p className={styles.lead}>
          <strong>No model is connected.</strong> Drafts are extracted sentences with their pages, not written
          summaries. Any endpoint that speaks the OpenAI chat API will do, also one on this machine.
        </p>
      )}
      {model.fixed.endpoint ? <FromEnvironment {...view} /> : <EndpointForm {...view} onSaved={() => void test()} />}
      <div className={styles.row}>
        <Button command="settings.test" onClick={() => void test()} disabled={tested === 'busy'}>
          {tested === 'busy' ? 'Asking the model…' : 'Test the connection'}
        </Button>
        <output className={tested !== null && tested !== 'busy' && !tested.ok ? styles.wrong : styles.told}>
          {tested !== null && tested !== 'busy' && `${tested.ok ? '✓' : '!'} ${tested.message}`}
        </output>
      </div>
    </section>
  )
}

/** The address, and often the key, were given at the start: only the model may be another one. */
function FromEnvironment({ model, settings }: SettingsView) {
  const fields = useFields(settings, ['model'])
  const save = (event: FormEvent) => {
    event.preventDefault()
    void fields.save()
  }
  return (
    <form onSubmit={save} className={styles.form}>
      <dl className={styles.facts}>
        <dt>Endpoint</dt>
        <dd>{model.endpoint}, from the environment</dd>
        <dt>Key</dt>
        <dd>{keyWords(model.key)}</dd>
        {model.fixed.model && (
          <>
            <dt>Model</dt>
            <dd>{model.name}, from the environment (GALLEY_MODEL)</dd>
          </>
        )}
      </dl>
      {!model.fixed.model && (
        <>
          <ModelField
            value={fields.typed.model ?? model.name}
            placeholder={model.name}
            endpoint={{ baseUrl: model.endpoint ?? '' }}
            onChange={(name) => fields.change({ model: name })}
          />
          <SaveRow disabled={!fields.changed || fields.typed.model?.trim() === ''} error={fields.error} />
        </>
      )}
    </form>
  )
}
