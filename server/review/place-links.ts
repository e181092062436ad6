/** The editor's links against a text and the newest reading: each finds its sentence and its passage, or says what is lost. */
import type { PaperIndex } from '../grounding/paper-index.ts'
import type { SentenceLink } from '../grounding/schema.ts'
import type { PaperText } from '../papers/schema.ts'
import { foldSpace } from '../text/normalize.ts'
import { placeAnchor } from './place-anchor.ts'
import type { Link, PlacedLink } from './schema.ts'

/**
 * A link belongs to the sentence with its very words (`sentenceNow`, white space apart) and to no other: which sentence became
 * which was seen when the text was written (follow-sentences), and a likely one is the wrong one where its own was cut.
 * @param texts the sentences of the text that is checked, in order
 * @returns the links in their order; nothing is written, so that a later text or reading can find a lost one again
 */
export function placeLinks(
  links: readonly Link[],
  texts: readonly string[],
  paper: PaperText,
  index: () => PaperIndex,
): PlacedLink[] {
  const byWords = new Map(texts.map((text) => [foldSpace(text), text]))
  return links.map((link) => {
    const sentenceNow = byWords.get(foldSpace(link.sentenceNow))
    if (sentenceNow === undefined) return { ...link, state: 'sentence-gone' }
    const anchor = placeAnchor(link.anchor, paper, index)
    return anchor ? { ...link, sentenceNow, anchor, state: 'placed' } : { ...link, sentenceNow, state: 'place-lost' }
  })
}

/** The placed links of one kind, as grounding takes them. */
export const sentenceLinks = (links: readonly PlacedLink[], kind: Link['kind']): SentenceLink[] =>
  links
    .filter((link) => link.kind === kind && link.state === 'placed')
    .map((link) => ({ sentence: link.sentenceNow, anchor: link.anchor, tiedTo: link.sentence }))
