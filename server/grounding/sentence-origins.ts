/** Who wrote each sentence of a revision: taken from the draft as it stands, grown from a draft sentence, or the editor's own. */
import { sameSentenceFloor, wordSimilarity } from '../text/align-sentences.ts'
import { foldSpace } from '../text/normalize.ts'
import { sentences, type TextSpan } from '../text/sentences.ts'
import type { EvidenceMark } from './schema.ts'

export type DraftText = { prose: string; marks: readonly EvidenceMark[] }

/** `marks` are those of the draft sentence it came from; `own` has none. */
export type SentenceOrigin = TextSpan & { text: string; from: 'draft' | 'changed' | 'own'; marks: EvidenceMark[] }

/**
 * Equal sentences (white space apart) are the draft's; one that shares half its words with a draft sentence grew from it,
 * also when that was cut in two; any other is own, as is everything without a draft.
 */
export function sentenceOrigins(text: string, draft: DraftText | null): SentenceOrigin[] {
  if (!draft)
    return sentences(text).map((span) => ({ ...span, text: text.slice(span.start, span.end), from: 'own', marks: [] }))
  const drafted = draftSentences(draft)
  const waiting = [...drafted]
  const found = split(text, cutsIn(text, drafted)).map((span): SentenceOrigin => {
    const sentence = text.slice(span.start, span.end)
    const folded = foldSpace(sentence)
    const at = waiting.findIndex((candidate) => candidate.folded === folded)
    const same = at >= 0 ? waiting.splice(at, 1)[0] : undefined
    return { ...span, text: sentence, from: same ? 'draft' : 'own', marks: same ? same.marks : [] }
  })
  for (const origin of found) {
    if (origin.from !== 'own') continue
    const likeness = waiting.map((candidate) => wordSimilarity(candidate.folded, origin.text))
    const best = likeness.indexOf(Math.max(...likeness))
    if (best < 0 || likeness[best]! < sameSentenceFloor) continue
    origin.from = 'changed'
    origin.marks = waiting[best]!.marks
  }
  return found
}

type DraftSentence = TextSpan & { folded: string; marks: EvidenceMark[] }

/** A mark always ends a sentence, and belongs to the one that ends before it. */
function draftSentences({ prose, marks }: DraftText): DraftSentence[] {
  const found = split(
    prose,
    marks.map((mark) => mark.offset),
  ).map((span): DraftSentence => ({ ...span, folded: foldSpace(prose.slice(span.start, span.end)), marks: [] }))
  for (const mark of marks) found.findLast((sentence) => sentence.end <= mark.offset + 1)?.marks.push(mark)
  return found
}

/** A sentence that only its mark ended ("as follows [[p2: …]] The") must end there in the revision too. */
function cutsIn(text: string, drafted: readonly DraftSentence[]): number[] {
  return drafted.flatMap(({ folded }) => {
    if (/[.!?…]["”’»')\]*_]*$/.test(folded)) return []
    const at = text.indexOf(folded)
    return at >= 0 ? [at, at + folded.length] : []
  })
}

function split(text: string, cuts: readonly number[]): TextSpan[] {
  const bounds = [...new Set([0, ...cuts, text.length])].toSorted((a, b) => a - b)
  return bounds.slice(1).flatMap((to, index) => {
    const from = bounds[index]!
    return sentences(text.slice(from, to)).map(({ start, end }) => ({ start: from + start, end: from + end }))
  })
}
