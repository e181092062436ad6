/** A prompt written, saved, chosen and taken back with the keyboard; a past issue that becomes the style card. */
import { expect, onTestFinished, test } from 'vitest'
import { startStubModel } from '../server/llm/stub/stub-model.ts'
import { openPage, startGalley } from './galley.ts'

const issue = `# 2026-3-1 arXiv roundup: TinyRank

## ⭐ TinyRank: Ranking with Small Models

They train a small ranker. It works, and I like it.
`

test('a wording is checked while it is typed, kept over a reload, saved as a version, used, and taken back', async () => {
  const galley = await startGalley()
  const { page, errors } = await openPage(`${galley.url}/prompts?name=plain`)
  const type = async (text: string) => {
    await page.keyboard.press('e')
    await page.keyboard.press('Control+End')
    await page.keyboard.type(text)
  }
  await page.getByText('✓ It can be used.').waitFor()
  await type('\nSay {{colour}}.')
  await page.getByRole('button', { name: /line 18, column 5/ }).waitFor()
  await page.keyboard.press('Control+s')
  for (let count = 0; count < '{{colour}}.'.length; count += 1) await page.keyboard.press('Backspace')
  await page.keyboard.type('why.')
  await page.getByText('✓ It can be used.').waitFor()
  await page.reload()
  await page.getByText('unsaved, from an earlier visit').waitFor()
  await page.locator('.cm-content').filter({ hasText: 'Say why.' }).waitFor()

  await page.keyboard.press('e')
  await page.keyboard.press('Control+s')
  await page.getByText(/Saved as version [0-9a-f]{8}/).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('d')
  await page.locator('ins').filter({ hasText: 'why' }).waitFor()
  await page.keyboard.press('l')
  await page.getByText(/In use: version [0-9a-f]{8}, your choice/).waitFor()
  await page.keyboard.press('u')
  await page.getByText(/In use: the shipped one/).waitFor()
  // What is typed while a save is on its way stays, unsaved, also when the server is away.
  await page.route('**/api/prompts', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  await type('\nAnd how.')
  await page.keyboard.press('Control+s')
  await page.keyboard.type(' And who.')
  await page.getByText(/Saved as version [0-9a-f]{8}/).waitFor()
  await page.getByText('✎ not saved').waitFor()
  await page.locator('.cm-content').filter({ hasText: 'And how. And who.' }).waitFor()
  await page.keyboard.press('Escape')
  // The broken text was never saved.
  const { prompts } = (await (await fetch(`${galley.url}/api/prompts`)).json()) as {
    prompts: { name: string; versions: object[] }[]
  }
  expect(prompts.find(({ name }) => name === 'plain')?.versions).toHaveLength(3)
  expect(errors).toEqual([])
})

test('a text that is being written stays while the server is away, and is checked again once it is back', async () => {
  const galley = await startGalley()
  const { page } = await openPage(`${galley.url}/prompts?name=plain`)
  await page.getByText('✓ It can be used.').waitFor()
  await page.route('**/api/**', (route) => route.abort())
  await page.keyboard.press('e')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('\nSay why.')
  await page.getByText(/Not checked: Galley does not answer/).waitFor()
  await page.keyboard.press('Control+s')
  await page.getByRole('button', { name: 'Dismiss' }).waitFor()
  await page.locator('.cm-content').filter({ hasText: 'Say why.' }).waitFor()
  await page.unroute('**/api/**')
  await page.getByText('✓ It can be used.').waitFor()
  expect(await page.getByText('✎ not saved').count()).toBe(1)
})

test('a past issue is dropped, measured, used as the style card and shown in the preview; drafts are tried with it', async () => {
  const stub = await startStubModel()
  onTestFinished(() => stub.close())
  const galley = await startGalley({ env: { OPENAI_BASE_URL: stub.url, GALLEY_MODEL: 'good' } })
  await fetch(`${galley.url}/api/papers/samples`, { method: 'POST' })
  const { page, errors } = await openPage(`${galley.url}/prompts?tab=style`)
  await page.getByText('Nothing to measure yet').waitFor()
  const file = { name: 'issue.md', mimeType: 'text/markdown', buffer: Buffer.from(issue) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('issue.md: 1 entry, 1 starred, 11 words').waitFor()
  await page.getByRole('button', { name: 'Use the measured one' }).waitFor()
  await page.keyboard.press('m')
  await page.getByText('✓ This is the one in use.').waitFor()

  await page.keyboard.press('w')
  await page.getByText('Measured on 1 issue with 1 entry.').waitFor()
  await page.keyboard.press('t')
  await page.getByRole('button', { name: 'Draft', exact: true }).click()
  await expect.poll(() => page.getByText(/✓ \d+ words/).count(), { timeout: 20_000 }).toBe(3)
  expect(JSON.stringify(stub.requests)).toContain('Measured on 1 issue with 1 entry.')
  expect(errors).toEqual([])
})
