/** Review through its front door: HTTP, both stores, the offline drafter, one of the sample papers. */
import { afterAll, describe, expect, test } from 'vitest'
import { freshApp as appOf, type FreshApp } from '../../test/fresh-app.ts'
import type { GroundingView, ReviewView } from '../desk/schema.ts'
import { engines } from '../../test/fresh-database.ts'
import { drafted, reviewOf, uploaded } from '../../test/review-app.ts'
import { createExtractionPool } from '../papers/extraction-pool.ts'
import type { Engine } from '../storage/open-database.ts'
import type { Approval, Note, ReviewError, Revision } from './schema.ts'

// The real children, started once: each test reads the sample anew.
const pool = createExtractionPool({ size: 1 })
afterAll(() => pool.close())
const freshApp = (engine: Engine) => appOf(engine, { pool })

const save = (app: FreshApp, paperId: string, base: string, text: string) =>
  app.json('PUT', `/api/papers/${paperId}/text`, { text, ops: [], activeMs: 1000 }, { 'if-match': `"${base}"` })

const approve = (app: FreshApp, paperId: string, base: string, text: string, confirmed = true) =>
  app.json(
    'POST',
    `/api/papers/${paperId}/approve`,
    { text, ops: [], activeMs: 2000, confirmed },
    { 'if-match': `"${base}"` },
  )

/** The draft with a number of one of its sentences changed to one that stands nowhere in the paper. */
function withWrongNumber({ head, grounding }: ReviewView): string {
  const sentence = grounding!.sentences.find((one) => one.numbers.some((number) => number.status === 'near'))!
  const number = sentence.numbers.find((one) => one.status === 'near')!
  return `${head!.text.slice(0, number.start)}98765.4${head!.text.slice(number.end)}`
}

