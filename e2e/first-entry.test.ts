/** The main job with the keyboard alone: from the sample papers to an exported entry, without a model. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openPage, startGalley } from './galley.ts'
import type { Galley } from './launch-galley.ts'

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

const ask = async <T>(galley: Galley, path: string): Promise<T> =>
  (await (await fetch(`${galley.url}/api${path}`)).json()) as T

/** Waits until the papers stand so, in any order. */
const stages = (galley: Galley, wanted: string[]) =>
  expect
    .poll(
      async () => (await ask<{ rows: { stage: string }[] }>(galley, '/papers')).rows.map((row) => row.stage).toSorted(),
      {
        timeout: 30_000,
      },
    )
    .toEqual(wanted)

test('sample papers, notes, draft, evidence, edit, approval, undo, issue, export: no mouse', async () => {
  const galley = await startGalley()
  const { page, errors } = await openPage(galley.url)

  await page.getByRole('heading', { name: 'Papers in, an issue out.' }).waitFor()
  await press(page, 't')
  await page.getByText('How Wide Is a 95% Interval, Really?').waitFor()
  await stages(galley, ['to-review', 'to-review', 'to-review'])
  await press(page, 'Enter')

  // The paper is there beside the entry, and a note is jotted while reading.
  await page.locator('.page[data-page-number="1"] .textLayer').waitFor()
  await press(page, 'a')
  // As fast as the machine can: the words must reach the field, never the keys of the page.
  await page.keyboard.type('The skew check backfires, that is the story')
  await press(page, 'Enter', 'Escape')
  await page.getByText('The skew check backfires, that is the story').first().waitFor()

  // A draft of extracted sentences; the second sentence's passage is outlined in the PDF.
  await press(page, 'g', 'd')
  const editor = page.locator('.cm-content')
  await editor.filter({ hasText: 'Extracted sentences, not a written summary' }).waitFor()
  await press(page, 'j', 'j')
  await page.locator('[data-mark][class*="active"]').first().waitFor()
  expect(page.url()).toMatch(/[?&]s=\d/)

  // Rewritten in the editor; "saved" is said only after the server said so.
  await press(page, 'e', 'Control+a')
  await page.keyboard.type('Picking intervals by the skew of the sample makes them worse, which is the story here.')
  await page.getByText(/^saved \d\d:\d\d/).waitFor()
  await press(page, 'Escape', 'd')
  await page.locator('del').first().waitFor()
  await press(page, 'd')

  // Approved, taken back, approved again.
  await press(page, 'Control+Enter')
  await page
    .getByText(/approved/i)
    .first()
    .waitFor()
  await press(page, 'u')
  await stages(galley, ['to-review', 'to-review', 'to-review'])
  await page.goto(galley.url)
  await page.getByText('How Wide Is a 95% Interval, Really?').waitFor()
  await press(page, 'Enter')
  await editor.filter({ hasText: 'which is the story here' }).waitFor()
  await press(page, 'Control+Enter')
  await stages(galley, ['approved', 'to-review', 'to-review'])
  // The next paper that waits is there by itself.
  await page.getByRole('heading', { level: 1, name: /What Does an Edit Cost/ }).waitFor()

  // The issue: begun, titled, exported.
  await press(page, 'g', 'i')
  await page.getByRole('button', { name: /Begin this week/ }).waitFor()
  await press(page, 'n')
  await press(page, 'Enter')
  await page.getByText('which is the story here').first().waitFor()
  await press(page, 't')
  await expect
    .poll(async () => (await ask<{ issues: { title: string }[] }>(galley, '/issues')).issues[0]?.title, {
      timeout: 20_000,
    })
    .toMatch(/ arXiv roundup: /)
  await press(page, 'x')
  await page.getByRole('dialog').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'm')])
  const markdown = readFileSync((await download.path())!, 'utf8')
  expect(markdown).toContain('## How Wide Is a 95% Interval, Really?')
  expect(markdown).toContain('which is the story here')
  expect(markdown).not.toContain('Extracted sentences')
  expect(errors).toEqual([])
})
