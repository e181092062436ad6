import { expect, test } from 'vitest'
import { createVocabulary, keepsHyphen } from './hyphenation.ts'
import { loadLexicon } from './lexicon.ts'

const lexicon = loadLexicon()

function join(before: string, after: string, document = ''): string {
  const vocabulary = createVocabulary()
  vocabulary.add(document)
  return before + (keepsHyphen(before, after, vocabulary, lexicon) ? '-' : '') + after
}

test.each([
  ['learn', 'ing', 'learning'],
  ['normal', 'ization', 'normalization'],
  ['self', 'attention', 'self-attention'],
  ['zero', 'shot', 'zero-shot'],
  ['task', 'specific', 'task-specific'],
  ['state-of-the', 'art', 'state-of-the-art'],
  ['RNN', 'based', 'RNN-based'],
  ['z', 'transform', 'z-transform'],
  ['Smith', 'Jones', 'Smith-Jones'],
  ['McC', 'arthy', 'McCarthy'],
  ['2', 'dimensional', '2-dimensional'],
  ['inter', 'national', 'international'],
  ['Untersu', 'chung', 'Untersuchung'],
  ['пред', 'ложение', 'предложение'],
])('%s- / %s is %s', (before, after, joined) => expect(join(before, after)).toBe(joined))

test('the document decides against the lexicon', () => {
  expect(join('pre', 'training')).toBe('pretraining')
  expect(join('pre', 'training', 'the pre-training of it')).toBe('pre-training')
  expect(join('De', 'BERTaV3', 'we use DeBERTaV3 here')).toBe('DeBERTaV3')
  expect(join('time', 'step', 'at each timestep')).toBe('timestep')
})
