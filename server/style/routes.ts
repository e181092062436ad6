/** HTTP of the house style: past issues come and go; what they show is measured when it is asked for. */
import { Hono } from 'hono'
import { z } from 'zod'
import { statusOf } from '../http/status-of.ts'
import { validate } from '../http/validate.ts'
import { IssueImportId } from './schema.ts'
import type { Style } from './style-of-house.ts'

/** Longer than any newsletter. */
const PastIssue = z.object({ fileName: z.string().min(1).max(300), source: z.string().min(1).max(5_000_000) })
const issueParam = z.object({ id: IssueImportId })

export const styleRoutes = ({ style }: { style: Style }) =>
  new Hono()
    .get('/style', async (c) => c.json({ style: await style.view() }, 200))
    .post('/style/issues', validate('json', PastIssue), async (c) => {
      const { fileName, source } = c.req.valid('json')
      const kept = await style.keep(fileName, source)
      return kept.ok ? c.json({ issue: kept.value }, 201) : c.json({ error: kept.error }, statusOf(kept.error))
    })
    .delete('/style/issues/:id', validate('param', issueParam), async (c) => {
      const removed = await style.remove(c.req.valid('param').id)
      return removed.ok ? c.json({}, 200) : c.json({ error: removed.error }, statusOf(removed.error))
    })
    .post('/style/issues/:id/restore', validate('param', issueParam), async (c) => {
      const restored = await style.restore(c.req.valid('param').id)
      return restored.ok ? c.json({}, 200) : c.json({ error: restored.error }, statusOf(restored.error))
    })
