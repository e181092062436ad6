/** Which blocks the editor's notes are about: they are sent before all others, since the draft is built on the notes. */
import type { Block } from '../papers/schema.ts'
import { tokens } from '../text/tokens.ts'
import type { NoteForDraft } from './schema.ts'

const blocksANote = 2

/** Indexes into `blocks`: for each note the two that share the most, and the rarest, of its words; at least two words. */
export function noteBlocks(blocks: readonly Block[], notes: readonly NoteForDraft[]): Set<number> {
  if (notes.length === 0) return new Set()
  const words = blocks.map(({ text }) => new Set(tokens(text)))
  const counts = new Map<string, number>()
  for (const set of words) for (const word of set) counts.set(word, (counts.get(word) ?? 0) + 1)
  const found = notes.flatMap(({ text }) => {
    const asked = [...new Set(tokens(text))]
    return words
      .map((set, index) => {
        const shared = asked.filter((word) => set.has(word))
        const score = shared.reduce((sum, word) => sum + Math.log((blocks.length + 1) / (counts.get(word) ?? 1)), 0)
        return { index, score: shared.length < 2 ? 0 : score }
      })
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, blocksANote)
  })
  return new Set(found.map(({ index }) => index))
}
