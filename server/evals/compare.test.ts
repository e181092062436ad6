import { expect, test } from 'vitest'
import { cardOf } from './card.ts'
import { compare } from './compare.ts'
import type { CaseId, EvalCase, FrozenVariant, RunSpec } from './schema.ts'
import type { CellResult, ChoiceRow } from './store.ts'

const variant = (name: string, model = 'm'): FrozenVariant => ({
  name,
  prompt: name,
  model,
  parameters: {},
  promptSha: `sha of ${name}`,
  shownSha: `sha of ${name}`,
})
const spec = (...names: string[]): RunSpec => ({
  variants: [
    ...names.map((name) => variant(name)),
    { ...variant('offline', 'offline'), promptSha: null, shownSha: null },
  ],
  base: names[0]!,
  repeats: 1,
  spendLimitUsd: null,
  concurrency: 1,
})
const caseOf = (index: number, anchoredTo: EvalCase['anchoredTo'] = null) => ({
  id: `case ${index}` as CaseId,
  case: { title: `Paper ${index}`, anchoredTo, approved: 'text' } as EvalCase,
})
const cell = (
  index: number,
  name: string,
  wrongFacts: number | null,
  more: Partial<CellResult> = {},
): Omit<CellResult, 'output'> => ({
  caseId: `case ${index}` as CaseId,
  variant: name,
  repeat: 1,
  scores: [{ name: 'wrong-facts', value: wrongFacts, unit: 'count', better: 'low', why: '' }],
  error: null,
  usage: { inputTokens: 1, outputTokens: 1 },
  known: false,
  costUsd: 0.01,
  durationMs: 15_000,
  ...more,
})
const choice = (index: number, won: 'v4' | 'v5' | 'same'): ChoiceRow => ({
  caseId: `case ${index}` as CaseId,
  left: 'v5',
  right: 'v4',
  choice: won === 'same' ? 'same' : won === 'v5' ? 'left' : 'right',
})

/** Wrong facts of v4 and v5, paper by paper. */
function run(v4: number[], v5: number[], choices: ChoiceRow[] = []) {
  const cases = v4.map((_, index) => caseOf(index))
  const results = [
    ...v4.map((value, index) => cell(index, 'v4', value)),
    ...v5.map((value, index) => cell(index, 'v5', value)),
  ]
  const compared = compare(spec('v4', 'v5'), cases, results, choices)
  return { compared, row: compared.table[1]!, card: cardOf(spec('v4', 'v5'), cases.length, results, compared) }
}
const often = (value: number, count: number) => Array.from({ length: count }, () => value)

test('the card says what changed, in sentences', () => {
  const { card } = run([1, 2, 1, 1, 0, 2, 1, 1, 2, 1], [0, 1, 0, 0, 0, 0, 1, 0, 1, 0])
  expect(card.sentences).toEqual([
    '10 papers.',
    'Fewer wrong facts with v5: 12 → 3.',
    'No blind looks yet.',
    'v5 is better: fewer wrong facts than chance would make.',
    '$0.20, 5 minutes of model time.',
  ])
  expect(card).toMatchObject({ verdict: 'better', moreIssues: null, lookAt: [] })
})

test('the papers on which the new one did worse are the ones to look at', () => {
  const { card } = run([1, 0, 2, 0, 1, 1], [0, 1, 1, 0, 2, 0])
  expect(card.lookAt).toEqual(['case 1', 'case 4'])
  expect(card.sentences).toContain('Look at the 2 where v5 has more wrong facts.')
})

test('a lean that could be chance says how many more issues would settle it', () => {
  const { card } = run([2, 1, 0, 1, 2, 1, 0, 1, 1, 1], [1, 0, 0, 1, 2, 1, 1, 0, 0, 1])
  expect(card.verdict).toBe('cant-tell')
  expect(card.sentences[3]).toMatch(
    /^Probably v5, but the difference could still be chance; about \d+ more issues? would settle it\.$/,
  )
  expect(card.moreIssues).toBeGreaterThan(0)
})

