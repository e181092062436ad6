/** Drafts over HTTP: start, look, watch, stop; and a sentence rewritten. */
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { statusOf } from '../http/status-of.ts'
import { validate } from '../http/validate.ts'
import { PaperId } from '../papers/schema.ts'
import type { Drafting } from './draft-paper.ts'
import { DraftId, type Draft } from './schema.ts'

const StartDraft = z.object({ model: z.string().min(1).optional(), prompt: z.string().min(1).optional() })
const PreviewQuery = z.object({ prompt: z.string().min(1).optional() })
const UnsavedPrompt = z.object({ text: z.string().min(1).max(200_000) })
const Sentence = z.string().trim().min(1).max(10_000)
const Rewrite = z.discriminatedUnion('how', [
  z.object({ sentence: Sentence, how: z.enum(['shorter', 'cut-hype', 'my-words']) }),
  z.object({ sentence: Sentence, how: z.literal('words'), words: z.number().int().min(3).max(200) }),
])
const paperParam = z.object({ id: PaperId })
const draftParam = z.object({ id: DraftId })
const notFound = { error: { kind: 'draft-not-found' as const, message: 'There is no such draft.' } }
/** Keeps proxies and sleeping laptops from dropping the line in silence. */
const heartbeatMs = 15_000

export const draftRoutes = ({ drafting }: { drafting: Drafting }) =>
  new Hono()
    .post('/papers/:id/drafts', validate('param', paperParam), validate('json', StartDraft), async (c) => {
      const started = await drafting.start(c.req.valid('param').id, c.req.valid('json'))
      if (!started.ok) return c.json({ error: started.error }, statusOf(started.error))
      const { length: number } = await drafting.ofPaper(started.value.paperId)
      return c.json({ draft: summaryOf(started.value, number) }, 202)
    })
    .get('/papers/:id/prompt-preview', validate('param', paperParam), validate('query', PreviewQuery), async (c) => {
      const preview = await drafting.preview(c.req.valid('param').id, c.req.valid('query'))
      return preview.ok
        ? c.json({ preview: preview.value }, 200)
        : c.json({ error: preview.error }, statusOf(preview.error))
    })
    .post('/papers/:id/prompt-preview', validate('param', paperParam), validate('json', UnsavedPrompt), async (c) => {
      const preview = await drafting.preview(c.req.valid('param').id, c.req.valid('json'))
      return preview.ok
        ? c.json({ preview: preview.value }, 200)
        : c.json({ error: preview.error }, statusOf(preview.error))
    })
    .post('/papers/:id/rewrite', validate('param', paperParam), validate('json', Rewrite), async (c) => {
      const proposal = await drafting.rewrite(c.req.valid('param').id, c.req.valid('json'), c.req.raw.signal)
      return proposal.ok
        ? c.json({ proposal: proposal.value }, 200)
        : c.json({ error: proposal.error }, statusOf(proposal.error))
    })
    .get('/drafts/:id', validate('param', draftParam), async (c) => {
      const draft = await drafting.find(c.req.valid('param').id)
      return draft ? c.json({ draft }, 200) : c.json(notFound, 404)
    })
    .post('/drafts/:id/stop', validate('param', draftParam), async (c) => {
      const stopped = await drafting.stop(c.req.valid('param').id)
      return stopped.ok
        ? c.json({ draft: stopped.value }, 200)
        : c.json({ error: stopped.error }, statusOf(stopped.error))
    })
    .get('/drafts/:id/stream', validate('param', draftParam), async (c) => {
      const { id } = c.req.valid('param')
      if (!(await drafting.find(id))) return c.json(notFound, 404)
      return streamSSE(c, async (stream) => {
        const gone = new AbortController()
        const heartbeat = setInterval(() => void stream.write(': still here\n\n'), heartbeatMs)
        stream.onAbort(() => gone.abort())
        for await (const { event, data } of drafting.stream(id, gone.signal))
          await stream.writeSSE({ event, data: JSON.stringify(data) })
        clearInterval(heartbeat)
      })
    })

const summaryOf = ({ id, status, model, promptName, words, error, createdAt, rank }: Draft, number: number) => ({
  id,
  status,
  model,
  promptName,
  words,
  error,
  createdAt,
  number,
  rank: rank && { place: rank.place, of: rank.of },
})
