/** The ways in which such pages lose work: a dead server, a killed tab, two tabs, files that are no papers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Page } from 'playwright-core'
import { openPage, startGalley } from './galley.ts'
import type { Galley } from './launch-galley.ts'

const headOf = async (galley: Galley, paperId: string): Promise<string | undefined> => {
  const response = await fetch(`${galley.url}/api/papers/${paperId}/review`)
  return ((await response.json()) as { review: { head: { text: string } | null } }).review.head?.text
}

/** A sample paper opened on an empty page of the editor's own. */
async function writing(galley: Galley): Promise<{ page: Page; paperId: string }> {
  const response = await fetch(`${galley.url}/api/papers/samples`, { method: 'POST' })
  const { papers } = (await response.json()) as { papers: { id: string }[] }
  const paperId = papers[0]!.id
  const { page } = await openPage(`${galley.url}/review/${paperId}`)
  await page.locator('.page[data-page-number="1"]').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('b')
  await page.locator('.cm-content').waitFor()
  await page.locator('.cm-content').focus()
  return { page, paperId }
}

test('what was typed while the server was dead is kept in the browser, and offered after the tab was killed too', async () => {
  const galley = await startGalley()
  const { page, paperId } = await writing(galley)
  await page.keyboard.type('Saved words.')
  await expect.poll(() => headOf(galley, paperId), { timeout: 15_000 }).toBe('Saved words.')
  await galley.kill()
  await page.keyboard.type(' Typed into the void.')
  await page
    .getByText(/kept here/i)
    .first()
    .waitFor()
  await page.waitForTimeout(500)
  const context = page.context()
  await page.close({ runBeforeUnload: false })

  const port = new URL(galley.url).port
  const again = await startGalley({ dataFolder: galley.dataFolder, env: { GALLEY_PORT: port } })
  expect(await headOf(again, paperId)).toBe('Saved words.')
  const next = await context.newPage()
  await next.goto(`${again.url}/review/${paperId}`)
  await next
    .getByRole('button', { name: /restore/i })
    .first()
    .click()
  await expect.poll(() => headOf(again, paperId), { timeout: 15_000 }).toBe('Saved words. Typed into the void.')
})

test('a second tab on the same entry is read only and says so', async () => {
  const galley = await startGalley()
  const { page, paperId } = await writing(galley)
  await page.keyboard.type('First tab.')
  const second = await page.context().newPage()
  await second.goto(`${galley.url}/review/${paperId}`)
  await second
    .getByText(/read only/i)
    .first()
    .waitFor()
  expect(await second.locator('.cm-content').getAttribute('contenteditable')).toBe('false')
})

test('somebody else saved first: both texts are shown, and the one that is chosen is kept', async () => {
  const galley = await startGalley()
  const { page, paperId } = await writing(galley)
  await page.keyboard.type('Mine.')
  await expect.poll(() => headOf(galley, paperId), { timeout: 15_000 }).toBe('Mine.')
  const view = (await (await fetch(`${galley.url}/api/papers/${paperId}/review`)).json()) as {
    review: { head: { id: string } }
  }
  // While ours is typed and not sent yet.
  await page.keyboard.type(' More of mine.')
  const theirs = await fetch(`${galley.url}/api/papers/${paperId}/text`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'if-match': `"${view.review.head.id}"` },
    body: JSON.stringify({ text: 'Theirs.', ops: [], activeMs: 0 }),
  })
  expect(theirs.status).toBe(200)
  await page.getByRole('button', { name: 'See both' }).waitFor()
  // Neither of the two goes out before one is chosen: approving asks which.
  expect(await page.getByRole('button', { name: /^Approve/ }).isDisabled()).toBe(true)
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await dialog.locator('ins').first().waitFor()
  const shown = await dialog.textContent()
  for (const word of ['Theirs', 'Mine', 'More of mine']) expect(shown).toContain(word)
  await dialog.getByRole('button', { name: /mine/i }).click()
  await expect.poll(() => headOf(galley, paperId), { timeout: 15_000 }).toBe('Mine. More of mine.')
})

test('files that are no papers are named one by one, and the good one is there', async () => {
  const galley = await startGalley()
  const { page } = await openPage(galley.url)
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-files-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'empty.pdf'), '')
  writeFileSync(path.join(folder, 'page.pdf'), '<!doctype html><html><body>403 Forbidden</body></html>')
  const [input] = await Promise.all([
    page.locator('input[type="file"]').first().elementHandle(),
    page.getByRole('heading', { name: 'Papers in, an issue out.' }).waitFor(),
  ])
  await input!.setInputFiles([
    path.join(folder, 'empty.pdf'),
    path.join(folder, 'page.pdf'),
    'papers/interval-width.pdf',
  ])
  await page.getByText(/empty\.pdf is empty/).waitFor()
  await page
    .getByText(/page\.pdf: .*(web page|HTML)/i)
    .first()
    .waitFor()
  await page.getByText('How Wide Is a 95% Interval, Really?').first().waitFor()
  const { rows } = (await (await fetch(`${galley.url}/api/papers`)).json()) as { rows: unknown[] }
  expect(rows).toHaveLength(1)
})
