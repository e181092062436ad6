import { expect, test } from 'vitest'
import { suggestLabel, suggestTitle } from './suggest-title.ts'

const house = { roundupName: 'arXiv roundup', titleFormat: '{date} {name}: {labels}' }
const entry = (heading: string, starred = false, label: string | null = null) => ({ heading, starred, label })

test.each([
  ['a name before a colon', 'TinyRank: Ranking Text with Small Models', 'TinyRank'],
  ['a phrase before a colon', 'Deep Spectral Methods: A Surprisingly Strong Baseline', 'Deep spectral methods'],
  ['a name without a colon', 'Training ViT-Large in an Afternoon', 'ViT-Large'],
  ['the noun phrase before the preposition', 'Understanding Gradient Descent on Long Horizons', 'Gradient descent'],
  [
    'at most three words',
    'Robust and Efficient Chest Image Classification Models with Less Data',
    'Chest image classification',
  ],
  ['a person’s name keeps its capital', 'Sparse Gaussian Processes for Streams', 'Sparse Gaussian processes'],
  ['a verb ends it', 'Attention Is Not Enough', 'Attention'],
  ['a title in capitals of one word', 'EXACT: How to Train', 'EXACT'],
  ['what a question is about', 'How Wide Is Your Interval? Coverage of Common Intervals', 'Interval'],
  ['what something is done to', 'Robust Training of Very Deep Networks with Less Data', 'Deep networks'],
  ['nothing', '', ''],
])('a label: %s', (_name, heading, label) => expect(suggestLabel(heading)).toBe(label))

test('the date is not zero-padded, three labels stand in the order of the entries, starred ones are named first', () => {
  const entries = [entry('Alpha: One'), entry('Beta: Two'), entry('Gamma: Three', true), entry('Delta: Four', true)]
  expect(suggestTitle('2026-05-02', entries, house)).toBe('2026-5-2 arXiv roundup: Alpha, Gamma, Delta')
})

test('the editor’s own labels win over stars', () => {
  const entries = [
    entry('Alpha: One', true),
    entry('Beta: Two', true),
    entry('Gamma: Three', true),
    entry('Delta: Four', false, 'my label'),
  ]
  expect(suggestTitle('2026-11-29', entries, house)).toBe('2026-11-29 arXiv roundup: Alpha, Beta, my label')
})

test('an issue without entries has its date', () => {
  expect(suggestTitle('2026-11-29', [], house)).toBe('2026-11-29 arXiv roundup')
})

test('the house may put the title together in another way', () => {
  const titleFormat = '{name} of {date} | {labels}'
  expect(suggestTitle('2026-11-29', [entry('Alpha: One')], { ...house, titleFormat })).toBe(
    'arXiv roundup of 2026-11-29 | Alpha',
  )
  expect(suggestTitle('2026-11-29', [], { ...house, titleFormat })).toBe('arXiv roundup of 2026-11-29')
})
