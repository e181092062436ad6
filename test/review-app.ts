/** A library with one of the sample papers, read by the real children, and the calls that tests of review make. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import type { PaperRow, ReviewView } from '../server/desk/schema.ts'
import type { PaperId, PaperText } from '../server/papers/schema.ts'
import type { Revision } from '../server/review/schema.ts'
import type { FreshApp } from './fresh-app.ts'

const samplesFolder = path.resolve('papers')
const [sample] = JSON.parse(readFileSync(path.join(samplesFolder, 'samples.json'), 'utf8')) as { file: string }[]

/** Uploads the first sample paper and waits until it is read. */
export async function uploaded(app: FreshApp): Promise<PaperId> {
  const form = new FormData()
  form.append('file', new File([readFileSync(path.join(samplesFolder, sample!.file))], sample!.file))
  const response = await app.app.request('http://127.0.0.1/api/papers', { method: 'POST', body: form })
  await app.parts.queue.idle()
  return ((await response.json()) as { paper: { id: PaperId } }).paper.id
}

/** The sample with a finished draft of extracted sentences. */
export async function drafted(app: FreshApp): Promise<{ paperId: PaperId; review: ReviewView }> {
  const paperId = await uploaded(app)
  const started = await app.json('POST', `/api/papers/${paperId}/drafts`, {})
  expect(started.status).toBe(202)
  await app.parts.queue.idle()
  return { paperId, review: await reviewOf(app, paperId) }
}

export const reviewOf = async (app: FreshApp, paperId: string): Promise<ReviewView> =>
  ((await app.json('GET', `/api/papers/${paperId}/review`)).body as { review: ReviewView }).review

/** What the papers list shows of a paper. */
export const rowOf = async (app: FreshApp, paperId: string): Promise<PaperRow> =>
  ((await app.json('GET', '/api/papers')).body as { rows: PaperRow[] }).rows.find((row) => row.paper.id === paperId)!

/** Saves a text on the newest revision. */
export async function saved(app: FreshApp, paperId: string, text: string): Promise<Revision> {
  const base = (await reviewOf(app, paperId)).head?.id ?? 'none'
  const body = { text, ops: [], activeMs: 1000 }
  const answer = await app.json('PUT', `/api/papers/${paperId}/text`, body, { 'if-match': `"${base}"` })
  expect(answer.status).toBe(200)
  return (answer.body as { revision: Revision }).revision
}

export async function textOf(app: FreshApp, id: PaperId): Promise<PaperText> {
  const latest = await app.parts.papers.latestText(id)
  if (!latest || 'error' in latest) throw new Error('the sample was not read')
  return latest.text
}

/** Writes a reading by other rules: the text of every page changed, all else the same. */
export async function readAnew(app: FreshApp, id: PaperId, change: (text: string) => string): Promise<PaperText> {
  const text = await textOf(app, id)
  const pages = text.pages.map((page) => ({ ...page, text: change(page.text) }))
  const paper = await app.parts.papers.findPaper(id)
  const summary = (await app.parts.papers.readingsOf([paper!.fileId])).get(paper!.fileId)
  if (!summary || 'error' in summary) throw new Error('the sample was not read')
  const anew = { ...text, pages, extractorVersion: 'next' }
  await app.parts.papers.addReading(paper!.fileId, 'next', { text: anew, summary })
  return anew
}
