/** The editor's word on flags through the front door, and the record of how often the checks were wrong that comes of it. */
import { afterAll, describe, expect, test } from 'vitest'
import { freshApp, type FreshApp } from '../../test/fresh-app.ts'
import { engines } from '../../test/fresh-database.ts'
import { drafted, reviewOf, rowOf, saved } from '../../test/review-app.ts'
import type { CheckRecord, ReviewView, SentenceView } from '../desk/schema.ts'
import { createExtractionPool } from '../papers/extraction-pool.ts'
import type { PaperId } from '../papers/schema.ts'
import type { SentenceAnswer } from './schema.ts'

const pool = createExtractionPool({ size: 1 })
afterAll(() => pool.close())

/** A saved text whose sentence of `wrong` has a number that stands nowhere in the paper. */
async function flagged(app: FreshApp): Promise<{ paperId: PaperId; wrong: SentenceView; quoted: SentenceView }> {
  const { paperId, review } = await drafted(app)
  const sentence = review.grounding!.sentences.find((one) => one.numbers.some((number) => number.status === 'near'))!
  const number = sentence.numbers.find((one) => one.status === 'near')!
  const { text } = review.head!
  await saved(app, paperId, `${text.slice(0, number.start)}98765.4${text.slice(number.end)}`)
  const { sentences } = (await reviewOf(app, paperId)).grounding!
  const wrong = sentences.find((one) => one.text.includes('98765.4'))!
  return { paperId, wrong, quoted: sentences.find((one) => one.status === 'quoted' && one.flags.length === 0)! }
}

const answer = (app: FreshApp, id: PaperId, sentence: string, said: SentenceAnswer | null) =>
  app.json('PUT', `/api/papers/${id}/answer`, { sentence, answer: said })

const recordOf = async (app: FreshApp): Promise<CheckRecord> =>
  ((await app.json('GET', '/api/checks')).body as { record: CheckRecord }).record

const shown = (view: ReviewView, sentence: string) => view.grounding!.sentences.find((one) => one.text === sentence)

async function approve(app: FreshApp, id: PaperId): Promise<void> {
  const { head } = await reviewOf(app, id)
  const body = { text: head!.text, ops: [], activeMs: 0, confirmed: true }
  expect((await app.json('POST', `/api/papers/${id}/approve`, body, { 'if-match': `"${head!.id}"` })).status).toBe(201)
}

describe.each(engines)('on %s', (engine) => {
  test('"it was wrong" answers the flag and leaves the sentence to look at until it has other words', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, wrong } = await flagged(app)
    const { toLookAt } = await rowOf(app, paperId)
    expect(await answer(app, paperId, wrong.text, 'wrong')).toMatchObject({
      status: 200,
      body: { answers: [{ flag: 'number-missing', answer: 'agreed', status: wrong.status }] },
    })
    expect(shown(await reviewOf(app, paperId), wrong.text)).toMatchObject({ calledWrong: true, checkedByEditor: false })
    expect((await rowOf(app, paperId)).toLookAt).toBe(toLookAt)

    // The other way round: what was said before no longer stands.
    await answer(app, paperId, wrong.text, 'right')
    expect(shown(await reviewOf(app, paperId), wrong.text)).toMatchObject({ calledWrong: false, checkedByEditor: true })
    expect(await recordOf(app)).toMatchObject({ all: { right: { count: 0, n: 1 } }, flags: [{ outcome: 'dismissed' }] })
    await answer(app, paperId, wrong.text, null)
    expect(await recordOf(app)).toMatchObject({ flags: [], open: 1 })
  })

  test('an error in a sentence that carried ● is kept with its status, and asked about before approval', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, quoted } = await flagged(app)
    const { toLookAt } = await rowOf(app, paperId)
    expect(await answer(app, paperId, quoted.text, 'wrong')).toMatchObject({
      body: { answers: [{ flag: 'missed', status: 'quoted' }] },
    })
    expect((await rowOf(app, paperId)).toLookAt).toBe(toLookAt + 1)
    const record = await recordOf(app)
    expect(record.errors).toMatchObject([{ paperId, sentence: quoted.text, status: 'quoted' }])
    expect(record.missed[0]).toMatchObject({ status: 'quoted', errors: { count: 1 } })
    expect(record.missed[0]!.errors.n).toBeGreaterThan(3)
    expect(record.all.agreed.n).toBe(0)
  })

  test('a flag that nobody answered counts once the entry is approved, as changed where its sentence was rewritten', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, wrong } = await flagged(app)
    expect(await recordOf(app)).toMatchObject({ open: 1, flags: [] })
    await approve(app, paperId)
    expect(await recordOf(app)).toMatchObject({ open: 0, flags: [{ flag: 'number-missing', outcome: 'unanswered' }] })

    await app.json('POST', `/api/papers/${paperId}/withdraw`)
    await answer(app, paperId, wrong.text, 'wrong')
    const { head } = await reviewOf(app, paperId)
    await saved(app, paperId, head!.text.replace(wrong.text, 'Nothing of the kind.'))
    await approve(app, paperId)
    // The answer stands although its sentence is gone.
    expect((await recordOf(app)).flags).toMatchObject([
      { sentence: wrong.text, outcome: 'agreed', index: null, title: expect.stringContaining('95%') as string },
    ])
  })

  test('a sentence that the saved text does not have cannot be called wrong', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId } = await flagged(app)
    expect(await answer(app, paperId, 'Not there.', 'wrong')).toMatchObject({
      status: 404,
      body: { error: { kind: 'sentence-not-found' } },
    })
  })

  test('of two answers at the same time one stands, and the list of papers counts with it', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, wrong } = await flagged(app)
    const { toLookAt } = await rowOf(app, paperId)
    const both = ['right', 'wrong'] as const
    await Promise.all([1, 2, 3, 4].flatMap(() => both.map((said) => answer(app, paperId, wrong.text, said))))
    const { checkedByEditor, calledWrong } = shown(await reviewOf(app, paperId), wrong.text)!
    expect([checkedByEditor, calledWrong].filter(Boolean)).toHaveLength(1)
    expect((await rowOf(app, paperId)).toLookAt).toBe(checkedByEditor ? toLookAt - 1 : toLookAt)
    expect((await recordOf(app)).flags).toMatchObject([{ outcome: checkedByEditor ? 'dismissed' : 'agreed' }])
  })

  test('an answer in one paper says nothing of the same words in another', async () => {
    const app = await freshApp(engine, { pool })
    const { wrong } = await flagged(app)
    const other = await app.parts.papers.addPaper({ title: 'Another', arxivId: null, doi: null })
    await answer(app, other, wrong.text, 'right')
    expect(await recordOf(app)).toMatchObject({ flags: [], open: 1 })
  })

  test('what the first version of the program kept of its checks is counted too', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId } = await flagged(app)
    await approve(app, paperId)
    const record = await recordOf(app)
    expect(record.missed[0]!.errors.n).toBeGreaterThan(3)
    const { db } = app.parts
    const kept = await db.q().selectFrom('grounding').selectAll().execute()
    await db.q().deleteFrom('grounding').execute()
    for (const row of kept)
      await db
        .q()
        .insertInto('grounding')
        .values({ ...row, signs_json: null })
        .execute()
    expect(await recordOf(app)).toEqual(record)
  })
})