test('blind wins decide where the facts are tied', () => {
  const looks = Array.from({ length: 24 }, (_, index) => choice(index, index < 18 ? 'v5' : index < 22 ? 'v4' : 'same'))
  const { row, card } = run(often(1, 24), often(1, 24), looks)
  expect(row.blind).toMatchObject({ wins: 18, losses: 4, ties: 2, kind: 'better' })
  expect(card.sentences[2]).toBe('In 24 blind looks you preferred v5 on 18, v4 on 4, no difference on 2.')
  expect(card.verdict).toBe('better')
})

test('a preference never outvotes more wrong facts', () => {
  const looks = Array.from({ length: 24 }, (_, index) => choice(index, 'v5'))
  const more = Array.from({ length: 24 }, (_, index) => 1 + (index % 3))
  expect(run(often(0, 24), more, looks).row.verdict).toMatchObject({ kind: 'worse' })
})

test('with blind looks the two questions share one chance of a false alarm', () => {
  const v5 = [-1, -1, -1, -1, -1, 0, 0, 0, 1, -1, -1, 1].map((difference) => 2 + difference)
  const alone = run(often(2, 12), v5).row.measures[0]!.verdict!.interval!
  const shared = run(often(2, 12), v5, [choice(0, 'v5')]).row.measures[0]!.verdict!.interval!
  expect(shared.high - shared.low).toBeGreaterThan(alone.high - alone.low)
})

test('a second look at a case takes the place of the first', () => {
  expect(run([1], [1], [choice(0, 'v5'), choice(0, 'v4')]).row.blind).toMatchObject({ wins: 0, losses: 1 })
})

test('a third variant makes the intervals wider, the offline baseline does not', () => {
  const v5 = [1, 0, 1, 1, 0, 1, 1, 0, 1, 1]
  const width = (names: string[]) => {
    const cases = v5.map((_, index) => caseOf(index))
    const results = names.flatMap((name) => v5.map((value, index) => cell(index, name, name === 'v4' ? 1 : value)))
    const { low, high } = compare(spec(...names.filter((name) => name !== 'offline')), cases, results, []).table[1]!
      .measures[0]!.verdict!.interval!
    return high - low
  }
  expect(width(['v4', 'v5', 'offline'])).toBe(width(['v4', 'v5']))
  expect(width(['v4', 'v5', 'v6'])).toBeGreaterThan(width(['v4', 'v5']))
})

test('a failed draft and one with nothing to judge are left out, not counted as right', () => {
  const cases = [caseOf(0), caseOf(1), caseOf(2)]
  const results = [
    ...[0, 1, 2].map((index) => cell(index, 'v4', 1)),
    cell(0, 'v5', 1),
    cell(1, 'v5', null),
    cell(2, 'v5', null, { scores: [], error: { kind: 'stalled', message: 'Nothing came.' } }),
  ]
  const compared = compare(spec('v4', 'v5'), cases, results, [])
  expect(compared.table[1]!.measures[0]!.comparison).toMatchObject({ n: 1, leftOut: 2 })
  expect(compared.table[1]!.cells).toEqual({ done: 2, failed: 1, expected: 3 })
  expect(cardOf(spec('v4', 'v5'), 3, results, compared).sentences).toContain('1 draft failed and is left out.')
})

test('a text that grew from one variant’s draft favours that prompt version and no other', () => {
  const grew = { draftId: 'd', model: 'm', promptName: 'v4', promptSha: 'sha of v4' }
  const { table } = compare(
    spec('v4', 'v5'),
    [caseOf(0, grew), caseOf(1, { ...grew, promptSha: 'an older v4' }), caseOf(2)],
    [],
    [],
  )
  expect(table.map(({ favoured }) => favoured)).toEqual([1, 0, 0])
})

test('an unknown price makes the cost unknown, not smaller', () => {
  const cases = [caseOf(0)]
  const results = [cell(0, 'v4', 1), cell(0, 'v5', 1, { costUsd: null })]
  const compared = compare(spec('v4', 'v5'), cases, results, [])
  expect(cardOf(spec('v4', 'v5'), 1, results, compared)).toMatchObject({ costUsd: null })
  const known = results.map((each) => ({ ...each, known: true }))
  expect(cardOf(spec('v4', 'v5'), 1, known, compared)).toMatchObject({ costUsd: 0 })
})
