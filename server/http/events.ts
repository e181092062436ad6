/** One stream of changes for every open page (server-sent events). */
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Announcer } from '../jobs/announcer.ts'

/** Keeps proxies and sleeping laptops from dropping the line in silence. */
const heartbeatMs = 15_000

export const eventRoutes = (announcer: Announcer) =>
  new Hono().get('/events', (c) =>
    streamSSE(c, async (stream) => {
      const ended = Promise.withResolvers<void>()
      const unsubscribe = announcer.subscribe((change) => {
        void stream.writeSSE({ event: 'change', data: JSON.stringify(change) })
      })
      const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs)
      stream.onAbort(() => ended.resolve())
      await stream.write(': hello\n\n')
      await ended.promise
      clearInterval(heartbeat)
      unsubscribe()
    }),
  )
