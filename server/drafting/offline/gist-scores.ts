/** How well each sentence of an abstract tells the paper in one line: cue phrases, centrality, position, length. */
import { words } from '../../text/tokens.ts'
import { cueScore, gist } from './cue-phrases.ts'
import { centrality, sentenceVectors, standardise } from './sentence-vectors.ts'

/** Fitted together with the cue phrases (see cue-phrases.ts). */
const weights = { centrality: 0.24, position: -0.32, logLength: 0.24, short: -0.31, long: -0.4 }

/** @param sentences of one abstract, in order @returns one score a sentence; only their order means something */
export function gistScores(sentences: readonly string[]): number[] {
  const central = standardise(centrality(sentenceVectors(sentences)))
  return sentences.map((sentence, index) => {
    const count = words(sentence).length
    return (
      cueScore(sentence, gist) +
      weights.centrality * (central[index] ?? 0) +
      weights.position * (index / Math.max(1, sentences.length - 1)) +
      weights.logLength * Math.log(1 + count) +
      (count < 9 ? weights.short : count > 40 ? weights.long : 0)
    )
  })
}
