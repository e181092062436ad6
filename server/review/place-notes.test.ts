/** Notes when a paper is read anew, through the front door: a newer reading is written where the program writes its own. */
import { afterAll, describe, expect, test } from 'vitest'
import { freshApp as appOf, type FreshApp } from '../../test/fresh-app.ts'
import { engines } from '../../test/fresh-database.ts'
import { readAnew, reviewOf, textOf, uploaded } from '../../test/review-app.ts'
import type { ReviewView } from '../desk/schema.ts'
import { createExtractionPool } from '../papers/extraction-pool.ts'
import type { PaperId } from '../papers/schema.ts'

const pool = createExtractionPool({ size: 1 })
afterAll(() => pool.close())

const notesOf = async (app: FreshApp, id: PaperId): Promise<ReviewView['notes']> => (await reviewOf(app, id)).notes

/** Highlights some words of page 1, as a selection in the PDF does. */
async function highlight(app: FreshApp, id: PaperId, from: number): Promise<string> {
  const [page] = (await textOf(app, id)).pages
  const start = page!.text.indexOf(' ', from) + 1
  const end = page!.text.indexOf(' ', start + 60)
  const quote = page!.text.slice(start, end)
  const anchor = { spans: [{ pageIndex: 0, start, end }], quote, prefix: '', suffix: '', match: 'exact' }
  expect((await app.json('POST', `/api/papers/${id}/notes`, { text: quote, anchor })).status).toBe(201)
  return quote
}

describe.each(engines)('on %s', (engine) => {
  test('a highlight moves along with its words when the paper is read anew', async () => {
    const app = await appOf(engine, { pool })
    const id = await uploaded(app)
    const quote = await highlight(app, id, 600)
    const [before] = await notesOf(app, id)
    expect(before).toMatchObject({ placeLost: false, anchor: { quote } })
    const anew = await readAnew(app, id, (text) => `A line that the older rules had dropped.\n\n${text}`)
    const [after] = await notesOf(app, id)
    const [span] = after!.anchor!.spans
    expect(after!.placeLost).toBe(false)
    expect(span!.start).toBe(before!.anchor!.spans[0]!.start + 42)
    expect(anew.pages[0]!.text.slice(span!.start, span!.end)).toBe(quote)
  })

  test('a highlight whose words the new reading does not have says so, and keeps what it was', async () => {
    const app = await appOf(engine, { pool })
    const id = await uploaded(app)
    const quote = await highlight(app, id, 600)
    await readAnew(app, id, (text) => text.replace(quote, ''))
    expect(await notesOf(app, id)).toMatchObject([{ text: quote, placeLost: true, anchor: { quote } }])
  })
})
