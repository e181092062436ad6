/** The way to a draft with its first sentence at hand, by keyboard; and what the journeys there have in common. */
import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import type { Galley } from './launch-galley.ts'

export const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

export const ask = async <T>(galley: Galley, path: string): Promise<T> =>
  (await (await fetch(`${galley.url}/api${path}`)).json()) as T

/** @returns the id of the first sample paper, which has a whole draft now */
export async function atFirstSentence(galley: Galley, page: Page): Promise<string> {
  await page.getByRole('heading', { name: 'Papers in, an issue out.' }).waitFor()
  await press(page, 't')
  await expect
    .poll(async () => (await ask<{ rows: { stage: string }[] }>(galley, '/papers')).rows.map((row) => row.stage), {
      timeout: 30_000,
    })
    .toEqual(['to-review', 'to-review', 'to-review'])
  await press(page, 'Enter')
  await page.locator('.page[data-page-number="1"] .textLayer span').first().waitFor()
  await press(page, 'g', 'd')
  await page.locator('.sentence').first().waitFor()
  await press(page, 'j')
  await page.getByText(/^Sentence 1 of/).waitFor()
  return /review\/([^?]+)/.exec(page.url())![1]!
}
