/** Every page in both colour schemes: no accessibility fault, no error on the console, no text cut at 1280. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openPage, startGalley, type Galley } from './galley.ts'

declare global {
  interface Window {
    axe: typeof axe
  }
}

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  // pdf.js's own text layer is transparent on purpose: the canvas below it is what is read.
  const { violations } = await page.evaluate(() => window.axe.run({ exclude: ['.pdfViewer'] }))
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 200)}`)
}

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
    ['/prompts', 'text=draft'],
    ['/settings', 'text=Sponsor'],
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
