/** Notes when a paper is read anew, through the front door: a newer reading is written where the program writes its own. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freshApp as appOf, type FreshApp } from '../../test/fresh-app.ts'
import { engines } from '../../test/fresh-database.ts'
import type { ReviewView } from '../desk/schema.ts'
import { createExtractionPool } from '../papers/extraction-pool.ts'
import type { PaperId, PaperText } from '../papers/schema.ts'

const pool = createExtractionPool({ size: 1 })
afterAll(() => pool.close())

const samplesFolder = path.resolve('papers')
const [sample] = JSON.parse(readFileSync(path.join(samplesFolder, 'samples.json'), 'utf8')) as { file: string }[]

async function uploaded(app: FreshApp): Promise<PaperId> {
  const form = new FormData()
  form.append('file', new File([readFileSync(path.join(samplesFolder, sample!.file))], sample!.file))
  const response = await app.app.request('http://127.0.0.1/api/papers', { method: 'POST', body: form })
  await app.parts.queue.idle()
  return ((await response.json()) as { paper: { id: PaperId } }).paper.id
}

const notesOf = async (app: FreshApp, id: PaperId): Promise<ReviewView['notes']> =>
  ((await app.json('GET', `/api/papers/${id}/review`)).body as { review: ReviewView }).review.notes

async function textOf(app: FreshApp, id: PaperId): Promise<PaperText> {
  const latest = await app.parts.papers.latestText(id)
  if (!latest || 'error' in latest) throw new Error('the sample was not read')
  return latest.text
}

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

/** Writes a reading by other rules: the text of page 1 changed, all else the same. */
async function readAnew(app: FreshApp, id: PaperId, change: (text: string) => string): Promise<PaperText> {
  const text = await textOf(app, id)
  const pages = text.pages.map((page, at) => (at === 0 ? { ...page, text: change(page.text) } : page))
  const paper = await app.parts.papers.findPaper(id)
  const summary = (await app.parts.papers.readingsOf([paper!.fileId])).get(paper!.fileId)
  if (!summary || 'error' in summary) throw new Error('the sample was not read')
  const anew = { ...text, pages, extractorVersion: 'next' }
  await app.parts.papers.addReading(paper!.fileId, 'next', { text: anew, summary })
  return anew
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
