import { expect, test } from 'vitest'
import { sentences } from './sentences.ts'

const split = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end))

/** Each is one sentence; all of them in a row must come apart exactly here. */
const prose = [
  'We build on the work of Smith et al. (2020) and extend it to video.',
  'As shown in Fig. 3, the loss falls quickly.',
  'See Figs. 2 and 3 for details.',
  'Accuracy rises from 69.7% to 80.7% on C4.',
  'Several tasks, e.g., segmentation and matting, benefit.',
  'Other losses (i.e. the hinge loss) fail.',
  'Eq. (4) gives the bound.',
  'The learning rate is 3e-4 vs. 1e-3 for Adam.',
  'Let $x_{t+1} = x_t - \\eta \\nabla f(x_t)$.',
  'Here f(x) = 0.5 x^2 and x_0 = 1.',
  'The U.S. Census data are used.',
  'Dr. Lee and Prof. Kim ran the study.',
  'Our model, T5-XXL vs. GPT-3, has 11B params.',
  'We refer to this as v1.0.',
  'Results are in App. B of the report.',
  'The data set has approx. 1.2M images.',
  'Is this enough?',
  'It is!',
  'We thank the reviewers (cf. Appendix A).',
  'Vaswani et al. [12] introduced the Transformer.',
  'However, the effect is small (p < 0.05).',
  'Our code is at github.com/foo/bar.',
  'The method is simple, fast, etc.',
  'It needs no labels.',
  'iPhone images are noisy.',
  '$\\theta$ is the parameter vector.',
  'k-means is used for clustering.',
  'We set lr = 0.1, wd = 5e-4, etc. and train for 90 epochs.',
  'Ref. 7 reports 3.5x speedups.',
  'The i.i.d. assumption is needed.',
  'J. Devlin et al. proposed BERT.',
  'Results (Table 2.) are strong.',
  '“This is new.”',
  'We call it EoS, i.e., edge of stability.',
  'This was shown by Cohen et al.',
  'However, nobody read it.',
  '12 GPUs were enough.',
  'It cost $465 million in 45 minutes.',
  'Positions restart in each cell … and nothing changes.',
  'He said “it works.” Then it broke.',
]

test('forty traps of scientific prose come apart as written', () => {
  const expected = prose.flatMap((line) =>
    line.startsWith('He said') ? ['He said “it works.”', 'Then it broke.'] : [line],
  )
  expect(split(prose.join(' '))).toEqual(expected)
})

test('a line end inside a paragraph is white space, a blank line parts sentences', () => {
  expect(split('One sentence\nover two lines. And\nanother\n\nA heading without a stop\n\nThe end.')).toEqual([
    'One sentence\nover two lines.',
    'And\nanother',
    'A heading without a stop',
    'The end.',
  ])
})

test('list items are sentences of their own, without their bullet', () => {
  expect(split('The contributions are as follows:\n- a new loss\n- 2.5x speed. And more.\n1. Numbered')).toEqual([
    'The contributions are as follows:',
    'a new loss',
    '2.5x speed.',
    'And more.',
    'Numbered',
  ])
})

test('a citation after the stop stays with its sentence', () => {
  expect(split('This was known before. [12, 13] We add a proof.')[0]).toBe('This was known before. [12, 13]')
})

test('a heading is apart from the paragraph below it', () => {
  expect(split('## What it does\nIt works.')).toEqual(['What it does', 'It works.'])
})
