import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { benchDataOrSay } from '../../../test/bench-data.ts'
import { importIssue } from '../../style/import-issue.ts'
import { exportHtml, proseHtml } from './html.ts'
import { exportMarkdown, type IssueToExport } from './markdown.ts'

const issue = {
  date: '2026-03-01',
  title: '2026-3-1 arXiv roundup: TinyRank, Slow [sic] optimizers',
  sponsor: 'Made by [Example Labs](https://example.org). Come and see!',
  intro: 'Hello again.',
  outro: 'See you next week.',
}
const entries = [
  {
    heading: 'TinyRank: Ranking with *Small* [Models] <fast>',
    starred: true,
    link: 'https://arxiv.org/abs/2601.00001',
    text: 'They train a **small** ranker, p <b>not bold</b> and `<code>`.\n\n…and on longer texts:\n\n- 10% → 20%\n- ~5 s to ~6 s\n\nFine',
  },
  { heading: 'Why Do Optimizers Slow Down?', starred: false, link: null, text: 'One.\n\nTwo costs $5 and $6.' },
]
const whole: IssueToExport = { issue, entries }

describe('Markdown', () => {
  test('reads back with the same title, labels, sponsor, entries, stars and paragraphs', () => {
    const back = importIssue(exportMarkdown(whole))
    expect(back).toMatchObject({
      format: 'markdown',
      date: issue.date,
      title: issue.title,
      labels: ['TinyRank', 'Slow [sic] optimizers'],
      sponsor: issue.sponsor,
      intro: [issue.intro],
      outro: [issue.outro],
      unplaced: [],
    })
    expect(back.entries.map(({ heading, starred, link }) => ({ heading, starred, link }))).toEqual(
      entries.map(({ heading, starred, link }) => ({ heading, starred, link })),
    )
    expect(back.entries.map((entry) => entry.paragraphs.map(({ text }) => text))).toEqual(
      entries.map(({ text }) => text.split('\n\n')),
    )
    expect(back.entries[0]?.paragraphs.map(({ kind }) => kind)).toEqual(['prose', 'call-out', 'prose', 'prose'])
  })

  test('any prose comes back paragraph for paragraph', () => {
    const word = fc.constantFrom(
      'loss',
      'the',
      '69.7%',
      '→',
      '80.7%',
      '1.2B',
      '$x_i$',
      '**big**',
      '*it*',
      '<b>',
      'a<b',
      '`<p>`',
      '~5',
      '[link](https://example.org)',
      '#',
      'T5-XXL',
      '(see',
      ')',
      'it’s',
      '&',
      '|',
    )
    const paragraph = fc.array(word, { minLength: 1, maxLength: 12 }).map((parts) => `So ${parts.join(' ')} end.`)
    const text = fc.array(paragraph, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(text, text, (first, second) => {
        const two = [first, second].map((paragraphs, index) => ({
          heading: `Paper ${index}`,
          starred: index === 0,
          link: null,
          text: paragraphs.join('\n\n'),
        }))
        const back = importIssue(exportMarkdown({ issue, entries: two }), 'markdown')
        expect(back.entries.map((entry) => entry.paragraphs.map((item) => item.text))).toEqual([first, second])
      }),
      { numRuns: 200, seed: 11 },
    )
  })

  test('a heading or a rule inside an entry does not begin another entry', () => {
    const text = 'First.\n\n# Loud\n\nUnder\n=====\n\n---\n\nLast.'
    const back = importIssue(
      exportMarkdown({ issue, entries: [{ heading: 'Paper', starred: false, link: null, text }] }),
    )
    expect(back.entries).toHaveLength(1)
    expect(back.entries[0]?.paragraphs.map((item) => item.text)).toEqual([
      'First.',
      '### Loud',
      '### Under',
      String.raw`\* \* \*`,
      'Last.',
    ])
  })

  test('an issue without lines has a title and nothing else', () => {
    expect(exportMarkdown({ issue: { ...issue, title: '', sponsor: '', intro: '', outro: '' }, entries: [] })).toBe(
      '# 2026-3-1 roundup\n',
    )
  })
})

describe('HTML', () => {
  test('holds every entry in order with star, link and formatting, and reads back the same', () => {
    const html = exportHtml(whole)
    const back = importIssue(html)
    expect(back).toMatchObject({
      format: 'html',
      title: issue.title,
      date: issue.date,
      sponsor: issue.sponsor,
      outro: [issue.outro],
    })
    expect(back.entries.map(({ heading, starred, link }) => ({ heading, starred, link }))).toEqual([
      {
        heading: 'TinyRank: Ranking with *Small* [Models] <fast>',
        starred: true,
        link: 'https://arxiv.org/abs/2601.00001',
      },
      { heading: 'Why Do Optimizers Slow Down?', starred: false, link: null },
    ])
    expect(html).toContain('<strong>small</strong>')
    expect(html).toContain('Two costs $5 and $6.')
    expect(html).toContain('~5 s to ~6 s')
  })

  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['an event handler', '<img src=x onerror="alert(1)">'],
    ['a script link', '[x](javascript:alert(1))'],
    ['a script link in entities', '[x](&#106;avascript:alert(1))'],
    ['a data link', '[x](data:text/html;base64,PHNjcmlwdD4=)'],
    ['a remote picture', '![x](https://tracker.example/pixel.png)'],
    ['a style', '<p style="position:fixed">x</p>'],
    ['a quote in a link', '[x](https://e.example/"onmouseover="alert(1))'],
    ['a frame inside code', '`a` <iframe src="https://e.example"></iframe> `b`'],
    ['a tag over lines', '<div\nonclick="x()">\n\ntext'],
    ['a comment', '<!-- <script>alert(1)</script> -->'],
    ['an SVG', '<svg/onload=alert(1)>'],
  ])('%s in a model’s text never becomes markup', (_name, text) => {
    const tags = proseHtml(text).match(/<[a-z!][^>]*>/gi) ?? []
    for (const tag of tags)
      expect(tag).toMatch(/^<(?:(?:p|code|h\d)(?: style="[^"<>]*")?|a(?: href="https?:[^"<>]*")?|br ?\/?)>$/)
  })

  test('a literal tag is shown, not dropped', () => {
    expect(proseHtml('p < 0.05 and <b>bold</b>')).toContain('p &lt; 0.05 and &lt;b&gt;bold&lt;/b&gt;')
  })

  test('nothing is loaded from elsewhere', () => {
    expect(exportHtml(whole)).not.toMatch(/<(?:link|script|img|iframe)\b|url\(|@import/)
  })
})

const bench = benchDataOrSay('the round trip of a published issue')
test.runIf(bench).each(['markdown', 'html'] as const)(
  'a published issue goes out as %s and comes back the same',
  (format) => {
    const published = importIssue(readFileSync(path.join(bench!, '../house-style/2022-05-22-roundup.txt'), 'utf8'))
    const again: IssueToExport = {
      issue: { date: published.date!, title: published.title, sponsor: published.sponsor!, intro: '', outro: '' },
      entries: published.entries.map((entry) => ({
        ...entry,
        text: entry.paragraphs.map((item) => item.text).join('\n\n'),
      })),
    }
    const back = importIssue(format === 'html' ? exportHtml(again) : exportMarkdown(again))
    expect(back).toEqual({ ...published, format })
  },
)
