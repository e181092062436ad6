/** Which sentences make the notes: a share of the words for each role, the best of each, nothing said twice. */
import { countWords } from '../../text/count-words.ts'
import { tokens } from '../../text/tokens.ts'
import type { Candidate } from './candidates.ts'
import { caveat, cueScore, how, outOfPlace, result } from './cue-phrases.ts'
import { gistScores } from './gist-scores.ts'
import { centrality, cosine, sentenceVectors, standardise, type Vector } from './sentence-vectors.ts'

export const roles = ['What', 'How', 'Result', 'Caveat'] as const
export type Role = (typeof roles)[number]
export type Picked = { role: Role; candidate: Candidate }

/** The share of the words that each role gets. */
const shares: Record<Role, number> = { What: 0.3, How: 0.3, Result: 0.3, Caveat: 0.1 }
/** What a sentence of a section is worth in a role; sections by block-worth.ts (abstract, introduction, method, results, limitations, conclusion). */
const bySection: Record<Role, readonly number[]> = {
  What: [1.5, 0.3, -1, -1.5, -2, -0.2],
  How: [0.2, 0.1, 0.5, -0.4, -2, -0.6],
  Result: [1, 0.2, -1, 0.5, -1, 0.6],
  Caveat: [-0.3, -0.6, -0.6, 0, 1.5, 0.6],
}
const elsewhere = -2
/** A sentence so near to a picked one says it again. */
const sameThing = 0.35
const redundancy = 2
/** One strong cue, or two weak ones. */
const surelyCaveat = 0.6

export type PickOptions = {
  /** Words; the last sentence may go over `aim`, none over `max`. */
  aim: number
  max: number
  /** Sentences about the editor's notes are worth more. */
  notes: readonly string[]
}

export function pickSentences(found: readonly Candidate[], { aim, max, notes }: PickOptions): Picked[] {
  const vectors = sentenceVectors(found.map(({ text }) => text))
  const scores = roleScores(found, vectors, notes)
  const picked: (Picked & { index: number })[] = []
  const left = new Set(found.keys())
  const exhausted = new Set<Role>()
  let words = 0
  const wordsOf = (role: Role) =>
    picked.reduce((sum, one) => sum + (one.role === role ? countWords(one.candidate.text) : 0), 0)
  while (words < aim && exhausted.size < roles.length) {
    // The role that is furthest behind its share goes next; What goes first.
    const role = roles
      .filter((one) => !exhausted.has(one))
      .toSorted((a, b) => wordsOf(a) / shares[a] - wordsOf(b) / shares[b])[0]!
    const best = bestOf(role, left, found, scores, vectors, picked, max - words)
    if (best === null) {
      exhausted.add(role)
      continue
    }
    left.delete(best)
    picked.push({ role, candidate: found[best]!, index: best })
    words += countWords(found[best]!.text) + 1
  }
  return picked.map(({ role, candidate }) => ({ role, candidate }))
}

function bestOf(
  role: Role,
  left: ReadonlySet<number>,
  found: readonly Candidate[],
  scores: Record<Role, readonly number[]>,
  vectors: readonly Vector[],
  picked: readonly { index: number }[],
  room: number,
): number | null {
  let best: { index: number; score: number } | null = null
  for (const index of left) {
    // "Caveat" over a sentence that is none would be a claim of ours.
    if (
      role === 'Caveat' &&
      cueScore(found[index]!.text, caveat) + cueScore(found[index]!.text, outOfPlace) < surelyCaveat
    )
      continue
    if (countWords(found[index]!.text) + 1 > room) continue
    const near = Math.max(0, ...picked.map((one) => cosine(vectors[index]!, vectors[one.index]!)))
    if (near > sameThing) continue
    const score = (scores[role][index] ?? 0) - redundancy * near
    if (!best || score > best.score) best = { index, score }
  }
  return best?.index ?? null
}

function roleScores(
  found: readonly Candidate[],
  vectors: readonly Vector[],
  notes: readonly string[],
): Record<Role, number[]> {
  const central = standardise(centrality(vectors))
  const gists = standardise(gistScores(found.map(({ text }) => text)))
  const asked = notes.map((note) => new Set(tokens(note)))
  const common = found.map((candidate, index) => {
    const shared = Math.max(
      0,
      ...asked.map((note) => new Set(tokens(candidate.text).filter((word) => note.has(word))).size),
    )
    return (
      0.2 * central[index]! +
      cueScore(candidate.text, outOfPlace) -
      0.2 * candidate.place +
      (shared >= 2 ? 0.3 * shared : 0)
    )
  })
  const of = (role: Role, own: (text: string, index: number) => number) =>
    found.map(({ text, worth }, index) => common[index]! + (bySection[role][worth] ?? elsewhere) + own(text, index))
  return {
    What: of('What', (_text, index) => gists[index]!),
    How: of('How', (text) => cueScore(text, how) - 0.4 * cueScore(text, result)),
    Result: of('Result', (text) => cueScore(text, result)),
    Caveat: of('Caveat', (text) => cueScore(text, caveat)),
  }
}
