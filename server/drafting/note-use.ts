/** Which of the editor's notes a reply carries, and which it does not even mention. */
import type { NoteForDraft, ParsedReply } from './schema.ts'

export type NoteUse = {
  /** Carried by a sentence of the draft: `[[note 2]]`. */
  notesUsed: number[]
  /** Neither carried nor listed in the tail ("Note 2: not used, …"). */
  notesNotMentioned: number[]
}

export function noteUse({ marks, tail }: ParsedReply, notes: readonly NoteForDraft[]): NoteUse {
  const carried = new Set(marks.flatMap((mark) => (mark.kind === 'note' ? [mark.note] : [])))
  const listed = new Set(
    tail.flatMap((line) =>
      [...line.matchAll(/\bnotes?\s+(\d+(?:\s*(?:,|and|&)\s*\d+)*)/gi)].flatMap(
        (match) => (match[1] ?? '').match(/\d+/g)?.map(Number) ?? [],
      ),
    ),
  )
  const numbers = notes.map(({ number }) => number)
  return {
    notesUsed: numbers.filter((number) => carried.has(number)),
    notesNotMentioned: numbers.filter((number) => !carried.has(number) && !listed.has(number)),
  }
}
