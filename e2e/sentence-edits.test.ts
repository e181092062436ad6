/** The sentence at hand, with the keyboard: the draft's words again, the house's marks, a rewrite as a proposal. */
import { expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { startStubModel } from '../server/llm/stub/stub-model.ts'
import { atFirstSentence, press } from './first-sentence.ts'
import { openPage, startGalley } from './galley.ts'

/** Without the glyphs of its sentences, which change with the check. */
const textOf = async (page: Page) => (await page.locator('.cm-content').innerText()).replaceAll(/[●◆◐○✎◇]/g, '')
const saved = (page: Page) => page.getByText(/^saved \d\d:\d\d/).waitFor()

test('r gives a sentence the words of the draft again, u takes it back; what the house does not print is marked', async () => {
  const galley = await startGalley()
  const { page, errors } = await openPage(galley.url)
  await atFirstSentence(galley, page)
  const drafted = await page.locator('.sentence-active').first().innerText()
  await press(page, 'r')
  await page.getByText('The words of sentence 1 are the draft’s.').waitFor()

  await press(page, 'e', 'End')
  await page.keyboard.type('of of novel ')
  await page.locator('.house-mark').filter({ hasText: 'of of' }).waitFor()
  await page.getByText(/House style: .*novel/).waitFor()
  await page.getByText(/house style marks?$/).waitFor()
  await saved(page)
  await press(page, 'Escape', 'r')
  await page.getByText('The draft’s words again: sentence 1').waitFor()
  expect(await page.locator('.sentence-active').innerText()).toBe(drafted)
  await expect.poll(() => page.locator('.house-mark').filter({ hasText: 'of of' }).count()).toBe(0)
  await press(page, 'u')
  await expect.poll(() => textOf(page)).toContain('of of novel')
  await saved(page)

  // Without a model a rewrite says that one is needed, and where it is chosen.
  await press(page, 'Control+.')
  await page.getByText('none is connected').waitFor()
  await page.getByRole('link', { name: 'Choose one in Settings' }).waitFor()
  await press(page, 'Escape')
  await page.getByText(/^Sentence 1 of/).waitFor()
  expect(errors).toEqual([])
})

test('Ctrl+. asks the model, also from inside the editor; Enter takes the proposal, Esc drops it', async () => {
  const stub = await startStubModel()
  onTestFinished(() => stub.close())
  const galley = await startGalley({
    env: { OPENAI_BASE_URL: stub.url, OPENAI_API_KEY: 'sk-e2e', GALLEY_MODEL: 'good' },
  })
  const { page, errors } = await openPage(galley.url)
  await atFirstSentence(galley, page)
  const before = await textOf(page)
  const rewrite = page.getByRole('region', { name: /^Rewrite sentence/ })

  await press(page, 'e', 'Control+.')
  await rewrite.waitFor()
  await press(page, '1')
  await rewrite.getByRole('button', { name: /Take it/ }).waitFor()
  await rewrite.locator('del').first().waitFor()
  await press(page, 'Escape')
  await rewrite.waitFor({ state: 'detached' })
  expect(await textOf(page)).toBe(before)
  expect(await page.evaluate(() => document.activeElement?.className)).toContain('cm-content')

  await press(page, 'Escape', 'Control+.', '2')
  await rewrite.getByRole('button', { name: /Take it/ }).waitFor()
  await press(page, 'Enter')
  await page.getByText('Rewritten: sentence 1').waitFor()
  const after = await textOf(page)
  expect(after.length).toBeLessThan(before.length)
  await saved(page)
  await press(page, 'u')
  await expect.poll(() => textOf(page)).toBe(before)
  expect(stub.requests.filter(({ body }) => JSON.stringify(body).includes('The wish: cut hype'))).toHaveLength(1)
  expect(errors).toEqual([])
})

test('t lists the headings and jumps, < goes back and > forth again; an earlier text is restored from the diff', async () => {
  const galley = await startGalley()
  const { page, errors } = await openPage(galley.url)
  await atFirstSentence(galley, page)
  const scrollTop = () => page.evaluate(() => document.querySelector('[data-pane="paper"]')?.scrollTop ?? -1)
  const start = await scrollTop()
  await press(page, 't')
  const outline = page.getByRole('dialog', { name: 'Outline of the paper' })
  await outline.getByRole('button', { name: /Three intervals p\. 1/ }).waitFor()
  await outline.getByRole('button').nth(-2).focus()
  await press(page, 'Enter')
  await expect.poll(scrollTop).toBeGreaterThan(start + 1000)
  const there = await scrollTop()
  await press(page, '<')
  await expect.poll(scrollTop).toBe(start)
  await press(page, '>')
  await expect.poll(scrollTop).toBe(there)

  const drafted = await textOf(page)
  await press(page, 'e')
  await page.keyboard.type('Mine. ')
  await saved(page)
  await press(page, 'Escape', 'd')
  await page.locator('ins').filter({ hasText: 'Mine' }).waitFor()
  await page.getByLabel('From').selectOption({ index: 2 })
  await press(page, 'Escape')
  await page.getByRole('button', { name: /^Restore the earlier text/ }).click()
  await page.getByText('The earlier text is back').waitFor()
  await expect.poll(() => textOf(page)).toBe(drafted)
  await press(page, 'u')
  await expect.poll(() => textOf(page)).toContain('Mine.')
  expect(errors).toEqual([])
})
