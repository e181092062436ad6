/** A reply without the takes in it, for an editor who wants none: what was left out is said. */
import { sentences } from '../text/sentences.ts'
import type { ParsedReply } from './schema.ts'

/** Each sentence with a take mark goes, with its marks; a line of the tail says which words that were. */
export function withoutTakes(parsed: ParsedReply): ParsedReply {
  const spans = sentences(parsed.prose)
  const owner = ({ offset }: { offset: number }) => spans.findLastIndex(({ start }) => start < offset)
  const takes = new Set(parsed.marks.filter(({ kind }) => kind === 'take').map(owner))
  const marks: ParsedReply['marks'] = []
  const tail = [...parsed.tail]
  let prose = ''
  for (const [index, { start, end }] of spans.entries()) {
    const sentence = parsed.prose.slice(start, end)
    if (takes.has(index)) {
      tail.push(`A take was left out, as takes are switched off: “${sentence}”`)
      continue
    }
    // The gap in front goes along: where a paragraph went, one break is left.
    if (prose !== '') prose += parsed.prose.slice(spans[index - 1]?.end ?? 0, start)
    const shift = prose.length - start
    prose += sentence
    for (const mark of parsed.marks)
      if (owner(mark) === index) marks.push({ ...mark, offset: Math.min(mark.offset, end) + shift })
  }
  return takes.size === 0 ? parsed : { ...parsed, prose, marks, tail }
}
