/** Where the checked sentences stand in the text that the editor has now. Pure. */
import type { SentenceView } from '../../server/desk/schema.ts'

/** A sentence with its place, half-open, in the text of now; `changed` where its words are others than those checked. */
export type PlacedSentence = { index: number; from: number; to: number; changed: boolean }

/**
 * The check may be of an older text than the one in the editor. Sentences are found by their words, in order; one whose
 * words are gone takes the room between its neighbours, marked changed, or is dropped where no room is left.
 * @param sentences in reading order
 * @returns in reading order, not overlapping; `index` into `sentences`
 */
export function placeSentences(
  sentences: readonly Pick<SentenceView, 'text' | 'start' | 'changed'>[],
  text: string,
): PlacedSentence[] {
  const placed: (PlacedSentence | null)[] = []
  let cursor = 0
  for (const [index, sentence] of sentences.entries()) {
    const at = nearest(text, sentence.text, cursor, sentence.start)
    placed.push(at === -1 ? null : { index, from: at, to: at + sentence.text.length, changed: sentence.changed })
    if (at !== -1) cursor = at + sentence.text.length
  }
  return placed.flatMap((one, index) => one ?? room(placed, index, text))
}

/** The first place at or after `cursor`; a place far from where the check saw it would be another sentence's. */
function nearest(text: string, words: string, cursor: number, expected: number): number {
  if (words === '') return -1
  const first = text.indexOf(words, cursor)
  const later = first === -1 ? -1 : text.indexOf(words, first + 1)
  return later !== -1 && Math.abs(later - expected) < Math.abs(first - expected) && later === expected ? later : first
}

function room(placed: readonly (PlacedSentence | null)[], index: number, text: string): PlacedSentence[] {
  // Two changed sentences in a row can't be told apart: the first one stands for both.
  if (index > 0 && placed[index - 1] === null) return []
  const before = placed.slice(0, index).findLast((one) => one !== null)?.to ?? 0
  const after = placed.slice(index + 1).find((one) => one !== null)?.from ?? text.length
  const gap = text.slice(before, after)
  if (gap.trim() === '') return []
  return [
    { index, from: before + gap.length - gap.trimStart().length, to: before + gap.trimEnd().length, changed: true },
  ]
}
