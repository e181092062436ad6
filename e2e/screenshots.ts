/** Makes the pictures of docs/tour.md: the sample papers, drafts from recorded replies, both colour schemes. */
import { mkdirSync, readdirSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { startStubModel } from '../server/llm/stub/stub-model.ts'
import { openPage, startGalley } from './galley.ts'
import type { Galley } from './launch-galley.ts'

const folder = 'docs/pictures'
const pastIssue = `# 2026-11-22 arXiv roundup: Sorting by hand, Cheap retries

*Made possible by Example Labs.*

## ⭐ Sorting by Hand: What a Ranker Learns from Twelve Clicks

How many clicks does a ranker need before it helps? Fewer than I thought: twelve of them lift the share of good papers in the first ten from 31% to 54%.

They don't train anything large. A linear model over titles is fitted again after each click, so there's nothing to wait for.

…and it holds up on the other three fields:

What I'd like to see is a month of it, not an afternoon.

## Cheap Retries for Long Jobs

Shows that most failed jobs die in their last tenth. Keeping what is done and repeating the rest saves 38% of the bill.

It's an old idea, but nobody had counted.

## Do Captions Help?

Asks whether figure captions belong in a prompt. They do for tables, and for plots they change nothing.
`
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
    await picture(galley, 'checks', '/evals/checks', scheme)
    await picture(galley, 'prompts', '/prompts?name=draft', scheme)
    await picture(galley, 'style', '/prompts?tab=style', scheme)
    await picture(galley, 'settings', '/settings', scheme)
  }
  expect(readdirSync(folder).length).toBeGreaterThanOrEqual(19)
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
  type Sentence = { text: string; status: string; checks: unknown[] }
  type Review = { review: { head: { id: string; text: string }; grounding: { sentences: Sentence[] } } }
  const reviewOf = async (id: string) => (await call<Review>('GET', `/papers/${id}/review`)).review
  const answer = (id: string, sentence: Sentence | undefined, said: 'right' | 'wrong') =>
    sentence && call('PUT', `/papers/${id}/answer`, { sentence: sentence.text, answer: said })
  const { head, grounding } = await reviewOf(third)
  for (const id of [first, second, third])
    for (const sentence of (await reviewOf(id)).grounding.sentences)
      if (sentence.checks.length > 0) await answer(id, sentence, 'right')
  await answer(
    third,
    grounding.sentences.find(({ status, checks }) => status === 'quoted' && checks.length === 0),
    'wrong',
  )
  const approval = { text: head.text, ops: [], activeMs: 240_000, confirmed: true }
  await call('POST', `/papers/${third}/approve`, approval, { 'if-match': `"${head.id}"` })
  await call('POST', '/style/issues', { fileName: '2026-11-22.md', source: pastIssue })
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
