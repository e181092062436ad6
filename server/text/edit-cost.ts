/** What it cost to get from a draft to the approved text: words changed, split into model sentences fixed and own ones added. */
import { distance } from 'fastest-levenshtein'
import { alignSentences } from './align-sentences.ts'
import { sentences } from './sentences.ts'

/** Shares 0..1 with `fixed + added = cost`; the counts are of sentences. The shape kept in `EditRecord` (review). */
export type EditCost = {
  cost: number
  fixed: number
  added: number
  sentencesKept: number
  sentencesChanged: number
  sentencesDropped: number
  sentencesAdded: number
}

/**
 * `cost` = Levenshtein distance over tokens (words, numbers, paragraph breaks, after NFC; punctuation is free) divided
 * by the longer text's number of tokens. It is split in proportion to the work on the aligned sentences: `fixed` is
 * words changed within a model sentence or dropped with it (and moving sentences), `added` is words of sentences that
 * have no model sentence behind them. Two empty texts cost 0.
 */
export function editCost(draft: string, approved: string): EditCost {
  const before = costTokens(draft)
  const after = costTokens(approved)
  const longer = Math.max(before.length, after.length)
  const cost = longer === 0 ? 0 : tokenDistance(before, after) / longer

  const from = sentences(draft).map(({ start, end }) => draft.slice(start, end))
  const to = sentences(approved).map(({ start, end }) => approved.slice(start, end))
  const pairs = alignSentences(from, to)
  const paired = { from: new Set(pairs.map((pair) => pair.from)), to: new Set(pairs.map((pair) => pair.to)) }
  const dropped = from.filter((_, index) => !paired.from.has(index))
  const own = to.filter((_, index) => !paired.to.has(index))
  const kept = pairs.filter((pair) => pair.similarity === 1 && sameTokens(from[pair.from]!, to[pair.to]!))

  let fixedTokens = dropped.reduce((sum, sentence) => sum + costTokens(sentence).length, 0)
  for (const pair of pairs) fixedTokens += tokenDistance(costTokens(from[pair.from]!), costTokens(to[pair.to]!))
  const addedTokens = own.reduce((sum, sentence) => sum + costTokens(sentence).length, 0)
  // Nothing but moved sentences or paragraph breaks: that is work on the model's text.
  const addedShare = fixedTokens + addedTokens === 0 ? 0 : addedTokens / (fixedTokens + addedTokens)
  const added = cost * addedShare
  return {
    cost,
    fixed: cost - added,
    added,
    sentencesKept: kept.length,
    sentencesChanged: pairs.length - kept.length,
    sentencesDropped: dropped.length,
    sentencesAdded: own.length,
  }
}

/** Words and numbers as Intl.Segmenter parts them, and one token for each paragraph break, after NFC. */
function costTokens(text: string): string[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' })
  const paragraphs = text
    .normalize('NFC')
    .trim()
    .split(/\n\s*\n/)
  return paragraphs.flatMap((paragraph, index) => [
    ...(index > 0 ? ['\n\n'] : []),
    ...[...segmenter.segment(paragraph)].filter((part) => part.isWordLike).map((part) => part.segment),
  ])
}

/** Levenshtein distance over whole tokens: each distinct token becomes one character. */
function tokenDistance(a: readonly string[], b: readonly string[]): number {
  const codes = new Map<string, string>()
  const encode = (list: readonly string[]) =>
    list
      .map((token) => {
        const known = codes.get(token)
        if (known !== undefined) return known
        const code = String.fromCharCode(codes.size)
        codes.set(token, code)
        return code
      })
      .join('')
  const left = encode(a)
  const right = encode(b)
  if (codes.size > 0xffff) throw new Error(`more than ${0xffff} distinct words in one entry`)
  return distance(left, right)
}

function sameTokens(a: string, b: string): boolean {
  return tokenDistance(costTokens(a), costTokens(b)) === 0
}
