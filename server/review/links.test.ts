/** Links of sentences to passages through the front door: HTTP, both stores, a sample paper with an offline draft. */
import { afterAll, describe, expect, test } from 'vitest'
import { freshApp, type FreshApp } from '../../test/fresh-app.ts'
import { engines } from '../../test/fresh-database.ts'
import { drafted, readAnew, reviewOf, rowOf, saved, textOf } from '../../test/review-app.ts'
import type { ReviewView, SentenceView } from '../desk/schema.ts'
import type { Anchor } from '../grounding/schema.ts'
import { createExtractionPool } from '../papers/extraction-pool.ts'
import type { PaperId } from '../papers/schema.ts'
import type { Link } from './schema.ts'

const pool = createExtractionPool({ size: 1 })
afterAll(() => pool.close())

const own = 'The author thinks that nobody has looked at this before.'

/** Some words of page 1, as a selection in the PDF gives them. */
async function passage(app: FreshApp, id: PaperId, from = 600): Promise<Anchor> {
  const [page] = (await textOf(app, id)).pages
  const start = page!.text.indexOf(' ', from) + 1
  const end = page!.text.indexOf(' ', start + 60)
  const quote = page!.text.slice(start, end)
  return { spans: [{ pageIndex: 0, start, end }], quote, prefix: '', suffix: '', match: 'exact' }
}

async function tie(app: FreshApp, id: PaperId, sentence: string, anchor: Anchor, kind: Link['kind']): Promise<Link> {
  const answer = await app.json('POST', `/api/papers/${id}/links`, { sentence, anchor, kind })
  expect(answer.status).toBe(201)
  return (answer.body as { link: Link }).link
}

const sentenceOf = (view: ReviewView, words: string): SentenceView =>
  view.grounding!.sentences.find((sentence) => sentence.text.includes(words))!

