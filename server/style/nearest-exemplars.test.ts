import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseExemplars, renderExemplars } from './exemplar-text.ts'
import { createKnownEntries } from './known-entries.ts'
import { nearestExemplars, type ExemplarParts, type ExemplarRequest } from './nearest-exemplars.ts'
import type { Exemplar, PastEntry } from './schema.ts'

let count = 0
const entry = (title: string, text: string, more: Partial<PastEntry> = {}): PastEntry => ({
  id: `entry-${(count += 1)}`,
  origin: 'approved',
  paperId: `paper-${count}`,
  arxivId: null,
  title,
  starred: false,
  text,
  publishedAt: '2026-03-01T10:00:00.000Z',
  ...more,
})
const shippedOne = (title: string): Exemplar => ({
  origin: 'shipped',
  title,
  about: 'short, 100 words; no notes',
  text: 'A fact. [[p1: "words of the paper here"]]',
})
const paper = {
  id: 'at-hand',
  title: 'Pruning Wide Networks',
  abstract: 'We prune neurons of wide networks by their gradients.',
  arxivId: null,
}
const pruning = entry('Sparse Nets', 'Prunes neurons by their gradients and keeps wide networks accurate.')
const cooking = entry('Better Soup', 'Cooks soup with fewer carrots.')
const birds = entry('Bird Calls', 'Hears birds in wide fields.')

type Given = Partial<ExemplarRequest> & {
  past?: PastEntry[]
  shipped?: Exemplar[]
  marked?: ExemplarParts['markedText']
}
const chosen = ({ past = [], shipped = [], marked, ...request }: Given) =>
  nearestExemplars(
    {
      pastEntries: createKnownEntries(() => Promise.resolve(past)),
      markedText: marked ?? (() => Promise.resolve(null)),
      shipped: () => Promise.resolve(shipped),
    },
    { paper, starred: false, ...request },
  )
const titles = async (given: Given) => (await chosen(given)).map(({ title }) => title)

test('the nearest entries come first, at most k', async () => {
  expect(await titles({ past: [cooking, birds, pruning], k: 2 })).toEqual(['Sparse Nets', 'Bird Calls'])
})

test('of entries that are alike the newest comes first', async () => {
  const dated = (day: string) => entry(`Of ${day}`, 'Says nothing to the point.', { publishedAt: day })
  const past = [dated('2026-01-01'), dated('2026-03-01'), dated('2026-02-01')]
  expect(await titles({ past, k: 2 })).toEqual(['Of 2026-03-01', 'Of 2026-02-01'])
})

test('only entries of the same star', async () => {
  const starred = entry('Starred Sparse Nets', pruning.text, { starred: true })
  expect(await titles({ past: [starred, birds] })).toEqual(['Bird Calls'])
  expect(await titles({ past: [starred, birds], starred: true })).toEqual(['Starred Sparse Nets'])
})

describe('an entry about the very paper is never shown', () => {
  const text = 'Prunes neurons of wide networks by gradients.'
  test.each([
    ['the paper itself', entry('Any Title', text, { paperId: 'at-hand' }), {}],
    ['another version of its arXiv id', entry('Any', text, { arxivId: '2601.00001v2' }), { arxivId: '2601.00001' }],
    ['its title in other letters', entry('pruning  wide net-works', text, { paperId: null }), {}],
    ['its title, cut', entry('Pruning Wide Networks by Their Gradients', text), {}],
    ['its method’s name alone', entry('Prunet', text), { title: 'PruNet: Pruning Wide Networks' }],
    [
      'its id under another heading',
      entry('Two on Pruning', `${text} (arxiv.org/abs/2601.00001v1)`),
      { arxivId: '2601.00001v3' },
    ],
    ['its title under another heading', entry('Two on Pruning', `${text} See Pruning Wide Networks.`), {}],
    ['its method’s name', entry('PruNet: Smaller Is Fine', text), { title: 'PruNet: Pruning Wide Networks' }],
  ])('%s', async (_name, same, more) => {
    const given = { paper: { ...paper, ...more }, past: [same, birds] }
    expect(await titles(given)).toEqual(['Bird Calls'])
  })
  test('nor is a shipped one', async () => {
    expect(await titles({ shipped: [shippedOne(paper.title), shippedOne('Other')] })).toEqual(['Other'])
  })
})

describe('an eval sees nothing that came later than its case', () => {
  const before = '2026-03-05T12:00:00.000Z'
  test.each([
    ['approved before', '2026-03-05T11:59:59.000Z', true],
    ['approved after', '2026-03-05T12:00:01.000Z', false],
    ['approved at that instant', before, false],
    ['printed the day before', '2026-03-04', true],
    ['printed on that day', '2026-03-05', false],
    ['printed nobody knows when', null, false],
  ])('%s', async (_name, publishedAt, isShown) => {
    const past = [entry('Dated', pruning.text, { publishedAt })]
    expect(await titles({ past, before })).toEqual(isShown ? ['Dated'] : [])
    expect(await titles({ past })).toEqual(['Dated'])
  })
})

test('shipped examples fill up', async () => {
  const shipped = ['One', 'Two', 'Three'].map(shippedOne)
  expect(await titles({ past: [pruning], shipped })).toEqual(['Sparse Nets', 'One', 'Two'])
})

test('one example with marks is always among them', async () => {
  const past = [pruning, birds, cooking]
  const shipped = [shippedOne('One')]
  expect(await titles({ past, shipped })).toEqual(['Sparse Nets', 'Bird Calls', 'One'])
  const marked = () => Promise.resolve('Prunes. [[p2: "we prune them all"]]')
  expect(await titles({ past, shipped, marked })).toEqual(['Sparse Nets', 'Bird Calls', 'Better Soup'])
})

test('an approved entry is shown with its marks, and one that has none says so', async () => {
  const marked: ExemplarParts['markedText'] = ({ title }) =>
    Promise.resolve(title === 'Sparse Nets' ? 'Prunes. [[p2: "we prune them all"]]' : null)
  const [first, second] = await chosen({ past: [pruning, birds], marked })
  expect(first?.text).toBe('Prunes. [[p2: "we prune them all"]]')
  expect(first?.about).not.toContain('without its marks')
  expect(second).toMatchObject({ text: birds.text, about: expect.stringContaining('without its marks') as string })
})

test('an entry that was approved here and imported with its issue is one example', async () => {
  const imported = entry('Sparse nets', pruning.text, { origin: 'imported', paperId: null })
  expect(await titles({ past: [pruning, imported, birds] })).toEqual(['Sparse Nets', 'Bird Calls'])
})

test('doubled words and stray punctuation of a past entry are not shown', async () => {
  const slips =
    'Prunes the the neurons , which is odd. It had had enough;; and what they’re effectively. doing (  ) is  this.'
  const [example] = await chosen({ past: [entry('Slips', slips)] })
  expect(example?.text).toBe(
    'Prunes the neurons, which is odd. It had had enough; and what they’re effectively doing is this.',
  )
})

test('the shipped examples read back as they stand in their file', () => {
  const part = readFileSync(path.resolve('prompts/exemplars.md'), 'utf8')
  const examples = parseExemplars(part)
  expect(examples).toHaveLength(3)
  expect(part).toContain(renderExemplars(examples))
})
