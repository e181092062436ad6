import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { engines, freshStore } from '../../test/fresh-database.ts'
import type { Engine } from '../storage/open-database.ts'
import type { Grounding } from '../grounding/schema.ts'
import { createAnnouncer } from '../jobs/announcer.ts'
import { summarizeReading } from '../papers/reading.ts'
import type { FileId, PaperId, PaperText, PaperTextId } from '../papers/schema.ts'
import { createPaperStore } from '../papers/store.ts'
import type { EditRecord, ToLookAt } from '../review/schema.ts'
import { createReviewStore } from '../review/store.ts'
import { createRoundup } from './roundup.ts'
import { issueRoutes } from './routes.ts'
import type { IssueView } from './schema.ts'
import { createRoundupStore } from './store.ts'

const noRecord: EditRecord = {
  draftId: null,
  cost: null,
  fixed: null,
  added: null,
  sentencesKept: null,
  sentencesChanged: null,
  sentencesDropped: null,
  sentencesAdded: null,
  activeMs: 0,
  reason: null,
}

const emptyText: PaperText = {
  extractorVersion: '1',
  title: '',
  authors: [],
  arxivId: null,
  arxivVersion: null,
  doi: null,
  year: null,
  pages: [],
  blocks: [],
  figures: [],
  tables: [],
  warnings: [],
}

