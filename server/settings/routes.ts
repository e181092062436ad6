/** HTTP of settings: what is set, the key (in, never out), and the test of the connection to the model. */
import { Hono } from 'hono'
import { z } from 'zod'
import { statusOf } from '../http/status-of.ts'
import { validate } from '../http/validate.ts'
import type { Connection } from './connection.ts'
import { BaseUrl, Settings, type PlaceView } from './schema.ts'
import type { SettingsStore } from './store.ts'

export type SettingsParts = {
  settings: SettingsStore
  connection: Connection
  place: PlaceView
  /** Prices that the program knows, by model: US dollars for a million tokens. */
  listPrices: Readonly<Record<string, { inputUsd: number; outputUsd: number }>>
  /** False: what a call of this model costs is unknown. */
  isPriced: (model: string) => Promise<boolean>
  /** One request to the model; says in plain words what is wrong. */
  testConnection: () => Promise<{ ok: boolean; message: string }>
  /** The models that an endpoint says it has; empty where it does not say. */
  listModels: (endpoint: { baseUrl: string; apiKey: string | null }) => Promise<string[]>
}

/** Header values take no line breaks, and a key with a space in it was copied with its surroundings. */
const Key = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'a key has no spaces and only plain characters: copy it again')
/** A name that is not known is refused: a misspelt limit must not pass for a limit that is set. */
const Change = Settings.partial().strict()
const NewKey = z.strictObject({ baseUrl: BaseUrl, key: Key.nullable() })
const Endpoint = z.strictObject({ baseUrl: BaseUrl, key: Key.optional() })

export const settingsRoutes = (parts: SettingsParts) => {
  const { settings, connection, place, listPrices, isPriced, testConnection, listModels } = parts
  const view = async () => {
    const model = await connection.view()
    return { settings: await settings.read(), model, place, listPrices, isPriced: await isPriced(model.name) }
  }
  return (
    new Hono()
      .get('/settings', async (c) => c.json(await view(), 200))
      .put('/settings', validate('json', Change), async (c) => {
        // A field that was left out is not a field that is set to nothing.
        const given = Object.entries(c.req.valid('json')).filter(([, value]) => value !== undefined)
        await settings.write(Object.fromEntries(given) as Partial<Settings>)
        return c.json(await view(), 200)
      })
      .put('/settings/key', validate('json', NewKey), async (c) => {
        const { baseUrl, key } = c.req.valid('json')
        const kept = connection.keepKey(baseUrl, key)
        return kept.ok ? c.json(await view(), 200) : c.json({ error: kept.error }, statusOf(kept.error))
      })
      // Of an endpoint that may not be saved yet: the key comes along, or is the one that was entered for its host.
      .post('/settings/models', validate('json', Endpoint), async (c) => {
        const { baseUrl, key } = c.req.valid('json')
        return c.json({ models: await listModels({ baseUrl, apiKey: key ?? connection.keyFor(baseUrl) }) }, 200)
      })
      .post('/settings/test-connection', async (c) => c.json(await testConnection(), 200))
  )
}
