import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { benchDataOrSay } from '../../test/bench-data.ts'
import { importIssue } from './import-issue.ts'
import type { ImportedIssue } from './schema.ts'

const plain = `2026-3-1 arXiv roundup: TinyRank, Slow optimizers
Made possible by Example Labs.
⭐ TinyRank: Ranking with Small Models
They train a small ranker. It works.
…and on longer texts:
And so it goes with most of them
Why Do Optimizers Slow Down?
Proposes a cheap test.
Here is what it costs:`

const markdown = `# 2026-3-1 arXiv roundup: TinyRank, Slow optimizers

*Made possible by [Example Labs](https://example.org).*

Hello again.

## ⭐ [TinyRank: Ranking with \\[Small\\] Models](https://arxiv.org/abs/2601.00001)

They train a **small** ranker.
It works.

…and on longer texts:

![a plot](plot.png)

### Costs

Three things count:

- time
- memory

## Why Do Optimizers Slow Down?

Proposes a cheap test.

---

See you next week.
`

const html = `<!doctype html><html><head><title>x</title><style>p{}</style></head><body><table><tr><td>
<h1>2026-3-1 arXiv roundup: TinyRank, Slow optimizers</h1><p><em>Made possible by Example Labs.</em></p>
<div style="display:none">preheader</div><script>steal()</script>
<h2>⭐ <a href="https://arxiv.org/abs/2601.00001">TinyRank: Ranking &amp; Small Models</a></h2>
<p>They train a <strong>small</strong> ranker, see <a href="https://example.org/code">the code</a>.</p>
<p>…and on longer texts:</p><p><img src="data:image/png;base64,AAAA" alt="a plot"></p>
<h2>Why Do Optimizers Slow Down?</h2><ul><li>Proposes a cheap test.</li></ul>
<hr><p>See you next week.</p></td></tr></table></body></html>`

const shape = (issue: ImportedIssue) =>
  issue.entries.map(({ heading, starred, paragraphs }) => [starred, heading, paragraphs.map(({ kind }) => kind)])

test('plain text: title, labels, sponsor, starred and guessed headings, call-outs', () => {
  const issue = importIssue(plain)
  expect(issue).toMatchObject({
    format: 'text',
    date: '2026-03-01',
    title: '2026-3-1 arXiv roundup: TinyRank, Slow optimizers',
    labels: ['TinyRank', 'Slow optimizers'],
    sponsor: 'Made possible by Example Labs.',
    intro: [],
    unplaced: [],
  })
  expect(shape(issue)).toEqual([
    [true, 'TinyRank: Ranking with Small Models', ['prose', 'call-out', 'prose']],
    [false, 'Why Do Optimizers Slow Down?', ['prose', 'call-out']],
  ])
})

test('Markdown: headings and links are read, sub-headings, lists and soft line ends stay in the entry', () => {
  const issue = importIssue(markdown)
  expect(issue).toMatchObject({
    format: 'markdown',
    date: '2026-03-01',
    sponsor: 'Made possible by [Example Labs](https://example.org).',
    intro: ['Hello again.'],
    outro: ['See you next week.'],
    unplaced: [],
  })
  expect(shape(issue)).toEqual([
    [true, 'TinyRank: Ranking with [Small] Models', ['prose', 'call-out', 'figure', 'prose', 'prose', 'prose']],
    [false, 'Why Do Optimizers Slow Down?', ['prose']],
  ])
  expect(issue.entries[0]).toMatchObject({
    link: 'https://arxiv.org/abs/2601.00001',
    paragraphs: [
      { text: 'They train a **small** ranker.\nIt works.' },
      {},
      {},
      { text: '### Costs' },
      { text: 'Three things count:' },
      { text: '- time\n- memory' },
    ],
  })
})

test('HTML: tables are layout, hidden parts and scripts are left out, inline marks become Markdown', () => {
  const issue = importIssue(html)
  expect(issue).toMatchObject({
    format: 'html',
    date: '2026-03-01',
    sponsor: 'Made possible by Example Labs.',
    outro: ['See you next week.'],
    unplaced: [],
  })
  expect(shape(issue)).toEqual([
    [true, 'TinyRank: Ranking & Small Models', ['prose', 'call-out', 'figure']],
    [false, 'Why Do Optimizers Slow Down?', ['prose']],
  ])
  expect(issue.entries[0]).toMatchObject({
    link: 'https://arxiv.org/abs/2601.00001',
    paragraphs: [
      { text: 'They train a **small** ranker, see [the code](https://example.org/code).' },
      {},
      { text: '![a plot]()' },
    ],
  })
  expect(JSON.stringify(issue)).not.toMatch(/preheader|steal/)
})

