/** HTTP of prompts: the files as they are now, and the versions that were used. */
import { Hono } from 'hono'
import type { Prompts } from './load.ts'
import type { PromptVersions } from './versions-store.ts'

export const promptRoutes = ({ prompts, versions }: { prompts: Prompts; versions: PromptVersions }) =>
  new Hono().get('/prompts', async (c) => {
    const { prompts: good, broken } = await prompts.list()
    const shown = await Promise.all(
      good.map(async ({ name, purpose, sha, text }) => ({
        name,
        purpose,
        sha,
        text,
        versions: await versions.of(name),
      })),
    )
    return c.json({ prompts: shown, broken }, 200)
  })
