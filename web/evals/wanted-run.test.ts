import { expect, test } from 'vitest'
import { estimateWords, variantName } from './wanted-run.ts'

const side = (prompt: string, model: string) => ({ prompt, model })

test.each([
  ['two prompts on one model go by the prompt', side('draft', 'a'), side('plain', 'a'), 'draft'],
  ['one prompt on two models goes by the model', side('draft', 'a'), side('draft', 'b'), 'a'],
  ['where both differ both are said', side('draft', 'a'), side('plain', 'b'), 'draft on a'],
  [
    'two versions of a prompt go by their versions',
    side('draft@1a2b3c4d5e6f', 'a'),
    side('draft', 'a'),
    'draft 1a2b3c4d',
  ],
  ['offline has no prompt', side('draft', 'offline'), side('plain', 'a'), 'offline'],
])('%s', (_name, one, other, expected) => expect(variantName(one, other)).toBe(expected))

test('equal sides have equal names, so that the form can refuse them', () => {
  const one = side('draft', 'a')
  expect(variantName(one, one)).toBe(variantName({ ...one }, one))
})

test('an estimate says what is known, and why the rest is not', () => {
  const base = { papers: 24, cells: 72, known: 10, costUsd: 0.456, minutes: 7.2, why: '' }
  expect(estimateWords(base)).toBe('24 papers, 72 drafts (10 known from earlier), about $0.46, about 7 minutes.')
  expect(
    estimateWords({
      ...base,
      papers: 1,
      cells: 3,
      known: 0,
      costUsd: null,
      minutes: null,
      why: 'm has not drafted yet',
    }),
  ).toBe('1 paper, 3 drafts, cost not known: m has not drafted yet.')
})
