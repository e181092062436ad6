/** HTTP of prompts: read, check while typing, save as a version, choose the one in use. */
import { Hono } from 'hono'
import { z } from 'zod'
import { statusOf } from '../http/status-of.ts'
import { validate } from '../http/validate.ts'
import type { PromptShelf } from './prompt-shelf.ts'
import { promptName } from './schema.ts'

const PromptText = z.object({ text: z.string().max(200_000) })
const nameParam = z.object({ name: z.string().max(100).regex(promptName, 'the name of a prompt') })
const versionParam = nameParam.extend({ sha: z.string().regex(/^[0-9a-f]{6,64}$/, 'digits of a version') })
const LiveVersion = z.object({ sha: versionParam.shape.sha.nullable() })

export const promptRoutes = ({ shelf }: { shelf: PromptShelf }) =>
  new Hono()
    .get('/prompts', async (c) => c.json(await shelf.list(), 200))
    .post('/prompts/lint', validate('json', PromptText), async (c) => {
      const checked = await shelf.check(c.req.valid('json').text)
      const name = checked.ok ? checked.value.name : null
      return c.json({ name, problems: checked.ok ? [] : (checked.error.problems ?? []) }, 200)
    })
    .post('/prompts', validate('json', PromptText), async (c) => {
      const saved = await shelf.save(c.req.valid('json').text)
      return saved.ok ? c.json({ version: saved.value }, 201) : c.json({ error: saved.error }, statusOf(saved.error))
    })
    .get('/prompts/:name/versions/:sha', validate('param', versionParam), async (c) => {
      const { name, sha } = c.req.valid('param')
      const version = await shelf.version(name, sha)
      return version.ok
        ? c.json({ version: { sha: version.value.sha, text: version.value.text } }, 200)
        : c.json({ error: version.error }, statusOf(version.error))
    })
    .put('/prompts/:name/live', validate('param', nameParam), validate('json', LiveVersion), async (c) => {
      const used = await shelf.use(c.req.valid('param').name, c.req.valid('json').sha)
      return used.ok ? c.json(used.value, 200) : c.json({ error: used.error }, statusOf(used.error))
    })