describe.each(engines)('on %s', (engine) => {
  test('without a model an upload becomes a grounded draft of extracted sentences', async () => {
    const app = await freshApp(engine)
    const { review } = await drafted(app)
    expect(review.stage).toBe('to-review')
    expect(review.reading.state).toBe('read')
    expect(review.draft).toMatchObject({ status: 'complete', model: 'offline' })
    expect(review.head).toMatchObject({ origin: 'draft', sequence: 1, text: review.draft?.prose })
    expect(review.head?.text).toContain('Extracted sentences, not a written summary')
    const grounding = review.grounding as GroundingView
    const quoted = grounding.sentences.filter((sentence) => sentence.status === 'quoted')
    expect(quoted.length).toBeGreaterThan(3)
    for (const sentence of quoted) expect(sentence.quotes[0]?.anchor?.boxes.length).toBeGreaterThan(0)
  })

  test('a save needs the revision it was written on, and the second of two writers gets both texts', async () => {
    const app = await freshApp(engine)
    const { paperId, review } = await drafted(app)
    const base = review.head!.id
    const unconditional = await app.json('PUT', `/api/papers/${paperId}/text`, { text: 'x', ops: [], activeMs: 0 })
    expect(unconditional).toMatchObject({ status: 428, body: { error: { kind: 'precondition-required' } } })

    const [one, two] = await Promise.all([save(app, paperId, base, 'Mine.'), save(app, paperId, base, 'Theirs.')])
    expect([one.status, two.status].toSorted()).toEqual([200, 412])
    const lost = (one.status === 412 ? one : two).body as { error: ReviewError }
    const won = (one.status === 200 ? one : two).body as { revision: Revision }
    expect(lost.error).toMatchObject({
      kind: 'revision-conflict',
      theirs: { id: won.revision.id, text: won.revision.text },
    })
    expect((await reviewOf(app, paperId)).head?.text).toBe(won.revision.text)
  })

  test('a save whose answer was lost can be repeated, and opening a draft is no edit', async () => {
    const app = await freshApp(engine)
    const { paperId, review } = await drafted(app)
    const first = (await save(app, paperId, review.head!.id, 'Edited.')).body as { revision: Revision }
    const again = (await save(app, paperId, review.head!.id, 'Edited.')).body as { revision: Revision }
    expect(again.revision.id).toBe(first.revision.id)
    const { revisions } = (await app.json('GET', `/api/papers/${paperId}/revisions`)).body as { revisions: Revision[] }
    expect(revisions.map((revision) => revision.text)).toEqual(['Edited.', review.head!.text])
  })

  test('an earlier state is restored as the newest one, with the draft that it grew from; nothing is lost', async () => {
    const app = await freshApp(engine)
    const { paperId, review } = await drafted(app)
    const first = review.head!
    const edited = (await save(app, paperId, first.id, 'All mine now.')).body as { revision: Revision }
    const restore = (id: string, base: string) =>
      app.json('POST', `/api/revisions/${id}/restore`, undefined, { 'if-match': `"${base}"` })
    expect(await restore(first.id, first.id)).toMatchObject({
      status: 412,
      body: { error: { kind: 'revision-conflict', theirs: { id: edited.revision.id } } },
    })
    expect(await restore(first.id, edited.revision.id)).toMatchObject({
      status: 200,
      body: { revision: { text: first.text, draftId: first.draftId, origin: 'restored', sequence: 3 } },
    })
    const { revisions } = (await app.json('GET', `/api/papers/${paperId}/revisions`)).body as { revisions: Revision[] }
    expect(revisions.map(({ origin }) => origin)).toEqual(['restored', 'edit', 'draft'])
    expect(await restore(crypto.randomUUID(), first.id)).toMatchObject({ status: 404 })
    await approve(app, paperId, revisions[0]!.id, first.text)
    expect(await restore(edited.revision.id, revisions[0]!.id)).toMatchObject({
      status: 409,
      body: { error: { kind: 'already-approved' } },
    })
  })

  test('a summary can be written without any draft', async () => {
    const app = await freshApp(engine)
    const paperId = await uploaded(app)
    const saved = await save(app, paperId, 'none', 'My own words about it.')
    expect(saved).toMatchObject({ status: 200, body: { revision: { origin: 'own', draftId: null, sequence: 1 } } })
    const approval = await approve(
      app,
      paperId,
      (saved.body as { revision: Revision }).revision.id,
      'My own words about it.',
    )
    expect(approval).toMatchObject({ status: 201, body: { approval: { record: { draftId: null, cost: null } } } })
  })

  test('a new draft never replaces an edited text: it stands beside it until it is adopted', async () => {
    const app = await freshApp(engine)
    const { paperId, review } = await drafted(app)
    const edited = (await save(app, paperId, review.head!.id, 'All mine now.')).body as { revision: Revision }
    await app.json('POST', `/api/papers/${paperId}/drafts`, {})
    await app.parts.queue.idle()
    const after = await reviewOf(app, paperId)
    expect(after.head?.id).toBe(edited.revision.id)
    expect(after.drafts).toHaveLength(2)
    const sibling = after.drafts[1]!
    const adopted = await app.json('POST', `/api/drafts/${sibling.id}/adopt`, undefined, {
      'if-match': `"${edited.revision.id}"`,
    })
    expect(adopted).toMatchObject({
      status: 200,
      body: { revision: { origin: 'draft', draftId: sibling.id, sequence: 3 } },
    })
  })

  test('notes are numbered in their order, deleted and brought back', async () => {
    const app = await freshApp(engine)
    const paperId = await uploaded(app)
    const add = async (text: string) =>
      ((await app.json('POST', `/api/papers/${paperId}/notes`, { text })).body as { note: Note }).note
    const first = await add('same net on all sizes')
    const second = await add('how slow?')
    expect([first.number, second.number]).toEqual([1, 2])
    await app.json('DELETE', `/api/notes/${first.id}`)
    expect((await reviewOf(app, paperId)).notes.map((note) => [note.number, note.text])).toEqual([[1, 'how slow?']])
    await app.json('POST', `/api/notes/${first.id}/restore`)
    expect((await reviewOf(app, paperId)).notes.map((note) => note.text)).toEqual([
      'same net on all sizes',
      'how slow?',
    ])
    const changed = await app.json('PUT', `/api/notes/${second.id}`, { text: 'how slow, in hours?' })
    expect(changed).toMatchObject({ status: 200, body: { note: { number: 2, text: 'how slow, in hours?' } } })
    expect(await app.json('PUT', `/api/notes/${crypto.randomUUID()}`, { text: 'x' })).toMatchObject({ status: 404 })
  })

  test('approval asks once about a number that stands nowhere, then writes revision, approval and edit record', async () => {
    const app = await freshApp(engine)
    const { paperId, review } = await drafted(app)
    const text = withWrongNumber(review)
    const asked = await approve(app, paperId, review.head!.id, text, false)
    expect(asked).toMatchObject({ status: 409, body: { error: { kind: 'confirm-first' } } })
    const { toLookAt } = (asked.body as { error: ReviewError }).error
    expect(toLookAt?.some((item) => item.sentence.includes('98765.4'))).toBe(true)
    expect((await reviewOf(app, paperId)).head?.id).toBe(review.head!.id)

    const { approval } = (await approve(app, paperId, review.head!.id, text)).body as { approval: Approval }
    expect(approval.text).toBe(text)
    expect(approval.record).toMatchObject({
      draftId: review.draft!.id,
      sentencesAdded: 0,
      sentencesChanged: 1,
      activeMs: 2000,
    })
    expect(approval.record.fixed).toBeGreaterThan(0)
    expect(approval.record.added).toBe(0)
    expect((await reviewOf(app, paperId)).stage).toBe('approved')
  })

  test('who wants to be asked what was fixed is asked once, and the answer is kept in the record', async () => {
    const app = await freshApp(engine)
    const { paperId, review } = await drafted(app)
    const body = { text: 'All mine.', ops: [], activeMs: 0, askFirst: true }
    const send = (more: object) =>
      app.json('POST', `/api/papers/${paperId}/approve`, { ...body, ...more }, { 'if-match': `"${review.head!.id}"` })
    expect(await send({ confirmed: false })).toMatchObject({
      status: 409,
      body: { error: { kind: 'confirm-first', toLookAt: [] } },
    })
    expect(await send({ confirmed: true, reason: 2 })).toMatchObject({ body: { approval: { record: { reason: 2 } } } })
  })

  test('the newest rating is shown beside the entry', async () => {
    // Each look at the clock is a second after the one before.
    let seconds = Date.UTC(2026, 10, 29) / 1000
    const app = await appOf(engine, { pool, now: () => new Date((seconds += 1) * 1000) })
    const { paperId, review } = await drafted(app)
    expect(review.rating).toBeNull()
    await app.json('PUT', `/api/papers/${paperId}/rating`, { faithful: 3, style: null, insight: null })
    await app.json('PUT', `/api/papers/${paperId}/rating`, { faithful: 4, style: 5, insight: null })
    expect((await reviewOf(app, paperId)).rating).toEqual({ faithful: 4, style: 5, insight: null })
  })

  test('an approved entry is not edited until the approval is withdrawn; approving twice is one approval', async () => {
    const app = await freshApp(engine)
    const { paperId, review } = await drafted(app)
    const { approval } = (await approve(app, paperId, review.head!.id, 'Final.')).body as { approval: Approval }
    const twice = (await approve(app, paperId, review.head!.id, 'Final.')).body as { approval: Approval }
    expect(twice.approval.id).toBe(approval.id)
    expect(await save(app, paperId, approval.revisionId, 'More.')).toMatchObject({
      status: 409,
      body: { error: { kind: 'already-approved' } },
    })
    expect((await app.json('POST', `/api/papers/${paperId}/withdraw`)).status).toBe(200)
    expect((await save(app, paperId, approval.revisionId, 'More.')).status).toBe(200)
    expect((await reviewOf(app, paperId)).approval).toBeNull()
    expect((await app.json('POST', `/api/papers/${paperId}/withdraw`)).status).toBe(409)
  })

  test('a double click approves once, and an approved text is not replaced by a draft either', async () => {
    const app = await freshApp(engine)
    const { paperId, review } = await drafted(app)
    const both = await Promise.all([1, 2].map(() => approve(app, paperId, review.head!.id, 'Final.')))
    expect(both.map((answer) => answer.status)).toEqual([201, 201])
    const ids = both.map((answer) => (answer.body as { approval: Approval }).approval.id)
    expect(ids[0]).toBe(ids[1])
    expect(await app.parts.db.q().selectFrom('edit_record').selectAll().execute()).toHaveLength(1)
    const { revisionId } = (both[0]!.body as { approval: Approval }).approval
    const adopted = await app.json('POST', `/api/drafts/${review.draft!.id}/adopt`, undefined, {
      'if-match': revisionId,
    })
    expect(adopted).toMatchObject({ status: 409, body: { error: { kind: 'already-approved' } } })
  })

  test('a NUL in a text is replaced, not refused: a save must always be possible', async () => {
    const app = await freshApp(engine)
    const paperId = await uploaded(app)
    const saved = await save(app, paperId, 'none', 'a\0b')
    expect(saved).toMatchObject({ status: 200, body: { revision: { text: 'a\ufffdb' } } })
  })

  test('an empty text cannot be approved', async () => {
    const app = await freshApp(engine)
    const { paperId, review } = await drafted(app)
    expect(await approve(app, paperId, review.head!.id, '  \n')).toMatchObject({
      status: 422,
      body: { error: { kind: 'nothing-to-approve' } },
    })
  })

  test('"I checked this" takes a sentence off the list of what to look at', async () => {
    const app = await freshApp(engine)
    const { paperId, review } = await drafted(app)
    const text = withWrongNumber(review)
    const saved = (await save(app, paperId, review.head!.id, text)).body as { revision: Revision }
    const before = ((await approve(app, paperId, saved.revision.id, text, false)).body as { error: ReviewError }).error
    for (const item of before.toLookAt ?? [])
      await app.json('PUT', `/api/papers/${paperId}/answer`, { sentence: item.sentence, answer: 'right' })
    expect((await approve(app, paperId, saved.revision.id, text, false)).status).toBe(201)
  })
})
