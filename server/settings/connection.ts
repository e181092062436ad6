/** Which endpoint, key and model are in use now: the environment's, else what was chosen in Settings. */
import type { Failure, Result } from '../result.ts'
import { keyOrigin, readSecrets, writeKey } from './secrets.ts'
import { defaultModel, type ModelSettings, type ModelView } from './schema.ts'
import type { SettingsStore } from './store.ts'

export type Connection = ReturnType<typeof createConnection>

/** @param outside what the environment says; it is decided once, at the start */
export function createConnection(parts: {
  outside: ModelSettings | null
  settings: Pick<SettingsStore, 'read'>
  dataFolder: string
}) {
  const { outside, settings, dataFolder } = parts

  /** A key is only sent to the host that it was entered for. */
  const keyFor = (baseUrl: string): string | null => {
    if (outside?.apiKey && keyOrigin(outside.baseUrl) === keyOrigin(baseUrl)) return outside.apiKey
    const secrets = readSecrets(dataFolder)
    return secrets.ok ? (secrets.value.keys[keyOrigin(baseUrl)] ?? null) : null
  }

  /** Read anew for each call, so that a change in Settings holds from the next call on. Null: no model, only the offline drafter. */
  const current = async (): Promise<ModelSettings | null> => {
    const { baseUrl, model } = await settings.read()
    if (outside) {
      const apiKey = keyFor(outside.baseUrl)
      return { ...outside, apiKey, model: outside.modelIsDefault ? (model ?? outside.model) : outside.model }
    }
    return baseUrl === null ? null : { baseUrl, apiKey: keyFor(baseUrl), model: model ?? defaultModel }
  }

  return {
    current,
    keyFor,
    keepKey: (baseUrl: string, key: string | null): Result<null, Failure> => writeKey(dataFolder, baseUrl, key),
    async view(): Promise<ModelView> {
      const now = await current()
      const key = now?.apiKey ?? null
      return {
        configured: now !== null,
        name: now?.model ?? 'offline',
        endpoint: now?.baseUrl ?? null,
        key: key === null ? null : { from: outside?.apiKey ? 'environment' : 'settings', endsIn: endOf(key) },
        fixed: { endpoint: outside !== null, model: outside !== null && !outside.modelIsDefault },
      }
    },
  }
}

/** Enough to tell two keys apart; nothing of a short one, where four characters would be half of it. */
const endOf = (key: string): string => (key.length >= 16 ? key.slice(-4) : '')