test.each([
  ['month first', 'Paper digest, May 22, 2022: A, B', { date: '2022-05-22', labels: ['A', 'B'] }],
  ['day first', '22 May 2022 roundup', { date: '2022-05-22', labels: [] }],
  ['no such day', '2022-2-30 roundup: A', { date: null, labels: ['A'] }],
])('the title’s date: %s', (_name, title, expected) =>
  expect(importIssue(`${title}\n⭐ Heading\nBody text.`)).toMatchObject(expected),
)

test('what fits nowhere is listed with its line, not dropped', () => {
  const issue = importIssue(
    '2026-3-1 roundup\n⭐ First: One\nBody one.\nShare\nSecond Paper on Things\nBody two.\nSubscribe',
  )
  expect(shape(issue)).toEqual([
    [true, 'First: One', ['prose']],
    [false, 'Second Paper on Things', ['prose']],
  ])
  expect(issue.unplaced).toEqual([
    { line: 4, text: 'Share' },
    { line: 7, text: 'Subscribe' },
  ])
})

test('headings set as bold paragraphs, and text wrapped at a fixed width', () => {
  expect(shape(importIssue('**First Paper**\n\nBody one.\n\n**Second Paper**\n\nBody two.'))).toEqual([
    [false, 'First Paper', ['prose']],
    [false, 'Second Paper', ['prose']],
  ])
  const wrapped =
    '⭐ First: One\n\nThis sentence was wrapped by a mail program at seventy columns\nor so, and it goes on here.\n\nThe end.'
  expect(importIssue(wrapped).entries[0]?.paragraphs).toHaveLength(2)
})

test('no words are lost, whatever the lines are', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      '---',
      '⭐ Star One: Two',
      'A Heading Without Stop',
      '# H1',
      '## H2',
      '…and so:',
      'https://example.org',
      'Share',
      '**Bold line**',
      '- item',
    ),
    fc.lorem({ mode: 'sentences', maxCount: 2 }),
  )
  const bare = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).toSorted()
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 12 }),
      fc.constantFrom('text' as const, 'markdown' as const),
      (lines, format) => {
        const { title, sponsor, intro, entries, outro, unplaced } = importIssue(lines.join('\n'), format)
        const kept = [
          title,
          sponsor,
          intro,
          entries.map((entry) => [entry.heading, entry.link, entry.paragraphs.map(({ text }) => text)]),
          outro,
          unplaced.map(({ text }) => text),
        ]
        // A heading in Markdown keeps its words, not its marks; nothing else may differ.
        expect(bare(kept.flat(4).join('\n'))).toEqual(bare(lines.join('\n')))
      },
    ),
    { numRuns: 300, seed: 7 },
  )
})

describe('on a published issue', () => {
  const bench = benchDataOrSay('the import of a published issue')
  test.runIf(bench)('date, entries, stars, labels and call-outs are found and no line is lost', () => {
    const text = readFileSync(path.join(bench!, '../house-style/2022-05-22-roundup.txt'), 'utf8')
    const issue = importIssue(text)
    expect(issue).toMatchObject({ date: '2022-05-22', unplaced: [], intro: [], outro: [] })
    expect(issue.labels).toHaveLength(3)
    expect(issue.entries).toHaveLength(10)
    expect(issue.entries.filter((entry) => entry.starred)).toHaveLength(2)
    const paragraphs = issue.entries.flatMap((entry) => entry.paragraphs)
    expect(paragraphs.filter((paragraph) => paragraph.kind === 'call-out')).toHaveLength(4)
    const kept = [
      issue.title,
      issue.sponsor,
      ...issue.entries.map((entry) => entry.heading),
      ...paragraphs.map((paragraph) => paragraph.text),
    ]
    expect(kept.toSorted()).toEqual(
      text
        .split('\n')
        .map((line) => line.replace('⭐ ', ''))
        .toSorted(),
    )
  })
})
