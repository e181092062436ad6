import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../../test/fresh-database.ts'
import { begun, byTurn, freshDrafting, longPaper, watched } from '../../test/fresh-drafting.ts'
import { ground } from '../grounding/ground.ts'
import { indexPaper } from '../grounding/paper-index.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import { eachFeature, rankDrafts, startWeights } from './best-of.ts'
import { featuresOf, paperRuns } from './features.ts'
import { parseReply } from './parse-reply.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

const three = { settings: { bestOf: 3 }, text: longPaper(), length: 'short' as const }

describe.each(engines)('on %s', (engine) => {
  test('of three drafts of one request the best becomes the text, and the others stand beside it', async () => {
    const { drafting, paperId, finished, calls } = await freshDrafting(engine, stub, { model: 'best-second', ...three })
    const { id } = await begun(drafting, paperId)
    const { text } = await watched(drafting, id)
    const drafts = await drafting.ofPaper(paperId)
    expect(drafts).toHaveLength(3)
    // Two of the three have made-up words in them; which of them streams to the page is chance.
    const made = drafts.filter(({ reply }) => reply.includes('99.9%'))
    expect(made).toHaveLength(2)
    const lead = drafts.find((draft) => draft.id === id)!
    expect(lead.reply.startsWith(text)).toBe(true)
    const best = drafts.find((draft) => draft.rank?.place === 1)!
    expect(made).not.toContain(best)
    expect(finished.map((draft) => draft.id)).toEqual([best.id])
    expect(new Set(drafts.map((draft) => draft.rank?.batchId))).toEqual(new Set([id]))
    // Each leads back to its call, and says what each feature added.
    for (const draft of drafts) {
      expect(await calls.find(draft.callId!)).toMatchObject({ reply: draft.reply })
      const sum = Object.values(draft.rank!.parts).reduce((a, b) => a + b, 0)
      expect(draft.rank!.score).toBeCloseTo(sum)
    }
    for (const { rank } of made) {
      expect(best.rank!.parts['quotes-found']).toBeGreaterThan(rank!.parts['quotes-found'])
      expect(best.rank!.parts['numbers-found']).toBeGreaterThan(rank!.parts['numbers-found'])
    }
  })
})

test('learnt weights change which one is best', async () => {
  const weights = { weights: { ...eachFeature(() => 0), 'quotes-found': -1 }, choices: 20 }
  const { drafting, paperId, finished } = await freshDrafting('sqlite', stub, {
    model: 'best-second',
    ...three,
    weights,
  })
  const { id } = await begun(drafting, paperId)
  await watched(drafting, id)
  expect(finished[0]?.reply).toContain('99.9%')
  expect(finished[0]?.rank).toMatchObject({ place: 1, of: 3, choices: 20 })
})

test('one draft is the rule: no rank, no sibling', async () => {
  const { drafting, paperId } = await freshDrafting('sqlite', stub, {
    model: 'good',
    ...three,
    settings: { bestOf: 1 },
  })
  const { id } = await begun(drafting, paperId)
  await watched(drafting, id)
  expect((await drafting.ofPaper(paperId)).map(({ rank }) => rank)).toEqual([null])
})

test('the offline drafter is asked once: it would write the same again', async () => {
  const { drafting, paperId } = await freshDrafting('sqlite', stub, three)
  const { id } = await begun(drafting, paperId)
  await watched(drafting, id)
  expect(await drafting.ofPaper(paperId)).toHaveLength(1)
})

test('Stop ends all of them, and keeps what the page saw', async () => {
  const { drafting, paperId } = await freshDrafting('sqlite', stub, { model: 'slow', ...three })
  const before = stub.requests.length
  const { id } = await begun(drafting, paperId)
  for await (const { event } of drafting.stream(id, AbortSignal.timeout(5000))) if (event === 'text') break
  expect(await drafting.stop(id)).toMatchObject({
    ok: true,
    value: { status: 'incomplete', error: { kind: 'stopped' } },
  })
  expect(await drafting.ofPaper(paperId)).toHaveLength(1)
  // Two at a time: the third was never asked.
  expect(stub.requests.length - before).toBe(2)
  await expect.poll(() => stub.requests.slice(before).every(({ closedAt }) => closedAt !== null)).toBe(true)
})

test('one that fails costs itself alone: the best of the others becomes the text', async () => {
  const { drafting, paperId, finished } = await freshDrafting('sqlite', stub, {
    model: 'good',
    ...three,
    through: byTurn((turn) => (turn === 0 ? 'refusal' : 'good')),
  })
  const { id } = await begun(drafting, paperId)
  await watched(drafting, id)
  const drafts = await drafting.ofPaper(paperId)
  expect(drafts.filter(({ status }) => status === 'complete')).toHaveLength(2)
  expect(finished).toHaveLength(1)
  expect(finished[0]).toMatchObject({ status: 'complete', rank: { place: 1, of: drafts.length } })
})

