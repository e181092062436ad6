/** Find in the PDF through the text that was read, so that 300 pages need no rendering. */
import { boxesOf } from '../grounding/anchor-boxes.ts'
import type { PaperText } from '../papers/schema.ts'
import { squeeze } from '../text/normalize.ts'
import type { FindHit } from './schema.ts'

const mostHits = 200
const contextLength = 60

/**
 * @param query compared loosely: case, white space, hyphens and ligatures do not matter
 * @returns at most 200 hits in page order; none for a query without a letter or digit
 */
export function findInPaper(query: string, text: PaperText): FindHit[] {
  const needle = squeeze(query).text
  if (needle === '') return []
  const hits: FindHit[] = []
  for (const page of text.pages) {
    const { text: hay, starts, ends } = squeeze(page.text)
    for (
      let at = hay.indexOf(needle);
      at >= 0 && hits.length < mostHits;
      at = hay.indexOf(needle, at + needle.length)
    ) {
      const start = starts[at]!
      const end = ends[at + needle.length - 1]!
      hits.push({
        pageIndex: page.pageIndex,
        context: page.text.slice(Math.max(0, start - contextLength), end + contextLength),
        boxes: boxesOf([{ pageIndex: page.pageIndex, start, end }], text),
      })
    }
  }
  return hits
}
