import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { MarkdownView } from './markdown-view.tsx'

const html = (text: string) => render(<MarkdownView text={text} />).container.firstElementChild?.innerHTML

test.each([
  [
    'paragraphs and emphasis',
    'One *two* **three**.\n\nFour.',
    '<p>One <em>two</em> <strong>three</strong>.</p>\n\n<p>Four.</p>',
  ],
  ['an arrow and a percent sign stay as they are', '69.7% → 80.7%', '<p>69.7% → 80.7%</p>'],
  ['raw HTML is shown, not run', 'a <img src=x onerror=alert(1)> b', '<p>a &lt;img src=x onerror=alert(1)&gt; b</p>'],
  [
    'a link of the web',
    '[arXiv](https://arxiv.org/abs/1)',
    '<p><a href="https://arxiv.org/abs/1" rel="noopener noreferrer" target="_blank">arXiv</a></p>',
  ],
  ['a link that would run a script is only its words', '[x](javascript:alert(1))', '<p><a>x</a></p>'],
  ['a formula with stars escaped', 'a \\* b', '<p>a * b</p>'],
])('%s', (_name, text, expected) => expect(html(text)).toBe(expected))
