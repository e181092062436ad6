/** Every page in both colour schemes: no accessibility fault, no error on the console, no text cut at 1280. */
import { expect, test } from 'vitest'
import { violationsOf } from './axe.ts'
import { openPage, startGalley } from './galley.ts'
import type { Galley } from './launch-galley.ts'

const post = async (galley: Galley, path: string, body: object = {}): Promise<unknown> => {
  const response = await fetch(`${galley.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.ok).toBe(true)
  return response.json()
}

async function settled(galley: Galley): Promise<{ id: string }[]> {
  for (;;) {
    const response = await fetch(`${galley.url}/api/papers`)
    const { rows } = (await response.json()) as { rows: { paper: { id: string }; stage: string }[] }
    if (rows.every((row) => row.stage === 'to-review')) return rows.map((row) => row.paper)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

test.each(['light', 'dark'] as const)('every page is clean in the %s scheme', async (colorScheme) => {
  const galley = await startGalley()
  const { page, errors } = await openPage(galley.url, { colorScheme, reducedMotion: 'reduce' })
  await page.getByRole('heading', { name: 'Papers in, an issue out.' }).waitFor()
  expect(await violationsOf(page)).toEqual([])

  await post(galley, '/papers/samples')
  const [paper] = await settled(galley)
  await post(galley, `/papers/${paper!.id}/drafts`)
  await settled(galley)
  await post(galley, '/issues', { date: '2026-11-29' })
  const landmarks: [string, string][] = [
    ['/', 'text=One Sentence or Three?'],
    [`/review/${paper!.id}`, '.cm-content'],
    [`/review/${paper!.id}?s=2`, '[data-mark]'],
    ['/issue', 'text=2026-11-29'],
    ['/evals', 'main'],
    ['/evals/checks', 'text=Nothing to count yet'],
    ['/prompts', 'text=It can be used.'],
    ['/prompts?tab=style', 'text=Style card'],
    ['/settings', 'text=Sponsor'],
    ['/settings/calls', 'text=No model was called yet'],
  ]
  for (const [path, landmark] of landmarks) {
    await page.goto(galley.url + path)
    await page.locator(landmark).first().waitFor()
    expect({ path, violations: await violationsOf(page) }).toEqual({ path, violations: [] })
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    expect({ path, wider }).toEqual({ path, wider: false })
  }
  await page.goto(galley.url)
  await page.getByText('One Sentence or Three?').waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  expect(await violationsOf(page)).toEqual([])
  expect(errors).toEqual([])
})
