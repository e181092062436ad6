import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../../test/fresh-database.ts'
import { begun, freshDrafting, longPaper, watched } from '../../test/fresh-drafting.ts'
import { limited } from '../llm/spend-limit.ts'
import { createSpendStore } from '../llm/spend-store.ts'
import { startStubModel, type StubModel } from '../llm/stub/stub-model.ts'
import type { Engine } from '../storage/open-database.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

/** Drafts with a day's limit that the second call would pass, whatever the first one cost. */
async function drafted(engine: Engine, options: Parameters<typeof freshDrafting>[2] & { model: string }) {
  const price = { inputUsd: 0, outputUsd: 1000 }
  const fresh = await freshDrafting(engine, stub, {
    ...options,
    text: options.text ?? longPaper(),
    through: (chat, { db, libraryId }) =>
      limited(chat, {
        spend: createSpendStore(db, libraryId, () => new Date()),
        limits: async () => ({ dayUsd: 8, runUsd: null, allowUnknownPrices: false }),
        prices: async () => ({ [options.model]: price }),
      }),
  })
  const before = stub.requests.length
  const { id } = await begun(fresh.drafting, fresh.paperId)
  await watched(fresh.drafting, id)
  const drafts = await fresh.drafting.ofPaper(fresh.paperId)
  return { ...fresh, drafts, lead: drafts.find((draft) => draft.id === id)!, calls: stub.requests.length - before }
}

describe.each(engines)('on %s the spend limit holds for each call of a draft', (engine) => {
  test('in the turn about its length: the first reply is the draft', async () => {
    const { lead, calls } = await drafted(engine, { model: 'too-short', length: 'short' })
    expect(lead).toMatchObject({ status: 'complete', repair: { kept: 'first', error: { kind: 'spend-limit' } } })
    expect(calls).toBe(1)
  })
  test('while its paper is condensed: nothing is written, nothing more is called', async () => {
    const { lead, calls } = await drafted(engine, { model: 'good', text: longPaper(60), budgetTokens: 1000 })
    expect(lead).toMatchObject({ status: 'failed', reply: '', error: { kind: 'spend-limit' } })
    expect(lead.callIds).toHaveLength(1)
    expect(calls).toBe(1)
  })
  test('among several: the one that was paid for is the text', async () => {
    const options = { model: 'good', length: 'short' as const, settings: { bestOf: 3 } }
    const { drafts, finished, calls } = await drafted(engine, options)
    expect(calls).toBe(1)
    expect(finished).toHaveLength(1)
    expect(finished[0]).toMatchObject({ status: 'complete', error: null })
    // Beside it stands at most the one that the page was promised.
    for (const draft of drafts.filter(({ id }) => id !== finished[0]!.id))
      expect(draft).toMatchObject({ status: 'failed', error: { kind: 'spend-limit' }, rank: { place: 2, of: 2 } })
  })
})
