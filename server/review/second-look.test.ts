/** A model's second look through the front door: after a draft, on its sentences, as a flag like the others. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshApp, type FreshApp } from '../../test/fresh-app.ts'
import { engines } from '../../test/fresh-database.ts'
import { madePaper } from '../../test/made-paper.ts'
import { reviewOf, rowOf, saved } from '../../test/review-app.ts'
import type { CheckRecord } from '../desk/schema.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { summarizeReading } from '../papers/reading.ts'
import { FileId, type PaperId } from '../papers/schema.ts'
import type { Settings } from '../settings/schema.ts'
import type { Engine } from '../storage/open-database.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

const fact = (name: string) => `The ${name} of the trial widget is described here with enough words to be read.`
const paper = madePaper([
  { kind: 'title', text: 'A Trial of Widgets' },
  { kind: 'abstract', text: `We take a widget apart. ${fact('purpose')} ${fact('history')}` },
  { kind: 'heading', text: '1 Results' },
  { kind: 'paragraph', text: `The widget needs 42 hours of training on the large collection. ${fact('colour')}` },
  { kind: 'paragraph', text: 'The gadget was left in the rain for a day before anybody saw it.', page: 2 },
])
/** What the stub ends its draft with. */
const wrong = 'The widget needs 24 hours of training on the large collection.'
const doubt = {
  kind: 'model-doubt',
  why: 'A model\'s second look: the passage on p. 1 says otherwise: "widget needs 42 hours of".',
}

/** The paper with a finished draft of `model`, in a library with these settings. */
async function drafted(engine: Engine, model: string | null, settings: Partial<Settings> = { modelCheck: true }) {
  const app = await freshApp(engine, { model: model === null ? null : { apiKey: 'key', baseUrl: stub.url, model } })
  await app.parts.settings.write(settings)
  const { papers } = app.parts
  const paperId = await papers.addPaper({ title: 'A Trial of Widgets', arxivId: null, doi: null })
  const sha256 = FileId.parse('a'.repeat(64))
  await papers.addFile(paperId, { sha256, fileName: 'trial.pdf', byteCount: 1, version: null, password: null })
  await papers.addReading(sha256, paper.extractorVersion, { text: paper, summary: summarizeReading(paper) })
  const started = await app.json('POST', `/api/papers/${paperId}/drafts`, {})
  return { app, paperId, draftId: (started.body as { draft: { id: string } }).draft.id }
}

const sentenceOf = async (app: FreshApp, paperId: PaperId, text: string) =>
  (await reviewOf(app, paperId)).grounding!.sentences.find((one) => one.text === text)!
const looksMade = async ({ parts }: FreshApp) =>
  (await parts.calls.list(100)).filter(({ purpose }) => purpose === 'check-claims')
const recordOf = async (app: FreshApp): Promise<CheckRecord> =>
  ((await app.json('GET', '/api/checks')).body as { record: CheckRecord }).record

