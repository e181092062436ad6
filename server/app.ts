/** The whole server as a value: routes over parts. `main.ts` gives it the real parts; tests give it the same on a throw-away library. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { except } from 'hono/combine'
import { HTTPException } from 'hono/http-exception'
import { deskRoutes } from './desk/routes.ts'
import type { StatusView } from './desk/schema.ts'
import { draftRoutes } from './drafting/routes.ts'
import { evalRoutes } from './evals/routes.ts'
import { eventRoutes } from './http/events.ts'
import { headers, onlyThisMachine } from './http/guard.ts'
import { callRoutes } from './llm/routes.ts'
import type { Parts } from './make-parts.ts'
import { paperRoutes } from './papers/routes.ts'
import { promptRoutes } from './prompts/routes.ts'
import { reviewRoutes } from './review/routes.ts'
import { issueRoutes } from './roundup/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { styleRoutes } from './style/routes.ts'
import type { PlaceView } from './settings/schema.ts'
import { version } from './version.ts'

/** Uploads have their own, larger limit. */
const maxJsonBytes = 16 * 1024 * 1024

export const createApp = (parts: Parts) => {
  const place: PlaceView = {
    dataFolder: parts.dataFolder,
    store: parts.db.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL',
  }
  const status = async (): Promise<StatusView> => {
    const { papers } = await parts.desk.counts()
    const { defaultLength } = await parts.settings.read()
    const { configured, name, endpoint } = await parts.connection.view()
    return { version, model: { configured, name, endpoint }, paperCount: papers, lengthDefault: defaultLength }
  }
  const api = new Hono()
    .route('/', deskRoutes({ ...parts, status }))
    .route('/', paperRoutes(parts))
    .route('/', draftRoutes(parts))
    .route('/', reviewRoutes(parts))
    .route('/', issueRoutes(parts))
    .route('/', evalRoutes(parts.evals))
    .route('/', promptRoutes(parts))
    .route('/', styleRoutes(parts))
    .route('/', callRoutes(parts))
    .route('/', settingsRoutes({ ...parts, place }))
    .route('/', eventRoutes(parts.announcer))
  return new Hono()
    .use(headers)
    .use(onlyThisMachine)
    .use('/api/*', except(['/api/papers'], bodyLimit({ maxSize: maxJsonBytes })))
    .route('/api', api)
    .all('/api/*', (c) =>
      c.json({ error: { kind: 'unknown-path', message: 'There is nothing at this address.' } }, 404),
    )
    .onError((error, c) => {
      // Hono's own: a body that is no JSON, say.
      if (error instanceof HTTPException)
        return c.json(
          { error: { kind: 'bad-request', message: error.message || 'This request cannot be read.' } },
          error.status,
        )
      console.error(`${c.req.method} ${c.req.path}:`, error)
      return c.json(
        { error: { kind: 'internal', message: 'Something broke; the log of the server has the details.' } },
        500,
      )
    })
}

export type AppType = ReturnType<typeof createApp>
