import { expect, test } from 'vitest'
import { countWords } from './count-words.ts'

test.each([
  ['nothing', '', 0],
  ['arrows and dashes are no words', 'MAUVE goes 69.7% → 80.7% – a lot', 6],
  ['hyphenated words are one', 'fine-tuning T5-XXL', 2],
  ['a link counts by its words', 'See [the code](https://example.org/a) and ![one plot](x.png "Title")', 6],
  ['Markdown marks do not count', '## A *bold* claim\n\n- one\n- two', 5],
])('%s', (_name, text, expected) => expect(countWords(text)).toBe(expected))
