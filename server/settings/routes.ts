/** HTTP of settings, and the test of the connection to the model. */
import { Hono } from 'hono'
import { validate } from '../http/validate.ts'
import { Settings, type ModelView } from './schema.ts'
import type { SettingsStore } from './store.ts'

export type SettingsParts = {
  settings: SettingsStore
  model: ModelView
  /** One request to the model; says in plain words what is wrong. */
  testConnection: () => Promise<{ ok: boolean; message: string }>
}

export const settingsRoutes = ({ settings, model, testConnection }: SettingsParts) =>
  new Hono()
    .get('/settings', async (c) => c.json({ settings: await settings.read(), model }))
    .put('/settings', validate('json', Settings.partial()), async (c) => {
      // A field that was left out is not a field that is set to nothing.
      const given = Object.entries(c.req.valid('json')).filter(([, value]) => value !== undefined)
      await settings.write(Object.fromEntries(given) as Partial<Settings>)
      return c.json({ settings: await settings.read(), model }, 200)
    })
    .post('/settings/test-connection', async (c) => c.json(await testConnection(), 200))
