import { expect, test } from 'vitest'
import { evalLibrary } from '../../test/eval-library.ts'
import { choose } from './blind-ab.ts'
import type { EvalCase, FrozenVariant } from './schema.ts'

test('sides are random over the papers, and the same again for the same paper', async () => {
  const { parts } = await evalLibrary('sqlite')
  const variant = (name: string): FrozenVariant => ({
    name,
    prompt: name,
    model: 'm',
    parameters: {},
    promptSha: name,
    shownSha: name,
  })
  const spec = { variants: [variant('v4'), variant('v5')], base: 'v4', repeats: 1, spendLimitUsd: null, concurrency: 1 }
  const cases = Array.from({ length: 40 }, () => ({
    paperId: null,
    approvalId: null,
    case: { title: 'x' } as EvalCase,
  }))
  const id = await parts.store.addRun({ name: 'blind', setSha: '', spec }, cases)
  for (const { id: caseId } of await parts.store.listCases(id))
    for (const choice of ['left', 'same'] as const) await choose(parts.store, id, { caseId, choice })
  const logged = await parts.store.listChoices(id)
  const v5Left = new Set(logged.filter(({ left }) => left === 'v5').map(({ caseId }) => caseId))
  // Outside this range in 2 of a million seeds.
  expect(v5Left.size).toBeGreaterThan(4)
  expect(v5Left.size).toBeLessThan(36)
  expect(logged.filter(({ left }) => left === 'v5')).toHaveLength(2 * v5Left.size)
})
