/** Linked sentences from one text to the next: step by step, so that many small edits lose none. Pure. */
import { alignSentences } from '../text/align-sentences.ts'
import { foldSpace } from '../text/normalize.ts'
import { sentences } from '../text/sentences.ts'
import type { Link } from './schema.ts'

/**
 * A sentence that still stands keeps its links. One that was gone is looked for by its last words and by its first, so that
 * what was cut and put back, or undone, has its links again.
 * @returns the links in their order, `sentenceNow` as `after` has it; unchanged where no sentence of `after` grew from it
 */
export function followSentences<L extends Pick<Link, 'sentence' | 'sentenceNow'>>(
  links: readonly L[],
  before: string,
  after: string,
): L[] {
  if (links.length === 0 || before === after) return [...links]
  const from = sentencesOf(before)
  const to = sentencesOf(after)
  const stood = new Set(from.map(foldSpace))
  const stands = new Set(to.map(foldSpace))
  const gone = links.filter((link) => !stood.has(foldSpace(link.sentenceNow)))
  const all = [...from, ...gone.flatMap((link) => [link.sentenceNow, link.sentence])]
  const became = new Map(alignSentences(all, to).map((pair) => [foldSpace(all[pair.from]!), to[pair.to]!]))
  return links.map((link) => {
    if (stands.has(foldSpace(link.sentenceNow))) return link
    const first = gone.includes(link) ? became.get(foldSpace(link.sentence)) : undefined
    return { ...link, sentenceNow: became.get(foldSpace(link.sentenceNow)) ?? first ?? link.sentenceNow }
  })
}

/** A text has the words, as a sentence or inside one. */
export const hasWords = (text: string, words: string): boolean => foldSpace(text).includes(foldSpace(words))

const sentencesOf = (text: string): string[] => sentences(text).map(({ start, end }) => text.slice(start, end))
