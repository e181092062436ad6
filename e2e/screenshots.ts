/** Makes the pictures of docs/tour.md: the sample papers, drafts from recorded replies, both colour schemes. */
import { mkdirSync, readdirSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { startStubModel } from '../server/llm/stub/stub-model.ts'
import { openPage, startGalley, type Galley } from './galley.ts'

const folder = 'docs/pictures'
type Row = { paper: { id: string; title: string }; stage: string; draft: { status: string } | null }

test('pictures of every page', async () => {
  mkdirSync(folder, { recursive: true })
  const stub = await startStubModel()
  onTestFinished(() => stub.close())
  const galley = await startGalley({ env: { OPENAI_BASE_URL: stub.url, GALLEY_MODEL: 'good@house' } })
  await picture(galley, 'first-visit', '/', 'light')
  const [paper, other] = await prepared(galley)
  for (const scheme of ['light', 'dark'] as const) {
    await picture(galley, 'papers', '/', scheme)
    await picture(galley, 'review', `/review/${paper}?t=draft&s=4`, scheme)
    await picture(galley, 'notes', `/review/${other}?t=notes`, scheme)
    await picture(galley, 'issue', '/issue', scheme)
    await picture(galley, 'evals', '/evals', scheme)
  }
  expect(readdirSync(folder).length).toBeGreaterThanOrEqual(11)
})

async function picture(galley: Galley, name: string, path: string, colorScheme: 'light' | 'dark'): Promise<void> {
  const options = { colorScheme, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' as const }
  const { page } = await openPage(galley.url + path, options)
  await page
    .locator(path.startsWith('/review') ? '.page[data-page-number="1"] canvas' : 'h1')
    .first()
    .waitFor()
  // Fonts, the passage's outline and the last request.
  await page.waitForTimeout(2500)
  await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` })
  await page.close()
}

/** Three papers: one starred with notes and a draft, one drafted, one approved and in an issue that an eval looked at. */
async function prepared(galley: Galley): Promise<[string, string]> {
  const call = async <T>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<T> => {
    const init = {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    }
    return (await (await fetch(`${galley.url}/api${path}`, init)).json()) as T
  }
  const until = async (done: (rows: Row[]) => boolean): Promise<Row[]> => {
    for (;;) {
      const { rows } = await call<{ rows: Row[] }>('GET', '/papers')
      if (done(rows)) return rows
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  await call('POST', '/papers/samples')
  const rows = await until((all) => all.length === 3 && all.every((row) => row.stage === 'to-review'))
  const [first, second, third] = rows.map((row) => row.paper.id) as [string, string, string]
  await call('PATCH', `/papers/${first}`, { starred: true, length: 'starred' })
  for (const text of ['which one do I take for ten items?', 'checking for skew first backfires, best part'])
    await call('POST', `/papers/${second}/notes`, { text })
  for (const id of [first, second, third]) await call('POST', `/papers/${id}/drafts`, {})
  await until((all) => all.every((row) => row.draft?.status === 'complete'))
  type Review = { review: { head: { id: string; text: string } } }
  const { review } = await call<Review>('GET', `/papers/${third}/review`)
  const approval = { text: review.head.text, ops: [], activeMs: 240_000, confirmed: true }
  await call('POST', `/papers/${third}/approve`, approval, { 'if-match': `"${review.head.id}"` })
  await call('POST', '/issues', { date: '2026-11-29' })
  const variants = [
    { name: 'plain', prompt: 'plain', model: 'good@plain' },
    { name: 'house', prompt: 'draft', model: 'good@house' },
  ]
  await call('POST', '/evals', { variants })
  for (;;) {
    const { runs } = await call<{ runs: { state: string }[] }>('GET', '/evals')
    if (runs[0]?.state !== 'running') return [first, second]
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