describe.each(engines)('on %s', (engine) => {
  test('a passage that the editor ties to a sentence is its source, with boxes, until the link is taken back', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    await saved(app, paperId, `${review.head!.text}\n\n${own}`)
    const anchor = await passage(app, paperId)
    const link = await tie(app, paperId, own, anchor, 'linked')
    const linked = sentenceOf(await reviewOf(app, paperId), own)
    expect(linked).toMatchObject({ status: 'linked', changed: false, links: [{ id: link.id, state: 'placed' }] })
    expect(linked.links[0]!.anchor.boxes.length).toBeGreaterThan(0)
    expect(linked.links[0]!.anchor.quote).toBe(anchor.quote)

    expect((await tie(app, paperId, own, anchor, 'linked')).id).toBe(link.id)
    expect((await app.json('DELETE', `/api/links/${link.id}`)).status).toBe(200)
    expect(sentenceOf(await reviewOf(app, paperId), own)).toMatchObject({ status: 'own', links: [] })
    await app.json('POST', `/api/links/${link.id}/restore`)
    expect(sentenceOf(await reviewOf(app, paperId), own).status).toBe('linked')
    expect((await app.json('DELETE', `/api/links/${crypto.randomUUID()}`)).status).toBe(404)
  })

  test('a link follows its sentence through small edits to other words, and says that they changed', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    const steps = [
      'The method gains four points on the long texts of the new set.',
      'The method gains four points on the long texts of an older set.',
      'The method loses four points on the short texts of an older set.',
      'The baseline loses one point on the short texts of an older set.',
      'The baseline loses one percent, on short notes of an older set.',
    ]
    await saved(app, paperId, `${review.head!.text}\n\n${steps[0]}`)
    await tie(app, paperId, steps[0]!, await passage(app, paperId), 'linked')
    for (const step of steps.slice(1)) await saved(app, paperId, `${review.head!.text}\n\n${step}`)
    const changed = sentenceOf(await reviewOf(app, paperId), steps.at(-1)!)
    expect(changed).toMatchObject({ status: 'linked', changed: true })

    // Cut, and put back as it was in the beginning: the link waited.
    await saved(app, paperId, review.head!.text)
    expect((await reviewOf(app, paperId)).grounding!.linksWithoutSentence).toMatchObject([{ sentence: steps.at(-1) }])
    await saved(app, paperId, `${steps[0]}\n\n${review.head!.text}`)
    const back = await reviewOf(app, paperId)
    expect(back.grounding!.linksWithoutSentence).toEqual([])
    expect(sentenceOf(back, steps[0]!)).toMatchObject({ status: 'linked', changed: false })
  })

  test('a sentence with other words is linked anew to the same passage, and then fits again', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    const anchor = await passage(app, paperId)
    await saved(app, paperId, `${review.head!.text}\n\n${own}`)
    await tie(app, paperId, own, anchor, 'linked')
    const other = own.replace('nobody', 'no one else')
    await saved(app, paperId, `${review.head!.text}\n\n${other}`)
    expect(sentenceOf(await reviewOf(app, paperId), other)).toMatchObject({ status: 'linked', changed: true })
    const again = await tie(app, paperId, other, anchor, 'linked')
    expect(sentenceOf(await reviewOf(app, paperId), other)).toMatchObject({
      changed: false,
      links: [{ id: again.id }],
    })
  })

  test('a link finds its passage in a newer reading of the paper, and says when that does not have it', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    await saved(app, paperId, `${review.head!.text}\n\n${own}`)
    const anchor = await passage(app, paperId)
    await tie(app, paperId, own, anchor, 'linked')
    await readAnew(app, paperId, (text) => `A line that the older rules had dropped.\n\n${text}`)
    const moved = sentenceOf(await reviewOf(app, paperId), own)
    expect(moved).toMatchObject({ status: 'linked', links: [{ state: 'placed' }] })
    expect(moved.links[0]!.anchor.spans[0]!.start).toBe(anchor.spans[0]!.start + 42)
  })

  test('a passage that the newer reading does not have is said to be lost, and no box is drawn for it', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    await saved(app, paperId, `${review.head!.text}\n\n${own}`)
    const anchor = await passage(app, paperId)
    await tie(app, paperId, own, anchor, 'linked')
    await readAnew(app, paperId, (text) => text.replace(anchor.quote, ''))
    const lost = sentenceOf(await reviewOf(app, paperId), own)
    expect(lost).toMatchObject({ status: 'own', links: [{ state: 'place-lost', anchor: { boxes: [] } }] })
    expect(lost.links[0]!.anchor.quote).toBe(anchor.quote)
  })

  test('a passage that is not the source is no longer offered, and the quote behind it counts for nothing', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    const quoted = review.grounding!.sentences.find((one) => one.status === 'quoted' && one.quotes.length === 1)!
    const link = await tie(app, paperId, quoted.text, quoted.quotes[0]!.anchor!, 'unlinked')
    const after = sentenceOf(await reviewOf(app, paperId), quoted.text)
    expect(after.status).not.toBe('quoted')
    expect(after.quotes).toEqual([])
    expect(after.links).toMatchObject([{ id: link.id, kind: 'unlinked' }])
    // Tied after all: what was said before is taken back.
    await tie(app, paperId, quoted.text, quoted.quotes[0]!.anchor!, 'linked')
    expect(sentenceOf(await reviewOf(app, paperId), quoted.text)).toMatchObject({
      status: 'linked',
      links: [{ kind: 'linked' }],
    })
  })

  test('a link to a sentence that was not found takes it off what is to look at, in the list of papers too', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    const number = review.grounding!.sentences.flatMap((one) => one.numbers).find((one) => one.status === 'near')!
    const { text } = review.head!
    await saved(app, paperId, `${text.slice(0, number.start)}98765.4${text.slice(number.end)}`)
    const wrong = sentenceOf(await reviewOf(app, paperId), '98765.4')
    expect(wrong.flags).toMatchObject([{ kind: 'number-missing' }])
    const { toLookAt } = await rowOf(app, paperId)
    await tie(app, paperId, wrong.text, await passage(app, paperId), 'linked')
    // A link is a passage, not a number: that one is still nowhere.
    expect((await rowOf(app, paperId)).toLookAt).toBe(toLookAt)
    await app.json('PUT', `/api/papers/${paperId}/answer`, { sentence: wrong.text, answer: 'right' })
    expect((await rowOf(app, paperId)).toLookAt).toBe(toLookAt - 1)
    await app.json('PUT', `/api/papers/${paperId}/answer`, { sentence: wrong.text, answer: null })
    expect((await rowOf(app, paperId)).toLookAt).toBe(toLookAt)
  })

  test('the link of a sentence that was cut does not go over to another one like it', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    const other = own.replace('this', 'that')
    await saved(app, paperId, `${review.head!.text}\n\n${own}\n\n${other}`)
    await tie(app, paperId, own, await passage(app, paperId), 'linked')
    await saved(app, paperId, `${review.head!.text}\n\n${other}`)
    const { grounding } = await reviewOf(app, paperId)
    expect(grounding!.sentences.at(-1)).toMatchObject({ text: other, status: 'own', links: [] })
    expect(grounding!.linksWithoutSentence).toMatchObject([{ sentence: own }])
  })

  test('a link that comes after a save, made or restored, is of what its sentence became', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    const [first, second, third] = [own, own.replace('nobody', 'no one'), own.replace('nobody', 'none of them')]
    await saved(app, paperId, `${review.head!.text}\n\n${first}`)
    await saved(app, paperId, `${review.head!.text}\n\n${second}`)
    const { id } = await tie(app, paperId, first, await passage(app, paperId), 'linked')
    const linked = { status: 'linked', changed: true, links: [{ id }] }
    expect(sentenceOf(await reviewOf(app, paperId), second)).toMatchObject(linked)
    await app.json('DELETE', `/api/links/${id}`)
    await saved(app, paperId, `${review.head!.text}\n\n${third}`)
    await app.json('POST', `/api/links/${id}/restore`)
    expect(sentenceOf(await reviewOf(app, paperId), third)).toMatchObject(linked)
  })

  test('a passage that was linked on an earlier reading can be said not to be the source on the newest', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    await saved(app, paperId, `${review.head!.text}\n\n${own}`)
    await tie(app, paperId, own, await passage(app, paperId), 'linked')
    await readAnew(app, paperId, (text) => `A line that the older rules had dropped.\n\n${text}`)
    const [link] = sentenceOf(await reviewOf(app, paperId), own).links
    const { boxes: _boxes, ...anchor } = link!.anchor
    await tie(app, paperId, own, anchor, 'unlinked')
    expect(sentenceOf(await reviewOf(app, paperId), own)).toMatchObject({
      status: 'own',
      links: [{ kind: 'unlinked' }],
    })
  })

  test.each([
    ['a passage that the paper does not have', { quote: 'words that stand nowhere in it' }, 404, 'passage-not-found'],
    ['a passage without a place', { spans: [] }, 400, 'bad-request'],
    ['a passage without words', { quote: ' ' }, 400, 'bad-request'],
    ['a place that ends before it begins', { spans: [{ pageIndex: 0, start: 9, end: 4 }] }, 400, 'bad-request'],
  ])('%s is not linked', async (_name, change, status, kind) => {
    const app = await freshApp(engine, { pool })
    const { paperId, review } = await drafted(app)
    const [{ text: sentence }] = review.grounding!.sentences as [SentenceView]
    const anchor = { ...(await passage(app, paperId)), ...change }
    const answer = await app.json('POST', `/api/papers/${paperId}/links`, { sentence, anchor, kind: 'linked' })
    expect(answer).toMatchObject({ status, body: { error: { kind } } })
  })

  test('nothing is linked to a sentence that no saved text has', async () => {
    const app = await freshApp(engine, { pool })
    const { paperId } = await drafted(app)
    const anchor = await passage(app, paperId)
    const post = (sentence: string) =>
      app.json('POST', `/api/papers/${paperId}/links`, { sentence, anchor, kind: 'linked' })
    expect(await post('Not there.\0')).toMatchObject({ status: 404, body: { error: { kind: 'sentence-not-found' } } })
    expect(await post(' ')).toMatchObject({ status: 400, body: { error: { kind: 'bad-request' } } })
  })
})