/** A library with its routes; the clock goes on by a second whenever it is read. */
async function desk(engine: Engine) {
  const { db, libraryId } = await freshStore(engine)
  let ms = Date.parse('2026-11-29T08:00:00Z')
  const now = () => new Date((ms += 1000))
  const papers = createPaperStore(db, libraryId, now)
  const review = createReviewStore(db, libraryId, 'editor', now)
  const announcer = createAnnouncer()
  const topics: string[] = []
  announcer.subscribe(({ topic }) => topics.push(topic))
  const roundup = createRoundup({
    store: createRoundupStore(db, libraryId, now),
    houseLines: async () => ({
      roundupName: 'arXiv roundup',
      titleFormat: '{date} {name}: {labels}',
      wordsNeverUsed: [],
    }),
    sponsorLine: async () => 'Made possible by Example Labs.',
  })
  const app = new Hono().route('/api', issueRoutes({ roundup, announcer }))

  /** Writes and approves a text; with `numbersMissing` it was checked: its only sentence holds those numbers that the paper has not. */
  async function approve(paperId: PaperId, text: string, lookedAt: ToLookAt[] = [], numbersMissing?: string[]) {
    const base = (await review.head(paperId))?.sequence ?? 0
    const revision = await review.appendRevision({
      paperId,
      baseSequence: base,
      text,
      draftId: null,
      origin: 'own',
      ops: [],
      activeMs: 0,
    })
    if (!revision) throw new Error('not saved')
    await review.addApproval(revision, lookedAt, noRecord)
    if (numbersMissing)
      await review.addGrounding(revision.id, await readingOf(paperId), grounding(text, numbersMissing), {
        found: 1,
        open: 1,
      })
  }
  async function readingOf(paperId: PaperId): Promise<PaperTextId> {
    const sha256 = paperId.replaceAll('-', '').padEnd(64, '0') as FileId
    await papers.addFile(paperId, { sha256, fileName: 'a.pdf', byteCount: 1, version: null, password: null })
    await papers.addReading(sha256, '1', { text: emptyText, summary: summarizeReading(emptyText) })
    const reading = await papers.latestText(paperId)
    if (!reading || !('id' in reading)) throw new Error('no reading')
    return reading.id
  }
  async function paper(
    title: string,
    { starred = false, text = `${title} is about something.`, arxivId = null as string | null } = {},
  ) {
    const id = await papers.addPaper({ title, arxivId, doi: null })
    if (starred) await papers.changePaper(id, { starred })
    await approve(id, text)
    return id
  }
  async function send(method: string, path: string, body?: unknown) {
    const response = await app.request(`/api${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const answer = (await response.json()) as { issue: IssueView; error: { kind: string; message: string } }
    return { status: response.status, ...answer }
  }
  const begin = async () => (await send('POST', '/issues', { date: '2026-11-29' })).issue
  const titles = (view: IssueView) => view.entries.map((entry) => entry.heading)
  return { app, papers, review, topics, approve, paper, send, begin, titles }
}

const grounding = (text: string, numbers: string[]): Grounding => ({
  sentences: [
    {
      start: 0,
      end: text.length,
      text,
      status: 'own',
      quotes: [],
      passages: [],
      numbers: numbers.map((number) => ({
        start: 0,
        end: 1,
        text: number,
        status: 'missing',
        places: [],
        derivation: null,
      })),
      notes: [],
      take: false,
      changed: false,
      checks: [],
    },
  ],
  pagesNotRead: [],
})

describe.each(engines)('on %s', (engine) => {
  test('a new issue holds what is approved and in no issue, starred first, with the sponsor line and a title to take', async () => {
    const { paper, begin, send, titles } = await desk(engine)
    await paper('Alpha: One')
    await paper('Beta: Two', { starred: true, arxivId: '2601.00001' })
    const first = await begin()
    expect(titles(first)).toEqual(['Beta: Two', 'Alpha: One'])
    expect(first).toMatchObject({
      issue: { date: '2026-11-29', title: '', sponsor: 'Made possible by Example Labs.', publishedAt: null },
      suggestedTitle: '2026-11-29 arXiv roundup: Beta, Alpha',
      unused: [],
      words: 10,
      readingMinutes: 1,
    })
    expect(first.entries[0]).toMatchObject({
      starred: true,
      words: 5,
      link: 'https://arxiv.org/abs/2601.00001',
      changed: null,
    })
    await paper('Gamma: Three')
    const second = await send('POST', '/issues', { date: '2026-12-06' })
    expect(second.status).toBe(201)
    expect(titles(second.issue)).toEqual(['Gamma: Three'])
  })

  test('the order given adds, removes and moves entries, and what was taken out is unused again', async () => {
    const { paper, begin, send, titles, topics } = await desk(engine)
    const a = await paper('Alpha')
    const b = await paper('Beta')
    const { issue } = await begin()
    const c = await paper('Gamma')
    const answer = await send('PUT', `/issues/${issue.id}/entries`, { paperIds: [c, a] })
    expect(answer.status).toBe(200)
    expect(titles(answer.issue)).toEqual(['Gamma', 'Alpha'])
    expect(answer.issue.unused.map((item) => item.paperId)).toEqual([b])
    expect((await send('GET', `/issues/${issue.id}`)).issue.entries.map((entry) => entry.paperId)).toEqual([c, a])
    expect(topics.at(-1)).toBe(`issue:${issue.id}`)
    expect((await send('PUT', `/issues/${issue.id}/entries`, { paperIds: [] })).issue.entries).toEqual([])
  })

  test('a paper without a standing approval cannot be put in, and nothing is changed', async () => {
    const { paper, papers, begin, send, titles } = await desk(engine)
    const a = await paper('Alpha')
    const { issue } = await begin()
    const b = await papers.addPaper({ title: 'Beta', arxivId: null, doi: null })
    const answer = await send('PUT', `/issues/${issue.id}/entries`, { paperIds: [b, a] })
    expect(answer).toMatchObject({ status: 409, error: { kind: 'not-approved' } })
    expect(titles((await send('GET', `/issues/${issue.id}`)).issue)).toEqual(['Alpha'])
    expect((await send('PUT', `/issues/${issue.id}/entries`, { paperIds: [a, a] })).status).toBe(400)
  })

  test('an entry is a frozen copy: a later approval is announced, and taken over only when asked', async () => {
    const { paper, review, approve, begin, send } = await desk(engine)
    const a = await paper('Alpha', { text: 'The old words.' })
    const { issue } = await begin()
    await review.withdrawApproval(a)
    await approve(a, 'The new words.')
    const view = (await send('GET', `/issues/${issue.id}`)).issue
    expect(view.entries[0]).toMatchObject({ text: 'The old words.', changed: 'newer-approval' })
    expect(view.lint.map((finding) => finding.kind)).toContain('changed-since')
    const moved = await send('PUT', `/issues/${issue.id}/entries`, { paperIds: [a] })
    expect(moved.issue.entries[0]).toMatchObject({ text: 'The old words.' })
    const refreshed = await send('POST', `/issues/${issue.id}/entries/${a}/refresh`)
    expect(refreshed.issue.entries[0]).toMatchObject({ text: 'The new words.', changed: null })
  })

  test('a withdrawn approval is announced; the same words approved again are no change', async () => {
    const { paper, review, approve, begin, send } = await desk(engine)
    const a = await paper('Alpha', { text: 'The words.' })
    const { issue } = await begin()
    await review.withdrawApproval(a)
    expect((await send('GET', `/issues/${issue.id}`)).issue.entries[0]?.changed).toBe('withdrawn')
    expect(await send('POST', `/issues/${issue.id}/entries/${a}/refresh`)).toMatchObject({
      status: 409,
      error: { kind: 'not-approved' },
    })
    await approve(a, 'The words.')
    expect((await send('GET', `/issues/${issue.id}`)).issue.entries[0]?.changed).toBeNull()
  })

  test('star, label and heading of an entry are the issue’s own', async () => {
    const { paper, papers, begin, send } = await desk(engine)
    const a = await paper('Alpha: One')
    const { issue } = await begin()
    const answer = await send('PATCH', `/issues/${issue.id}/entries/${a}`, {
      starred: true,
      label: 'small models',
      heading: 'Alpha',
    })
    expect(answer.issue).toMatchObject({
      entries: [{ starred: true, label: 'small models', heading: 'Alpha', paperTitle: 'Alpha: One' }],
      suggestedTitle: '2026-11-29 arXiv roundup: small models',
      lint: [{ kind: 'missing-title' }, { kind: 'heading-differs', paperId: a }],
    })
    expect((await papers.findPaper(a))?.starred ?? false).toBe(false)
    const unlabelled = await send('PATCH', `/issues/${issue.id}/entries/${a}`, { label: '' })
    expect(unlabelled.issue.entries[0]?.label).toBeNull()
    expect(await send('PATCH', `/issues/${issue.id}/entries/${randomUUID()}`, { starred: true })).toMatchObject({
      status: 404,
      error: { kind: 'entry-not-found' },
    })
  })

  test('a number that nobody confirmed is asked about before the export, a confirmed one is not', async () => {
    const { papers, approve, begin, send } = await desk(engine)
    const texts = ['It gains 12%.', 'It gains 13%.', 'It gains 14%.']
    const ids: PaperId[] = []
    for (const text of texts) ids.push(await papers.addPaper({ title: text, arxivId: null, doi: null }))
    await approve(ids[0]!, texts[0]!, [], ['12%'])
    await approve(ids[1]!, texts[1]!, [{ sentence: texts[1]!, why: '13% not found' }], ['13%'])
    await approve(ids[2]!, texts[2]!)
    const { issue } = await begin()
    const view = (await send('GET', `/issues/${issue.id}`)).issue
    expect(view.entries.map((entry) => entry.toLookAt)).toEqual([1, 0, 0])
    const asked = view.lint.filter((finding) => finding.kind === 'number-not-found')
    expect(asked).toEqual([{ kind: 'number-not-found', paperId: ids[0], message: expect.stringContaining('"12%"') }])
  })

  test('what the editor says of a sentence after its approval counts in the issue, of its own paper', async () => {
    const { papers, review, approve, begin, send } = await desk(engine)
    const words = 'It gains 12%.'
    const first = await papers.addPaper({ title: 'One', arxivId: null, doi: null })
    const second = await papers.addPaper({ title: 'Two', arxivId: null, doi: null })
    for (const id of [first, second]) await approve(id, words, [], ['12%'])
    const { issue } = await begin()
    const counted = async () => (await send('GET', `/issues/${issue.id}`)).issue.entries.map((entry) => entry.toLookAt)
    await review.addChecked(first, words)
    expect(await counted()).toEqual([0, 1])
    await review.takeBackAnswers(first, words)
    expect(await counted()).toEqual([1, 1])
  })

  test('a sentence that is called wrong after its approval is to look at, although nothing was missing', async () => {
    const { papers, review, approve, begin, send } = await desk(engine)
    const words = 'It gains 12%.'
    const id = await papers.addPaper({ title: 'One', arxivId: null, doi: null })
    await approve(id, words, [], [])
    const { issue } = await begin()
    const counted = async () => (await send('GET', `/issues/${issue.id}`)).issue.entries.map((entry) => entry.toLookAt)
    expect(await counted()).toEqual([0])
    const head = (await review.head(id))!
    await review.addFlagAnswer(head, { sentence: words, status: 'own', flag: 'missed', answer: 'agreed' })
    expect(await counted()).toEqual([1])
    await review.takeBackAnswers(id, words)
    expect(await counted()).toEqual([0])
  })

  test('slips are found before the issue goes out', async () => {
    const { paper, begin, send } = await desk(engine)
    await paper('Alpha', { text: 'It is the the best. What it effectively. does is rank.' })
    const { issue } = await begin()
    const answer = await send('PATCH', `/issues/${issue.id}`, { title: 'A title', outro: 'See you you soon.' })
    expect(answer.issue.lint.map((finding) => finding.kind)).toEqual([
      'doubled-word',
      'doubled-word',
      'stray-punctuation',
    ])
    const emptied = await send('PUT', `/issues/${issue.id}/entries`, { paperIds: [] })
    expect(emptied.issue.lint.map((finding) => finding.kind)).toEqual(['empty-issue', 'doubled-word'])
  })

  test('a published issue is not changed until it is taken back', async () => {
    const { paper, begin, send } = await desk(engine)
    const a = await paper('Alpha')
    const { issue } = await begin()
    const published = await send('PATCH', `/issues/${issue.id}`, { title: 'Done', published: true })
    expect(published.issue.issue).toMatchObject({ title: 'Done', publishedAt: expect.stringMatching(/^2026-11-29T/) })
    for (const [method, path, body] of [
      ['PATCH', '', { title: 'Other' }],
      ['PUT', '/entries', { paperIds: [] }],
      ['PATCH', `/entries/${a}`, { starred: true }],
      ['POST', `/entries/${a}/refresh`, undefined],
    ] as const)
      expect((await send(method, `/issues/${issue.id}${path}`, body)).error.kind).toBe('issue-published')
    await send('PATCH', `/issues/${issue.id}`, { published: false })
    expect((await send('PATCH', `/issues/${issue.id}`, { title: 'Other' })).issue.issue.title).toBe('Other')
  })

  test('both exports are files with the entries in order', async () => {
    const { app, paper, begin, send } = await desk(engine)
    await paper('Alpha', { text: 'First <script>alert(1)</script>.' })
    await paper('Beta', { starred: true })
    const { issue } = await begin()
    await send('PATCH', `/issues/${issue.id}`, { title: '2026-11-29 arXiv roundup: Beta' })
    const markdown = await app.request(`/api/issues/${issue.id}/export`)
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    expect(await markdown.text()).toBe(
      '# 2026-11-29 arXiv roundup: Beta\n\n*Made possible by Example Labs.*\n\n## ⭐ Beta\n\nBeta is about something.\n\n## Alpha\n\nFirst \\<script>alert(1)\\</script>.\n',
    )
    const html = await app.request(`/api/issues/${issue.id}/export?format=html`)
    expect(html.headers.get('content-disposition')).toBe('attachment; filename="2026-11-29-roundup.html"')
    expect(await html.text()).toMatch(/⭐ Beta<\/h2>[^]*Alpha<\/h2>[^]*&lt;script&gt;/)
    expect((await app.request(`/api/issues/${issue.id}/export?format=pdf`)).status).toBe(400)
  })

  test('an unknown issue is a 404 that the page can name, and the list knows the others', async () => {
    const { app, paper, begin, send } = await desk(engine)
    expect(await send('GET', `/issues/${randomUUID()}`)).toMatchObject({
      status: 404,
      error: { kind: 'issue-not-found' },
    })
    expect(await send('PATCH', `/issues/${randomUUID()}`, { title: 'x' })).toMatchObject({ status: 404 })
    await paper('Alpha')
    const { issue } = await begin()
    const list = await (await app.request('/api/issues')).json()
    expect(list).toEqual({
      issues: [{ id: issue.id, date: '2026-11-29', title: '', publishedAt: null, entryCount: 1 }],
    })
  })
})
