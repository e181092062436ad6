/** HTTP of the read models: what the pages show. */
import { Hono } from 'hono'
import { z } from 'zod'
import { validate } from '../http/validate.ts'
import { PaperId } from '../papers/schema.ts'
import { countFlags } from './count-flags.ts'
import { findInPaper } from './find-in-paper.ts'
import { listPapers } from './list-papers.ts'
import { outlineOf } from './outline-of.ts'
import type { StatusView } from './schema.ts'
import { anchorUnder, viewGrounding, viewReview, type ReviewViewParts } from './view-review.ts'

export type DeskRouteParts = ReviewViewParts & { status: () => Promise<StatusView> }

const PaperParam = z.object({ id: PaperId })
const coordinate = z.number().min(-10_000).max(100_000)
const Selection = z.object({
  boxes: z
    .array(
      z.object({ pageIndex: z.number().int().min(0), box: z.tuple([coordinate, coordinate, coordinate, coordinate]) }),
    )
    .min(1)
    .max(500),
})

export const deskRoutes = (parts: DeskRouteParts) => {
  const { papers } = parts
  const unknownPaper = { error: { kind: 'paper-not-found' as const, message: 'No such paper.' } }
  const notRead = { error: { kind: 'not-extracted-yet' as const, message: 'This paper has not been read yet.' } }
  const nothingThere = { error: { kind: 'no-words-there' as const, message: 'There are no words in this selection.' } }
  const textOf = async (id: PaperId) => {
    const latest = await papers.latestText(id)
    return latest && 'text' in latest ? latest.text : null
  }

  return new Hono()
    .get('/status', async (c) => c.json(await parts.status()))
    .get('/checks', async (c) => c.json({ record: countFlags(await parts.desk.entryFacts()) }))
    .get('/papers', async (c) => c.json({ rows: await listPapers(parts) }))
    .get('/papers/:id/review', validate('param', PaperParam), async (c) => {
      const paper = await papers.findPaper(c.req.valid('param').id)
      return paper ? c.json({ review: await viewReview(parts, paper) }, 200) : c.json(unknownPaper, 404)
    })
    .get('/papers/:id/grounding', validate('param', PaperParam), async (c) => {
      const paper = await papers.findPaper(c.req.valid('param').id)
      return paper ? c.json({ grounding: await viewGrounding(parts, paper.id) }, 200) : c.json(unknownPaper, 404)
    })
    .get(
      '/papers/:id/find',
      validate('param', PaperParam),
      validate('query', z.object({ q: z.string().max(500) })),
      async (c) => {
        const text = await textOf(c.req.valid('param').id)
        return text ? c.json({ hits: findInPaper(c.req.valid('query').q, text) }, 200) : c.json(notRead, 409)
      },
    )
    .get('/papers/:id/outline', validate('param', PaperParam), async (c) => {
      const text = await textOf(c.req.valid('param').id)
      return text ? c.json({ outline: outlineOf(text) }, 200) : c.json(notRead, 409)
    })
    .post('/papers/:id/cite', validate('param', PaperParam), validate('json', Selection), async (c) => {
      const text = await textOf(c.req.valid('param').id)
      if (!text) return c.json(notRead, 409)
      const anchor = anchorUnder(c.req.valid('json').boxes, text)
      if (!anchor) return c.json(nothingThere, 422)
      return c.json({ anchor }, 200)
    })
}
