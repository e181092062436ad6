/** HTTP of the evals: runs, their cases, blind looks, live work. */
import { Hono } from 'hono'
import { z } from 'zod'
import { statusOf } from '../http/status-of.ts'
import { validate } from '../http/validate.ts'
import { choose, nextPair } from './blind-ab.ts'
import { liveWeeks } from './live.ts'
import { createEvalRuns, type EvalParts } from './runs.ts'
import { BlindChoice, CaseId, NewRun, RunId } from './schema.ts'
import { listRuns, viewCase, viewRun } from './view-run.ts'

const RunParam = z.object({ id: RunId })
const CaseParam = z.object({ id: RunId, caseId: CaseId })

export const evalRoutes = (parts: EvalParts) => {
  const runs = createEvalRuns(parts)
  return new Hono()
    .get('/evals', async (c) => c.json({ runs: await listRuns(parts) }, 200))
    .post('/evals', validate('json', NewRun), async (c) => {
      const started = await runs.start(c.req.valid('json'))
      if (!started.ok) return c.json({ error: started.error }, statusOf(started.error))
      const view = await viewRun(parts, started.value)
      if (!view.ok) return c.json({ error: view.error }, statusOf(view.error))
      return c.json({ run: view.value.run }, 202)
    })
    .post('/evals/estimate', validate('json', NewRun), async (c) => {
      const estimate = await runs.estimate(c.req.valid('json'))
      if (!estimate.ok) return c.json({ error: estimate.error }, statusOf(estimate.error))
      return c.json({ estimate: estimate.value }, 200)
    })
    .get('/evals/live', async (c) => c.json({ weeks: await liveWeeks(parts.approved) }, 200))
    .get(
      '/evals/:id',
      validate('param', RunParam),
      validate('query', z.object({ variant: z.string().optional() })),
      async (c) => {
        const view = await viewRun(parts, c.req.valid('param').id, c.req.valid('query').variant)
        if (!view.ok) return c.json({ error: view.error }, statusOf(view.error))
        return c.json({ run: view.value }, 200)
      },
    )
    .post('/evals/:id/stop', validate('param', RunParam), async (c) => {
      const stopped = await runs.stop(c.req.valid('param').id)
      if (!stopped.ok) return c.json({ error: stopped.error }, statusOf(stopped.error))
      return c.json({}, 200)
    })
    .post(
      '/evals/:id/resume',
      validate('param', RunParam),
      validate('json', z.object({ failed: z.boolean().default(false) })),
      async (c) => {
        const resumed = await runs.resume(c.req.valid('param').id, c.req.valid('json'))
        if (!resumed.ok) return c.json({ error: resumed.error }, statusOf(resumed.error))
        return c.json({}, 202)
      },
    )
    .get('/evals/:id/cases/:caseId', validate('param', CaseParam), async (c) => {
      const { id, caseId } = c.req.valid('param')
      const view = await viewCase(parts, id, caseId)
      if (!view.ok) return c.json({ error: view.error }, statusOf(view.error))
      return c.json({ case: view.value }, 200)
    })
    .get('/evals/:id/blind', validate('param', RunParam), async (c) => {
      const pair = await nextPair(parts.store, c.req.valid('param').id)
      if (!pair.ok) return c.json({ error: pair.error }, statusOf(pair.error))
      return c.json({ blind: pair.value }, 200)
    })
    .post('/evals/:id/blind', validate('param', RunParam), validate('json', BlindChoice), async (c) => {
      const chosen = await choose(parts.store, c.req.valid('param').id, c.req.valid('json'))
      if (!chosen.ok) return c.json({ error: chosen.error }, statusOf(chosen.error))
      return c.json({ chosen: chosen.value }, 201)
    })
}
