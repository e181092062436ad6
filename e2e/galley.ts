/** The program and a browser on its pages, ended with the test that asked for them. */
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { findBrowser } from './browser.ts'
import { launchGalley, type Galley, type GalleyOptions } from './launch-galley.ts'

/** Ended and its data removed when the test ends. */
export async function startGalley(options: GalleyOptions = {}): Promise<Galley> {
  const galley = await launchGalley(options)
  onTestFinished(() => galley.stop())
  return galley
}

/** A page with its own storage; errors of the page end up in the list that is returned. */
export async function openPage(
  url: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; errors: string[] }> {
  const browser = await chromium.launch({ ...findBrowser(), headless: true })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  onTestFinished(async ({ task }) => {
    const name = task.name.replaceAll(/\W+/g, '-').slice(0, 80)
    // What the page looked like is worth more than the message of a time-out.
    if (task.result?.state === 'fail') await page.screenshot({ path: path.join('e2e/failures', `${name}.png`) })
    await browser.close()
  })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(url)
  return { page, errors }
}