describe.each(engines)('on %s', (engine) => {
  test('where the passage says otherwise the sentence is flagged with the words, and approval asks about it once', async () => {
    const { app, paperId } = await drafted(engine, 'other-hours')
    await app.parts.queue.idle()
    expect((await sentenceOf(app, paperId, wrong)).flags).toContainEqual(doubt)
    const { head, grounding } = await reviewOf(app, paperId)
    const flagged = grounding!.sentences.filter(({ flags }) => flags.some(({ kind }) => kind === 'model-doubt'))
    expect(flagged.map(({ text }) => text)).toEqual([wrong])
    expect((await rowOf(app, paperId)).toLookAt).toBeGreaterThan(0)
    const calls = await looksMade(app)
    for (const { id } of calls)
      expect(await app.parts.calls.find(id)).toMatchObject({ runId: head!.draftId, error: null })
    const kept = await app.parts.db.q().selectFrom('second_look').select('call_id').execute()
    expect(kept.map((row) => row.call_id).toSorted()).toEqual(calls.map(({ id }) => id).toSorted())

    const body = { text: head!.text, ops: [], activeMs: 0 }
    const approve = (confirmed: boolean) =>
      app.json('POST', `/api/papers/${paperId}/approve`, { ...body, confirmed }, { 'if-match': `"${head!.id}"` })
    expect(await approve(false)).toMatchObject({
      body: {
        error: { kind: 'confirm-first', toLookAt: [{ sentence: wrong, why: expect.stringContaining(doubt.why) }] },
      },
    })
    expect((await approve(true)).status).toBe(201)
    expect((await recordOf(app)).flags).toContainEqual(
      expect.objectContaining({ flag: 'model-doubt', sentence: wrong, outcome: 'unanswered' }),
    )
  })

  test('a doubt stays with its sentence through saves, is answered like any flag, and goes with its words', async () => {
    const { app, paperId } = await drafted(engine, 'other-hours')
    await app.parts.queue.idle()
    const { text } = (await reviewOf(app, paperId)).head!
    await saved(app, paperId, `My own opinion goes first. ${text}`)
    expect((await sentenceOf(app, paperId, wrong)).flags).toContainEqual(doubt)
    await app.json('PUT', `/api/papers/${paperId}/answer`, { sentence: wrong, answer: 'right' })
    expect((await recordOf(app)).flags).toContainEqual(
      expect.objectContaining({ flag: 'model-doubt', outcome: 'dismissed' }),
    )
    const before = (await looksMade(app)).length
    const mended = wrong.replace('24', '42')
    await saved(app, paperId, text.replace(wrong, mended))
    expect((await sentenceOf(app, paperId, mended)).flags).not.toContainEqual(doubt)
    expect((await looksMade(app)).length).toBe(before)
  })

  test.each([
    ['it is off, as it is by default', 'other-hours', {}],
    ['no model is connected', null, { modelCheck: true }],
    ['the draft is not whole', 'output-limit', { modelCheck: true }],
  ])('nobody is asked while %s', async (_name, model, settings) => {
    const { app, paperId } = await drafted(engine, model, settings)
    await app.parts.queue.idle()
    expect((await reviewOf(app, paperId)).head).not.toBeNull()
    expect(await looksMade(app)).toEqual([])
  })

  test('a look that fails is an error of its own: the draft is whole, and nothing is flagged for it', async () => {
    const { app, paperId } = await drafted(engine, 'check-refused')
    await app.parts.queue.idle()
    const { draft, grounding } = await reviewOf(app, paperId)
    expect(draft).toMatchObject({ status: 'complete', error: null })
    expect(grounding!.sentences.map(({ secondLook }) => secondLook?.state)).toContain('check-error')
    expect(grounding!.sentences.flatMap(({ flags }) => flags)).toEqual([])
  })

  test('it goes through the spend limit', async () => {
    // Of a call 8,000 tokens are held back: one draft fits, and what it cost leaves no room for another call.
    const prices = { 'other-hours': { inputUsd: 0, outputUsd: 1000 } }
    const { app, paperId } = await drafted(engine, 'other-hours', { modelCheck: true, prices, spendLimitDayUsd: 8.01 })
    await app.parts.queue.idle()
    expect((await reviewOf(app, paperId)).draft).toMatchObject({ status: 'complete' })
    expect((await sentenceOf(app, paperId, wrong)).secondLook).toMatchObject({
      state: 'check-error',
      why: expect.stringContaining("Today's limit"),
    })
    expect(await looksMade(app)).toEqual([])
  })

  test('Stop ends it within a second; the draft, and the call as stopped, are kept', async () => {
    const { app, paperId, draftId } = await drafted(engine, 'check-slow')
    const asked = () => stub.requests.findLast(({ model }) => model === 'check-slow')!
    await expect.poll(async () => (await reviewOf(app, paperId)).draft?.status, { timeout: 5000 }).toBe('complete')
    await expect.poll(() => JSON.stringify(asked().body)).toContain('Claim 1')
    const at = performance.now()
    await app.json('POST', `/api/drafts/${draftId}/stop`)
    expect(performance.now() - at).toBeLessThan(1000)
    await expect.poll(() => asked().closedEarly).toBe(true)
    expect((await reviewOf(app, paperId)).draft).toMatchObject({ status: 'complete', error: null })
    expect(await looksMade(app)).toMatchObject([{ error: { kind: 'stopped' } }])
  })
})
