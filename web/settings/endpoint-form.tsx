/** Choosing an endpoint: a provider fills in its address, then the key and the model. */
import { useState, type FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { defaultModel, providers } from '../../server/settings/schema.ts'
import type { SettingsView } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { useAct, useApi } from '../ui/use-api.tsx'
import { ModelField } from './model-field.tsx'
import { keyWords } from './key-words.ts'
import { SaveRow } from './save-row.tsx'
import styles from './settings-page.module.css'
import { useFields } from './use-fields.ts'
import { settingsApi } from './settings-api.ts'

export function EndpointForm({ settings, model, onSaved }: SettingsView & { onSaved: () => void }) {
  const api = useApi()
  const act = useAct()
  const queries = useQueryClient()
  const fields = useFields(settings, ['baseUrl', 'model'])
  const [key, setKey] = useState('')
  const [keyError, setKeyError] = useState<string | null>(null)
  const baseUrl = fields.typed.baseUrl ?? ''
  const provider = providers.find((one) => fits(one.baseUrl, baseUrl))
  // Only OpenAI's own endpoint is known to have the default model.
  const needsModel = provider?.name !== 'OpenAI'
  const isSavedHost = hostOf(baseUrl) === hostOf(settings.baseUrl ?? '')

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (key !== '') {
      const kept = await settingsApi(api).keepKey(baseUrl, key)
      setKeyError(kept.ok ? null : kept.error.message)
      if (!kept.ok) return
      queries.setQueryData(['settings'], kept.value)
      setKey('')
    }
    if (await fields.save()) onSaved()
  }
  const forget = () =>
    act(settingsApi(api).keepKey(settings.baseUrl ?? '', null), [['settings']], { text: 'The key is forgotten' })
  const disconnect = () =>
    act(api.changeSettings({ baseUrl: null }), [['settings'], ['status']], { text: 'No model is connected now' }).then(
      () => fields.change({ baseUrl: null }),
    )

  return (
    <form onSubmit={(event) => void save(event)} className={styles.form}>
      <label>
        Provider
        <select
          value={provider?.name ?? 'other'}
          onChange={(event) => {
            const chosen = providers.find((one) => one.name === event.target.value)
            fields.change({ baseUrl: chosen?.baseUrl ?? '', model: null })
          }}
        >
          {providers.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
          <option value="other">{baseUrl === '' ? 'choose one, or type an address below' : 'another one'}</option>
        </select>
      </label>
      <label>
        Base URL
        <input
          type="url"
          value={baseUrl}
          placeholder="https://…/v1"
          spellCheck={false}
          onChange={(event) => fields.change({ baseUrl: event.target.value })}
        />
      </label>
      {provider && <p className={styles.hint}>{provider.hint}</p>}
      <label>
        Key
        <input
          type="password"
          autoComplete="off"
          value={key}
          placeholder={
            isSavedHost && model.key ? keyWords(model.key) : provider?.key === 'none' ? 'none is needed' : 'not set'
          }
          onChange={(event) => setKey(event.target.value)}
        />
      </label>
      <p className={styles.hint}>
        Kept in secrets.json in the data folder, readable by you alone, and sent to this host only. It is not in the
        database, in a backup, or in an export, and this page never shows it again.
      </p>
      <ModelField
        value={fields.typed.model ?? ''}
        placeholder={needsModel ? 'the name that this endpoint knows' : `${defaultModel}, where nothing is typed`}
        endpoint={{ baseUrl, ...(key !== '' && { key }) }}
        onChange={(name) => fields.change({ model: name === '' ? null : name })}
      />
      <SaveRow
        label="Save and test"
        disabled={
          baseUrl.trim() === '' || (needsModel && !fields.typed.model?.trim()) || (!fields.changed && key === '')
        }
        error={keyError ?? fields.error}
      >
        {model.key?.from === 'settings' && <Button onClick={() => void forget()}>Forget the key</Button>}
        {settings.baseUrl !== null && <Button onClick={() => void disconnect()}>Disconnect</Button>}
      </SaveRow>
    </form>
  )
}

/** `NAME` in a provider's address stands for anything. */
function fits(pattern: string, baseUrl: string): boolean {
  const [start = '', end = ''] = pattern.split('NAME')
  const clean = baseUrl.replace(/\/+$/, '')
  return pattern.includes('NAME') ? clean.startsWith(start) && clean.endsWith(end) : clean === pattern
}

function hostOf(baseUrl: string): string | null {
  return URL.canParse(baseUrl) ? new URL(baseUrl).origin : null
}
