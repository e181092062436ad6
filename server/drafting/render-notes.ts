/** The editor's wishes as a prompt says them: notes, length, star. */
import { lengthBand, type Length } from '../papers/schema.ts'
import { foldSpace } from '../text/normalize.ts'
import { neutralise } from './fence.ts'
import type { NoteForDraft } from './schema.ts'

/** `1. first note`, one a line; "none" when there are none, so that the prompt never shows an empty place. */
export function renderNotes(notes: readonly NoteForDraft[]): string {
  if (notes.length === 0) return 'none'
  return notes.map(({ number, text }) => `${number}. ${foldSpace(neutralise(text))}`).join('\n')
}

/** "280 words (200 to 360)": the first number is aimed at, the band is what is accepted. */
export function renderLength(length: Length): string {
  const { aim, min, max } = lengthBand(length)
  return `${aim} words (${min} to ${max})`
}
