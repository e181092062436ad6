/** The server: opens the library, goes on where the last one stopped, listens, and ends cleanly. */
import { serve, type ServerType } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createApp } from './app.ts'
import { distFolder } from './build-web.ts'
import type { Config } from './config.ts'
import { makeParts } from './make-parts.ts'
import { openLibrary } from './open-library.ts'
import { fail, ok, type Failure, type Result } from './result.ts'
import type { ModelSettings } from './settings/schema.ts'
import { lockLibrary } from './storage/library-lock.ts'

export type Running = {
  url: string
  /** What drafts are written with now; null: extracted sentences. */
  model: ModelSettings | null
  close: () => Promise<void>
}

/** Listens when it returns. @returns `library-in-use`, `port-in-use`, or why the library cannot be opened */
export async function startServer(config: Config): Promise<Result<Running, Failure>> {
  const lock = lockLibrary(config.dataFolder, `http://${config.host}:${config.port}`)
  if (!lock.ok) return lock
  const library = await openLibrary(config)
  if (!library.ok) {
    lock.value.release()
    return library
  }
  const parts = await makeParts({ ...library.value, author: config.author, model: config.model, now: () => new Date() })
  const listening = await listen(createSite(parts), config)
  const close = async (server: ServerType | null) => {
    server?.close()
    if (server && 'closeAllConnections' in server) server.closeAllConnections()
    await parts.close()
    await library.value.close()
    lock.value.release()
  }
  if (!listening.ok) {
    await close(null)
    return listening
  }
  const { port } = listening.value.address() as AddressInfo
  const url = `http://${config.host}:${port}`
  // Port 0 means any: only now is it known where this server is.
  lock.value.moveTo(url)
  await parts.start()
  return ok({ url, model: await parts.connection.current(), close: () => close(listening.value) })
}

/** The API, and the built pages for every other address. */
function createSite(parts: Parameters<typeof createApp>[0]) {
  const root = path.relative(process.cwd(), distFolder)
  const named = new Hono()
    .use('/assets/*', async (c, next) => {
      await next()
      // Names hold a hash of the content.
      if (c.res.ok) c.res.headers.set('cache-control', 'public, max-age=31536000, immutable')
    })
    .use('*', serveStatic({ root }))
    // Every path of a page is the same page.
    .get('*', serveStatic({ root, path: 'index.html' }))
  return createApp(parts).route('/', named)
}

function listen(app: ReturnType<typeof createSite>, { host, port }: Config): Promise<Result<ServerType, Failure>> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(ok(server)))
    server.once('error', (error: NodeJS.ErrnoException) => {
      const message =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is taken by another program. Choose one with GALLEY_PORT=4318 npm start.`
          : `Could not listen on ${host}:${port}: ${error.message}`
      resolve(fail({ kind: 'port-in-use', message }))
    })
  })
}
