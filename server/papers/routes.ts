/** HTTP of papers: upload, change, the PDF itself, reading again. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { statusOf } from '../http/status-of.ts'
import { validate } from '../http/validate.ts'
import type { Announcer } from '../jobs/announcer.ts'
import { extractQueue } from './extract-job.ts'
import { addSamples } from './add-samples.ts'
import { ingest, tooLarge, type IngestParts } from './ingest.ts'
import { Length, maxFileBytes, PaperId } from './schema.ts'

export type PaperParts = IngestParts & { announcer: Announcer; samplesFolder: string }

const PaperParam = z.object({ id: PaperId })
const Upload = z.object({ file: z.instanceof(File), password: z.string().min(1).max(1000).optional() })
const Change = z.object({
  starred: z.boolean().optional(),
  length: Length.optional(),
  skipped: z.boolean().optional(),
  discarded: z.boolean().optional(),
})
/** Room for the multipart frame around the largest file. */
const maxUploadBytes = maxFileBytes + 64 * 1024

export const paperRoutes = (parts: PaperParts) => {
  const { papers, blobs, queue, announcer } = parts
  const unknownPaper = { error: { kind: 'paper-not-found' as const, message: 'No such paper.' } }
  const changed = (paperId: string) => announcer.announce(`paper:${paperId}`, {})

  return (
    new Hono()
      .post(
        '/papers',
        bodyLimit({
          maxSize: maxUploadBytes,
          onError: (c) =>
            c.json({ error: tooLarge('This upload', Number(c.req.header('content-length') ?? maxUploadBytes)) }, 413),
        }),
        validate('form', Upload),
        async (c) => {
          const { file, password } = c.req.valid('form')
          const result = await ingest(parts, new Uint8Array(await file.arrayBuffer()), file.name, password)
          if (!result.ok) return c.json({ error: result.error }, statusOf(result.error))
          changed(result.value.paper.id)
          return c.json(result.value, 201)
        },
      )
      .post('/papers/samples', async (c) => {
        const added = await addSamples(parts, parts.samplesFolder)
        if (!added.ok) return c.json({ error: added.error }, statusOf(added.error))
        for (const paper of added.value) changed(paper.id)
        return c.json({ papers: added.value }, 201)
      })
      .patch('/papers/:id', validate('param', PaperParam), validate('json', Change), async (c) => {
        const { id } = c.req.valid('param')
        await papers.changePaper(id, c.req.valid('json'))
        const paper = await papers.findPaper(id)
        if (!paper) return c.json(unknownPaper, 404)
        changed(id)
        return c.json({ paper }, 200)
      })
      .post('/papers/:id/extract', validate('param', PaperParam), async (c) => {
        const { id } = c.req.valid('param')
        const paper = await papers.findPaper(id)
        if (!paper) return c.json(unknownPaper, 404)
        await papers.forgetFailedReading(paper.fileId)
        await queue.add(extractQueue, id, { paperId: id })
        changed(id)
        return c.json({}, 202)
      })
      // For the viewer in the page, which opens the file itself: the editor has given it once.
      .get('/papers/:id/password', validate('param', PaperParam), async (c) => {
        const paper = await papers.findPaper(c.req.valid('param').id)
        if (!paper) return c.json(unknownPaper, 404)
        const file = await papers.findFile(paper.fileId)
        return c.json({ password: file?.password ?? null }, 200, { 'cache-control': 'no-store' })
      })
      .get('/papers/:id/file', validate('param', PaperParam), async (c) => {
        const paper = await papers.findPaper(c.req.valid('param').id)
        const bytes = paper && (await blobs.get(paper.fileId))
        if (!paper || !bytes)
          return c.json({ error: { kind: 'file-missing' as const, message: 'The PDF is not in the library.' } }, 404)
        return pdfResponse(bytes, paper.fileId, c.req.header('range'), c.req.header('if-none-match'))
      })
  )
}

/** The bytes, or the asked range of them: pdf.js then shows page 1 before the rest has come. */
function pdfResponse(
  bytes: Uint8Array,
  sha256: string,
  range: string | undefined,
  ifNoneMatch: string | undefined,
): Response {
  const etag = `"${sha256}"`
  const headers = {
    'content-type': 'application/pdf',
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    etag,
  }
  if (ifNoneMatch === etag) return new Response(null, { status: 304, headers })
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? '')
  if (!asked || (!asked[1] && !asked[2]))
    return new Response(bytes.slice(), { headers: { ...headers, 'content-length': String(bytes.length) } })
  const start = asked[1] ? Number(asked[1]) : Math.max(0, bytes.length - Number(asked[2]))
  const end = Math.min(asked[1] && asked[2] ? Number(asked[2]) : bytes.length - 1, bytes.length - 1)
  if (start > end)
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${bytes.length}` } })
  return new Response(bytes.slice(start, end + 1), {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${start}-${end}/${bytes.length}`,
      'content-length': String(end - start + 1),
    },
  })
}
