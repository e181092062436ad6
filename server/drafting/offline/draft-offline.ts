/** A draft without a model: the paper's own sentences, picked and laid out as notes. Deterministic. */
import { lengthBand, type Length, type PaperText } from '../../papers/schema.ts'
import { countWords } from '../../text/count-words.ts'
import { foldSpace } from '../../text/normalize.ts'
import { offlineHead } from '../../text/offline-head.ts'
import type { NoteForDraft } from '../schema.ts'
import { candidates } from './candidates.ts'
import { markSentence } from './mark-sentence.ts'
import { pickSentences, roles } from './pick-sentences.ts'

/**
 * @returns a reply as a model would give it: the head line, the editor's notes as they are (`[[note 1]]`), then bullets
 * What / How / Result / Caveat, each sentence with its page and quotes. Without a usable sentence: `Not enough readable text: …`.
 */
export function draftOffline(
  paper: PaperText,
  { length, notes = [] }: { length: Length; notes?: readonly NoteForDraft[] },
): string {
  const found = candidates(paper)
  if (found.length === 0) return 'Not enough readable text: no whole sentence of prose could be read in this paper.'
  const own = notes.map(({ number, text }) => `- Note: ${sentenceOf(text)} [[note ${number}]]`)
  const taken = countWords(own.join(' ')) + countWords(offlineHead)
  const { aim, max } = lengthBand(length)
  const picked = pickSentences(found, { aim: aim - taken, max: max - taken, notes: notes.map(({ text }) => text) })
  const bullets = roles.flatMap((role) =>
    picked
      .filter((one) => one.role === role)
      .toSorted((a, b) => a.candidate.order - b.candidate.order)
      .map(({ candidate }) => `- ${role}: ${markSentence(candidate, paper)}`),
  )
  return [offlineHead, [...own, ...bullets].join('\n')].join('\n\n')
}

/** A note may hold anything; a mark of its own would be read as evidence. */
const sentenceOf = (note: string) =>
  foldSpace(note.replaceAll('[[', '[').replaceAll(']]', ']')).replace(/(?<![.?!])$/, '.')
