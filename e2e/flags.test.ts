/** Flags answered with the keyboard, the record that comes of them, and a locked paper that asks for its password once. */
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { makePdf } from '../test/make-pdf.ts'
import { violationsOf } from './axe.ts'
import { openPage, startGalley } from './galley.ts'
import type { Galley } from './launch-galley.ts'

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

const ask = async <T>(galley: Galley, path: string): Promise<T> =>
  (await (await fetch(`${galley.url}/api${path}`)).json()) as T

const send = (galley: Galley, method: string, path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${galley.url}/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

type Row = { paper: { id: string }; stage: string; toLookAt: number }
const rows = async (galley: Galley) => (await ask<{ rows: Row[] }>(galley, '/papers')).rows
const settled = (galley: Galley) =>
  expect
    .poll(async () => (await rows(galley)).every((row) => row.stage === 'to-review'), { timeout: 30_000 })
    .toBe(true)

test('flags are answered, one sentence with ● is called wrong, and the page of the record adds it up', async () => {
  const galley = await startGalley()
  await send(galley, 'POST', '/papers/samples', {})
  await settled(galley)
  const paperId = (await rows(galley))[0]!.paper.id
  await send(galley, 'POST', `/papers/${paperId}/drafts`, {})
  await settled(galley)
  type Grounding = {
    sentences: { text: string; status: string; numbers: { status: string; start: number; end: number }[] }[]
  }
  type View = { review: { head: { id: string; text: string }; grounding: Grounding } }
  const review = async () => (await ask<View>(galley, `/papers/${paperId}/review`)).review
  await expect.poll(async () => (await review()).head !== null).toBe(true)
  const { head, grounding } = await review()
  const found = grounding.sentences.flatMap((one) => one.numbers).filter((number) => number.status === 'near')
  const [first, last] = [found[0]!, found.at(-1)!]
  const text = `${head.text.slice(0, first.start)}98765.4${head.text.slice(first.end, last.start)}43210.9${head.text.slice(last.end)}`
  await send(galley, 'PUT', `/papers/${paperId}/text`, { text, ops: [], activeMs: 0 }, { 'if-match': `"${head.id}"` })

  const { page, errors } = await openPage(`${galley.url}/evals/checks`)
  await page.getByText('Nothing to count yet').waitFor()
  await page.goto(`${galley.url}/review/${paperId}`)
  await page.locator('.cm-content').filter({ hasText: '98765.4' }).waitFor()
  const evidence = page.getByRole('region', { name: 'Evidence' })
  const toLookAt = async () => (await rows(galley))[0]!.toLookAt
  expect(await toLookAt()).toBe(2)

  // f: it was wrong; it stays to look at. v: I checked this; the list of papers goes down, and u takes it back.
  await press(page, 'J')
  await evidence.getByText('Not in the text we read: 98765.4.').waitFor()
  await press(page, 'f')
  await evidence.getByText('wrong, you said').waitFor()
  await press(page, 'J')
  await evidence.getByText('Not in the text we read: 43210.9.').waitFor()
  await press(page, 'v')
  await evidence.getByText('checked by you').waitFor()
  expect(await toLookAt()).toBe(1)
  await press(page, 'u')
  await evidence.getByText('Not in the text we read: 43210.9.').waitFor()
  expect(await toLookAt()).toBe(2)
  await press(page, 'v')
  await evidence.getByText('checked by you').waitFor()

  // A sentence whose quote was found, and that is wrong all the same.
  const quoted = (await review()).grounding.sentences.findIndex((one) => one.status === 'quoted')
  await page.goto(`${galley.url}/review/${paperId}?s=${quoted + 1}`)
  await evidence.getByRole('button', { name: /Wrong all the same/ }).waitFor()
  await press(page, 'f')
  await evidence.getByText('You said that this is wrong.').waitFor()

  await press(page, 'g', 'c')
  await page.getByRole('heading', { name: 'How often the checks were wrong' }).waitFor()
  await page.getByText('2 flags in 1 entry. Of the 2 that you answered, 1 was right: .50').waitFor()
  await page.getByText(/sentences that carried ● you called 1 wrong/).waitFor()
  await page.getByRole('row', { name: /number not found/ }).waitFor()
  expect(await violationsOf(page)).toEqual([])
  await press(page, 'j', 'Enter')
  await page.locator('.cm-content').waitFor()
  expect(page.url()).toMatch(/\/review\/.+[?&]s=\d/)

  // The sentence at hand is the one with the cursor, also after the check has counted them anew.
  const count = (await review()).grounding.sentences.length
  await press(page, 'e', 'Control+Home')
  await page.keyboard.type('A sentence put before all others. ')
  await press(page, 'Control+End')
  await evidence.getByText(`Sentence ${count} of ${count}`).waitFor()
  await evidence.getByText(`Sentence ${count + 1} of ${count + 1}`).waitFor()
  expect(errors).toEqual([])
})

test('a locked paper is shown without asking for its password again', async () => {
  const galley = await startGalley()
  const prose = 'The committee reviewed the annual report and approved the budget for the coming year.'
  const content = `BT /F1 12 Tf 72 700 Td (${prose}) Tj ET`
  const form = new FormData()
  const bytes = makePdf({ pages: [{ content }], encrypt: { user: 'secret', owner: 'o' } })
  form.append('file', new File([bytes.slice()], 'locked.pdf'))
  form.append('password', 'secret')
  expect((await fetch(`${galley.url}/api/papers`, { method: 'POST', body: form })).status).toBe(201)
  const paperId = (await rows(galley))[0]!.paper.id
  const { page, errors } = await openPage(`${galley.url}/review/${paperId}`)
  await page.locator('.page[data-page-number="1"] .textLayer').getByText('The committee').waitFor()
  expect(await page.getByText('This PDF has a password').count()).toBe(0)
  expect(errors).toEqual([])
})
