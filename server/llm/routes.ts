/** The model's calls over HTTP: what was sent, what came, what it cost. Read only. */
import { Hono } from 'hono'
import { z } from 'zod'
import { validate } from '../http/validate.ts'
import type { CallStore } from './calls-store.ts'
import type { SpendStore } from './spend-store.ts'
import { viewSpend } from './spend-view.ts'

/** Calls in one answer of the list, and days in the view of spending. */
const pageSize = 100
const dayCount = 30

const ListQuery = z.object({ before: z.uuid().optional() })
const callParam = z.object({ id: z.uuid() })

export const callRoutes = (parts: { calls: CallStore; spend: SpendStore; now: () => Date }) =>
  new Hono()
    .get('/calls', validate('query', ListQuery), async (c) => {
      const calls = await parts.calls.list(pageSize + 1, c.req.valid('query').before)
      return c.json({ calls: calls.slice(0, pageSize), more: calls.length > pageSize }, 200)
    })
    .get('/calls/:id', validate('param', callParam), async (c) => {
      const call = await parts.calls.find(c.req.valid('param').id)
      return call
        ? c.json({ call }, 200)
        : c.json({ error: { kind: 'call-not-found' as const, message: 'There is no such call.' } }, 404)
    })
    .get('/spend', async (c) => c.json({ spend: await viewSpend(parts, dayCount) }, 200))
