/** Cite, link, unlink with the keyboard: the editor's own word on what a sentence rests on, and that it stays. */
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { ask, atFirstSentence, press } from './first-sentence.ts'
import { openPage, startGalley } from './galley.ts'

const selectOnPageOne = (page: Page, words: string) =>
  page.evaluate((wanted) => {
    const runs = [...document.querySelectorAll('.page[data-page-number="1"] .textLayer span[role="presentation"]')]
    const run = runs.find((one) => one.textContent?.includes(wanted))
    if (!run) throw new Error(`no "${wanted}" on page 1`)
    document.getSelection()?.selectAllChildren(run)
  }, words)

test('a selection is cited, a nearest passage linked and unlinked, each undone with u; a link follows its sentence', async () => {
  const galley = await startGalley()
  const { page, errors } = await openPage(galley.url)
  const paperId = await atFirstSentence(galley, page)
  const evidence = page.getByRole('region', { name: 'Evidence' })
  const first = async () =>
    (
      await ask<{ grounding: { sentences: { text: string; status: string; links: { kind: string }[] }[] } }>(
        galley,
        `/papers/${paperId}/grounding`,
      )
    ).grounding.sentences[0]!

  // c: the selection is the source of the sentence at hand.
  await selectOnPageOne(page, 'Abstract')
  await page.getByRole('button', { name: /Cite for sentence 1/ }).waitFor()
  await press(page, 'c')
  await page.getByText('Cited p. 1 for sentence 1').waitFor()
  await evidence.getByText('linked by you').first().waitFor()
  expect(await first()).toMatchObject({ status: 'linked', links: [{ kind: 'linked' }] })
  await press(page, 'u')
  await evidence.getByText('quote found').first().waitFor()
  expect((await first()).links).toEqual([])

  // l: the nearest passage is it. The last place of the list is one.
  await press(page, ',')
  await evidence.getByText('nearest passage, not confirmed').first().waitFor()
  await press(page, 'l')
  await page.getByText(/^Linked p\. \d+ to sentence 1/).waitFor()
  await evidence.getByText('linked by you').first().waitFor()

  // The sentence is rewritten: its link stays, and says that the words are others.
  await press(page, 'e', 'End')
  await page.keyboard.type(' and more')
  await page.getByText(/^saved \d\d:\d\d/).waitFor()
  await press(page, 'Escape')
  await expect.poll(first).toMatchObject({ status: 'linked', changed: true, links: [{ kind: 'linked' }] })

  // x: not the source. It goes, u brings it back, and after a new visit it is still there.
  await press(page, 'x')
  await page.getByText(/^Unlinked p\. \d+ from sentence 1/).waitFor()
  await expect.poll(async () => (await first()).links).toEqual([])
  await press(page, 'u')
  await expect.poll(async () => (await first()).links).toHaveLength(1)
  await page.reload()
  await evidence.getByText('linked by you').first().waitFor()
  await press(page, '.', 'x')
  await page.getByText(/^Not the source of sentence 1/).waitFor()
  await evidence.getByText('1 passage is not its source, you said').waitFor()
  expect(errors).toEqual([])
})
