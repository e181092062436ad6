/** Papers through their front door: upload, identity, named errors, the file in ranges, find and cite. */
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freshApp as appOf, type FreshApp } from '../../test/fresh-app.ts'
import { engines } from '../../test/fresh-database.ts'
import { lines, makePdf, words } from '../../test/make-pdf.ts'
import type { FindHit, PaperRow } from '../desk/schema.ts'
import type { Anchor } from '../grounding/schema.ts'
import type { Engine } from '../storage/open-database.ts'
import { createExtractionPool } from './extraction-pool.ts'
import type { Paper } from './schema.ts'

const pool = createExtractionPool({ size: 1 })
afterAll(() => pool.close())
const freshApp = (engine: Engine) => appOf(engine, { pool })

const prose = [
  'We study how long a reader looks at a page before turning it, and find that',
  'most readers turn after eleven seconds, which is shorter than was believed.',
  'The method is a camera above the desk and a person who counts.',
]
/** A page of prose with the stamp that arXiv prints up its left margin. */
const stamped = (stamp: string, more = '') =>
  makePdf({
    pages: [
      {
        content:
          words(150, 700, 'How Readers Turn Pages', 18) +
          lines(72, 640, [...prose, more, ...prose, ...prose]) +
          `BT /F3 20 Tf 0 1 -1 0 30 200 Tm (${stamp}) Tj ET\n`,
      },
    ],
  })

type Answer = { status: number; body: { paper: Paper; already: boolean; error: { kind: string; message: string } } }
async function upload({ app }: FreshApp, bytes: Uint8Array, name = 'a.pdf', password?: string): Promise<Answer> {
  const form = new FormData()
  form.append('file', new File([new Uint8Array(bytes)], name))
  if (password) form.append('password', password)
  const response = await app.request('http://127.0.0.1/api/papers', { method: 'POST', body: form })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}
const rowsOf = async (app: FreshApp): Promise<PaperRow[]> =>
  ((await app.json('GET', '/api/papers')).body as { rows: PaperRow[] }).rows

