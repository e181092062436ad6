import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { engines, freshStore } from '../../test/fresh-database.ts'
import { longPaper } from '../../test/fresh-drafting.ts'
import { eachFeature, rankDrafts, startWeights } from '../drafting/best-of.ts'
import { parseReply } from '../drafting/parse-reply.ts'
import type { DraftId, DraftRank, Features } from '../drafting/schema.ts'
import { createDraftStore } from '../drafting/store.ts'
import { summarizeReading } from '../papers/reading.ts'
import type { FileId } from '../papers/schema.ts'
import { createPaperStore } from '../papers/store.ts'
import { createReviewStore } from '../review/store.ts'
import type { Engine } from '../storage/open-database.ts'
import { fittedWeights, fitWeights } from './fit-scorer.ts'
import { createChoiceStore, type KeptDraft } from './store.ts'

/** Two drafts: the first has its numbers right, the second says it in its own words; the rest is alike. */
const pair: [Features, Features] = [
  { ...eachFeature(() => 0.8), 'numbers-found': 1, 'own-words': 0.6 },
  { ...eachFeature(() => 0.8), 'numbers-found': 0.9, 'own-words': 0.9 },
]
const ranksOf = (batchId: string, features: readonly Features[]): DraftRank[] =>
  rankDrafts(
    batchId,
    features.map((one) => ({ features: one, whole: true })),
    { weights: startWeights, choices: 0 },
  )
const kept = (at: number, fixed = 0): KeptDraft => ({ ranks: ranksOf('b', pair), kept: at, fixed })
const prefers = (weights: Features, features: readonly Features[] = pair) =>
  rankDrafts(
    'b',
    features.map((one) => ({ features: one, whole: true })),
    { weights, choices: 20 },
  )[0]!.place === 1
    ? 0
    : 1

describe('the ranking follows what the editor keeps', () => {
  test('twenty times the one, or the other', () => {
    expect(prefers(fitWeights(Array.from({ length: 20 }, () => kept(0))))).toBe(0)
    expect(prefers(fitWeights(Array.from({ length: 20 }, () => kept(1))))).toBe(1)
  })
  test('a draft that was rewritten from end to end was not liked', () => {
    const rewritten = Array.from({ length: 20 }, () => kept(0, 1))
    expect(fitWeights(rewritten)).toEqual(eachFeature((name) => expect.closeTo(startWeights[name], 6)))
  })
  test('keeping the one that is shown anyway says less than going to another', () => {
    const shown = ranksOf('b', pair).findIndex(({ place }) => place === 1)
    const other = 1 - shown
    const change = (at: number) => Math.abs(fitWeights([kept(at)])['own-words'] - startWeights['own-words'])
    expect(change(shown)).toBeLessThan(0.6 * change(other))
  })
  test('what no choice speaks of stays as it was set', () => {
    const fitted = fitWeights(Array.from({ length: 20 }, () => kept(1)))
    expect(fitted['house-style']).toBeCloseTo(startWeights['house-style'])
    expect(fitted['own-words']).toBeGreaterThan(startWeights['own-words'])
  })
})

/** Papers that were drafted twice and approved: each grew from the draft with the words of its own. */
async function approvedPapers(engine: Engine, count: number) {
  const { db, libraryId } = await freshStore(engine)
  const now = () => new Date()
  const papers = createPaperStore(db, libraryId, now)
  const drafts = createDraftStore(db, libraryId, now)
  const review = createReviewStore(db, libraryId, 'test', now)
  const text = longPaper()
  const approve = async (withSibling: boolean, leadStatus: 'complete' | 'failed' = 'complete') => {
    const paperId = await papers.addPaper({ title: 'x', arxivId: null, doi: null })
    const sha256 = (randomUUID() + randomUUID()).replaceAll('-', '') as FileId
    await papers.addFile(paperId, { sha256, fileName: 'x.pdf', byteCount: 1, version: null, password: null })
    await papers.addReading(sha256, 'made', { text, summary: summarizeReading(text) })
    const latest = await papers.latestText(paperId)
    if (!latest || !('id' in latest)) throw new Error('no reading')
    const [id, sibling] = [randomUUID() as DraftId, randomUUID() as DraftId]
    await drafts.add({
      id,
      paperId,
      paperTextId: latest.id,
      model: 'm',
      promptName: 'draft',
      promptSha: null,
      notes: [],
    })
    const made = {
      plan: null,
      callId: null,
      callIds: [],
      repair: null,
      error: null,
      words: 1,
      status: 'complete' as const,
    }
    const finished = { ...made, reply: 'One.', parsed: parseReply('One.') }
    const [first, second] = ranksOf(id, pair)
    await drafts.finish(id, { ...finished, status: leadStatus }, withSibling ? first! : null)
    if (withSibling) await drafts.addSibling(sibling, id, finished, second!)
    const draftId = withSibling ? sibling : id
    const change = { paperId, text: 'One.', draftId, origin: 'draft' as const, ops: [], activeMs: 0, baseSequence: 0 }
    const revision = await review.appendRevision(change)
    const record = { cost: 0.1, fixed: 0.05, added: 0.05, sentencesKept: 1, sentencesChanged: 0 }
    await review.addApproval(revision!, [], {
      draftId,
      ...record,
      sentencesDropped: 0,
      sentencesAdded: 0,
      activeMs: 0,
      reason: null,
    })
    return paperId
  }
  for (let at = 1; at < count; at += 1) await approve(true)
  // One that was drafted once taught nothing, nor where only one draft was whole, nor an approval that was taken back.
  await approve(false)
  await approve(true, 'failed')
  await review.withdrawApproval(await approve(true))
  const last = () => approve(true)
  return { store: createChoiceStore(db, libraryId), last }
}

describe.each(engines)('on %s', (engine) => {
  test('until the editor has chosen twenty times the weights set by hand hold; then they are learnt', async () => {
    const { store, last } = await approvedPapers(engine, 20)
    const learning = await fittedWeights(store)
    expect(learning).toEqual({ weights: startWeights, choices: 19 })
    await last()
    const learnt = await fittedWeights(store)
    expect(learnt.choices).toBe(20)
    expect(learnt.weights['own-words']).toBeGreaterThan(startWeights['own-words'])
    expect((await store.list())[0]).toMatchObject({ kept: 1, fixed: 0.05, ranks: [{ place: 2 }, { place: 1 }] })
  })
})
