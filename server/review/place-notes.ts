/** Notes against the newest reading of their paper: a highlight made on an earlier one moves along, or is said to be lost. */
import type { PaperIndex } from '../grounding/paper-index.ts'
import type { PaperText } from '../papers/schema.ts'
import { placeAnchor } from './place-anchor.ts'
import type { Note, PlacedNote } from './schema.ts'

/** @returns the notes in their order; nothing is written, so that a later, better reading can find a lost place again */
export function placeNotes(notes: readonly Note[], text: PaperText, index: () => PaperIndex): PlacedNote[] {
  return notes.map((note) => {
    if (!note.anchor) return { ...note, placeLost: false }
    const anchor = placeAnchor(note.anchor, text, index)
    return anchor ? { ...note, anchor, placeLost: false } : { ...note, placeLost: true }
  })
}