describe.each(engines)('on %s', (engine) => {
  test('the same bytes are the same paper, whatever the file is called', async () => {
    const app = await freshApp(engine)
    const bytes = stamped('arXiv:2510.25665v1 [cs.SE] 29 Oct 2025')
    const first = await upload(app, bytes)
    expect(first).toMatchObject({ status: 201, body: { already: false, paper: { arxivId: '2510.25665', version: 1 } } })
    const again = await upload(app, bytes, 'renamed.pdf')
    expect(again.body).toMatchObject({ already: true, paper: { id: first.body.paper.id } })
    expect(await rowsOf(app)).toHaveLength(1)
  })

  test('adding the same file again mends a PDF that was lost from the disk', async () => {
    const app = await freshApp(engine)
    const bytes = stamped('x')
    const { paper } = (await upload(app, bytes)).body
    await app.parts.queue.idle()
    await app.parts.db.q().deleteFrom('blob').execute()
    rmSync(path.join(app.folder, 'blobs'), { recursive: true, force: true })
    const get = () => app.app.request(`http://127.0.0.1/api/papers/${paper.id}/file`)
    expect((await get()).status).toBe(404)
    expect((await upload(app, bytes)).body.already).toBe(true)
    expect((await get()).status).toBe(200)
  })

  test('a newer reader that fails on a paper takes nothing away from what an older one read', async () => {
    const app = await freshApp(engine)
    const { paper } = (await upload(app, stamped('x'))).body
    await app.parts.queue.idle()
    await app.parts.papers.addReading(paper.fileId, 'next', { error: { kind: 'memory-limit', message: 'Too large.' } })
    expect((await rowsOf(app))[0]?.reading.state).toBe('read')
    expect(await app.parts.papers.latestText(paper.id)).toHaveProperty('text')
  })

  test('another version of the same arXiv id joins its paper, and the newest is the one that is read', async () => {
    const app = await freshApp(engine)
    const two = await upload(app, stamped('arXiv:2510.25665v2 [cs.SE] 5 Nov 2025', 'The second version says more.'))
    const one = await upload(app, stamped('arXiv:2510.25665v1 [cs.SE] 29 Oct 2025'))
    expect(one.body.paper.id).toBe(two.body.paper.id)
    await app.parts.queue.idle()
    const [row] = await rowsOf(app)
    expect(row?.paper.version).toBe(2)
    const find = await app.json('GET', `/api/papers/${row!.paper.id}/find?q=second%20version`)
    expect((find.body as { hits: FindHit[] }).hits).toHaveLength(1)
  })

  test.each([
    ['an empty file', new Uint8Array(), 'empty', 'a.pdf is empty'],
    ['a web page', new TextEncoder().encode('<!doctype html><html>403</html>'), 'not-a-pdf', 'web page'],
    ['a cut file', stamped('x').slice(0, 700), 'truncated', 'a.pdf'],
    [
      'a locked file',
      makePdf({ pages: [{ content: words(72, 700, 'x') }], encrypt: { user: 'secret', owner: 'o' } }),
      'password-required',
      'password',
    ],
  ])('%s is named, and nothing of it stays', async (_name, bytes, kind, message) => {
    const app = await freshApp(engine)
    const answer = await upload(app, bytes)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.body.error).toMatchObject({ kind, message: expect.stringContaining(message) as string })
    expect(await rowsOf(app)).toEqual([])
    for (const table of ['paper', 'paper_file', 'job', 'blob'] as const)
      expect(await app.parts.db.q().selectFrom(table).selectAll().execute()).toEqual([])
  })

  test('a locked file opens with its password, and a wrong one is named', async () => {
    const app = await freshApp(engine)
    const bytes = makePdf({
      pages: [{ content: lines(72, 700, [...prose, ...prose, ...prose]) }],
      encrypt: { user: 'secret', owner: 'o' },
    })
    expect((await upload(app, bytes, 'a.pdf', 'guess')).body.error.kind).toBe('wrong-password')
    expect((await upload(app, bytes, 'a.pdf', 'secret')).status).toBe(201)
    await app.parts.queue.idle()
    const [row] = await rowsOf(app)
    expect(row?.reading.state).toBe('read')
    // The viewer in the page opens the file itself, without asking the editor again.
    const kept = await app.json('GET', `/api/papers/${row!.paper.id}/password`)
    expect(kept).toMatchObject({ status: 200, body: { password: 'secret' } })
  })

  test('a scan is kept, its pages are named, and drafting is refused', async () => {
    const app = await freshApp(engine)
    const { body } = await upload(app, makePdf({ pages: [{ content: '0 0 0 rg 60 60 480 660 re f' }] }), 'old-scan.pdf')
    await app.parts.queue.idle()
    const [row] = await rowsOf(app)
    expect(row).toMatchObject({
      stage: 'unreadable',
      paper: { title: 'old scan' },
      reading: { error: { kind: 'no-text-layer' } },
    })
    const drafted = await app.json('POST', `/api/papers/${body.paper.id}/drafts`, {})
    expect(drafted).toMatchObject({ status: 422, body: { error: { kind: 'no-readable-text' } } })
  })

  test('star, length, skip and discard are kept; a discarded paper comes back when it is dropped again', async () => {
    const app = await freshApp(engine)
    await app.json('PUT', '/api/settings', { defaultLength: 'short' })
    const bytes = stamped('x')
    const { id, length } = (await upload(app, bytes)).body.paper
    expect(length).toBe('short')
    const changed = await app.json('PATCH', `/api/papers/${id}`, { starred: true, length: 120, skipped: true })
    expect(changed).toMatchObject({ status: 200, body: { paper: { starred: true, length: 120, skipped: true } } })
    await app.json('PATCH', `/api/papers/${id}`, { discarded: true })
    expect(await rowsOf(app)).toEqual([])
    await upload(app, bytes)
    expect(await rowsOf(app)).toMatchObject([{ paper: { id, skipped: false, starred: true } }])
  })

  test('the PDF is served whole and in ranges, and not again to who has it', async () => {
    const app = await freshApp(engine)
    const bytes = stamped('x')
    const { id } = (await upload(app, bytes)).body.paper
    const get = (headers: Record<string, string>) =>
      app.app.request(`http://127.0.0.1/api/papers/${id}/file`, { headers })
    const whole = await get({})
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes)
    const part = await get({ range: 'bytes=5-14' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 5-14/${bytes.length}`)
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(5, 15))
    expect((await get({ range: 'bytes=-4' })).headers.get('content-length')).toBe('4')
    expect((await get({ range: `bytes=${bytes.length}-` })).status).toBe(416)
    expect((await get({ 'if-none-match': whole.headers.get('etag')! })).status).toBe(304)
  })

  test('words are found with their boxes whatever their case, and a selection becomes an anchor of the very words', async () => {
    const app = await freshApp(engine)
    const { id } = (await upload(app, stamped('x'))).body.paper
    await app.parts.queue.idle()
    const { hits } = (await app.json('GET', `/api/papers/${id}/find?q=ELEVEN%20seconds`)).body as { hits: FindHit[] }
    expect(hits.length).toBeGreaterThan(0)
    const [x0, y0, x1, y1] = hits[0]!.boxes[0]!.box
    // Drawn at y = 628 from the bottom of a 792 pt page, in 10 pt: its baseline is 164 pt from the top.
    expect(y0).toBeGreaterThan(150)
    expect(y1).toBeLessThan(170)
    expect(x1 - x0).toBeGreaterThan(40)
    // Whole words, each with the comma that is set with it.
    const cited = await app.json('POST', `/api/papers/${id}/cite`, { boxes: hits[0]!.boxes })
    expect((cited.body as { anchor: Anchor }).anchor.quote).toBe('eleven seconds,')
  })

  test('the sample papers come in once, in the order of their list', async () => {
    const app = await freshApp(engine)
    for (let i = 0; i < 2; i += 1) expect((await app.json('POST', '/api/papers/samples')).status).toBe(201)
    const listed = JSON.parse(readFileSync('papers/samples.json', 'utf8')) as { title: string }[]
    expect((await rowsOf(app)).map((row) => row.paper.title)).toEqual(listed.map((sample) => sample.title))
  })
})