test('a whole draft that waits for the others outlives the server', async () => {
  // The third begins when one of the first two has ended, so the one that the page sees is quick.
  const through = byTurn((turn) => (turn < 2 ? 'good' : 'slow'))
  const { drafting, paperId, queue, finished } = await freshDrafting('sqlite', stub, {
    model: 'good',
    ...three,
    through,
  })
  const { id } = await begun(drafting, paperId)
  let text = ''
  for await (const { event, data } of drafting.stream(id, AbortSignal.timeout(5000))) {
    if (event === 'text') text += data.text
    if (event === 'step' && data.said.startsWith('Written')) break
  }
  const row = await drafting.find(id)
  expect(row?.status).toBe('streaming')
  expect(row?.reply.length).toBeGreaterThan(200)
  expect(row?.reply.startsWith(text)).toBe(true)
  await queue.close()
  expect(await drafting.find(id)).toMatchObject({ status: 'complete', reply: row?.reply })
  expect(finished).toHaveLength(1)
})

test.each([1, 2])('a bug in call %i ends the request, and nobody waits for it for ever', async (broken) => {
  let calls = 0
  const { drafting, paperId } = await freshDrafting('sqlite', stub, {
    model: 'slow',
    ...three,
    through: (chat) =>
      async function* (request, signal) {
        calls += 1
        if (calls === broken) {
          await sleep(300)
          throw new Error('a bug')
        }
        for await (const event of chat(request, signal)) {
          yield event
          // The other one is slow to stop: it must not write to a draft that has ended meanwhile.
          await sleep(200)
          yield { text: ' and more' }
        }
      },
  })
  const { id } = await begun(drafting, paperId)
  const end = { event: 'end', data: { status: 'interrupted', error: { kind: 'internal' } } }
  expect((await watched(drafting, id)).end).toMatchObject(end)
  await sleep(500)
  expect((await watched(drafting, id)).end).toMatchObject(end)
})

describe('the features of a draft', () => {
  const paper = longPaper()
  const index = indexPaper(paper)
  const runs = paperRuns(paper)
  const notes = [1, 2].map((number) => ({ number, text: 'x' }))
  const features = (reply: string) => {
    const { prose, marks } = parseReply(reply)
    const notesUsed = marks.flatMap((mark) => (mark.kind === 'note' ? [mark.note] : []))
    const grounding = ground({ text: prose, draft: { prose, marks }, paper: index })
    return featuresOf({
      prose,
      marks,
      grounding,
      runs,
      length: 'one-liner',
      wordsNeverUsed: ['leverage'],
      notes,
      notesUsed,
    })
  }
  const words = (count: number) => Array.from({ length: count }, (_, at) => `word${'abcdefghij'[at % 10]}`).join(' ')
  test.each([
    ['a quote that is there', 'One. [[p1: "frame of make a of the trial widget"]]', { 'quotes-found': 1 }],
    [
      'one of two quotes',
      'One. [[p1: "frame of make a of the trial widget"]] [[p1: "words that it does not have"]]',
      { 'quotes-found': 0.5 },
    ],
    ['no quote at all', 'One.', { 'quotes-found': 0, 'numbers-found': 1 }],
    ['a number from nowhere', 'It gains 99.9%. [[p1: "frame of make a of the trial widget"]]', { 'numbers-found': 0 }],
    ['inside the band', `${words(40)}.`, { length: 1 }],
    ['ten words over an aim of forty', `${words(65)}.`, { length: 0.75 }],
    ['a stock phrase', 'This paper is here.', { 'house-style': 0.5 }],
    ['a word that this house never uses', 'They leverage it.', { 'house-style': 0.5 }],
    ['an "I" in a take', 'One. I would try it. [[take]]', { 'house-style': 0.5 }],
    ['one of two notes', 'One. [[note 2]]', { 'notes-used': 0.5 }],
    ['the paper’s own words', 'The frame of make a of the trial widget is described here.', { 'own-words': 0 }],
    ['words of its own', 'Takes the thing apart, bit by bit.', { 'own-words': 1 }],
  ])('%s', (_name, reply, expected) => expect(features(reply)).toMatchObject(expected))
})

test('a cut draft stands behind every whole one, whatever its score; alike ones keep their order', () => {
  const [good, bad] = [eachFeature(() => 1), eachFeature(() => 0)]
  const candidates = [
    { features: good, whole: false },
    { features: bad, whole: true },
    { features: bad, whole: true },
  ]
  const ranks = rankDrafts('b', candidates, { weights: startWeights, choices: 3 })
  expect(ranks.map(({ place }) => place)).toEqual([3, 1, 2])
  expect(ranks[0]).toMatchObject({ batchId: 'b', of: 3, score: 13, choices: 3 })
})
