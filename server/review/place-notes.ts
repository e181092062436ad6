/** Notes against the newest reading of their paper: a highlight made on an earlier one moves along, or is said to be lost. */
import { findAgain } from '../grounding/find-again.ts'
import type { PaperIndex } from '../grounding/paper-index.ts'
import type { Anchor } from '../grounding/schema.ts'
import type { PaperText } from '../papers/schema.ts'
import { foldSpace } from '../text/normalize.ts'
import type { Note, PlacedNote } from './schema.ts'

/**
 * @param text the newest reading
 * @param index of the same reading; only asked for (it takes half a second to build) when a highlight does not fit any more
 * @returns the notes in their order; nothing is written, so that a later, better reading can find a lost place again
 */
export function placeNotes(notes: readonly Note[], text: PaperText, index: () => PaperIndex): PlacedNote[] {
  return notes.map((note) => {
    if (!note.anchor || stands(note.anchor, text)) return { ...note, placeLost: false }
    const found = findAgain(note.anchor, index())
    return found.ok ? { ...note, anchor: found.value, placeLost: false } : { ...note, placeLost: true }
  })
}

/** The anchor's spans hold its very words. */
function stands({ spans, quote }: Anchor, text: PaperText): boolean {
  const words = spans.map(({ pageIndex, start, end }) => text.pages[pageIndex]?.text.slice(start, end) ?? '')
  return foldSpace(words.join(' ')) === foldSpace(quote)
}
