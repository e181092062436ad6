/** Is the hyphen at a line's end the word's own, or the line's? By the document's own words, then by the lexicon. */
import type { Lexicon } from './lexicon.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** First parts that are written with a hyphen before a whole word. */
const keptFirst = set(
  'non self well ill half quasi all cross co high low long short mid single double two three four five six seven eight nine ten one first second third zero few many end state part full large small wide fine coarse real time data model task domain context free open close closed hand fixed deep hard soft left right top bottom upper lower old new best worst better higher much so',
)
/** First parts that are written together. */
const joinedFirst = set(
  'un re dis mis in im ir sub super inter intra trans over under out up down back de en em fore micro macro mono poly tri bi hyper hypo infra ultra auto bio geo photo electro thermo neuro spectro pseudo anti counter extra multi semi meta para post pre pro con com ex ad ab an be per',
)
/** Of those, the ones that some papers write with a hyphen: then the paper's other words decide. */
const eitherFirst = set('pre post anti semi multi meta pseudo micro macro auto sub inter')
/** Second parts that always keep it. */
const strongSecond = set('based specific driven aware oriented level like agnostic')
const keptSecond = set(
  'based like free specific driven level wise style aware dependent independent oriented trained tuned related known art shot hot scale order dimensional world linear invariant valued end agnostic tailed grained efficient intensive designed defined supervised bounded triangular sided to of the and in hop one two three wide layer step time up down off on by friendly enhanced controlled assisted guided centric sensitive consuming trivial negative positive zero increasing decreasing convex smooth stationary parametric uniform',
)

/** The words of a document, each with its count; broken words stay out. */
export type Vocabulary = {
  add(text: string): void
  count(word: string): number
  /** Whether the document writes this first part with a hyphen anywhere ("pre-trained"). */
  hyphenates(first: string): boolean
}

export function createVocabulary(): Vocabulary {
  const counts = new Map<string, number>()
  const firsts = new Set<string>()
  return {
    add(text) {
      for (const word of text.toLowerCase().match(/\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*/gu) ?? []) {
        counts.set(word, (counts.get(word) ?? 0) + 1)
        const hyphen = word.indexOf('-')
        if (hyphen > 0) firsts.add(word.slice(0, hyphen))
      }
    },
    count: (word) => counts.get(word) ?? 0,
    hyphenates: (first) => firsts.has(first),
  }
}

/**
 * @param before text that ends just before the hyphen; @param after text that starts the next line
 * @returns true when the hyphen is part of the word ("state-of-the-/art"), false when the halves are joined
 */
export function keepsHyphen(before: string, after: string, vocabulary: Vocabulary, { isWord }: Lexicon): boolean {
  const left = /[\p{L}\p{N}'’-]+$/u.exec(before)?.[0] ?? ''
  const right = /^[\p{L}\p{N}]+(?:-\p{L}+)*/u.exec(after)?.[0] ?? ''
  if (!left || !right || /\p{N}$/u.test(left) || /^\p{N}/u.test(right)) return true
  const first = left.toLowerCase().split('-').at(-1) ?? ''
  const second = right.toLowerCase().split('-')[0] ?? ''
  const joined = first + second

  const written = documentsWay(left.toLowerCase(), right.toLowerCase(), first, second, vocabulary)
  if (written.joined || written.hyphenated)
    return written.hyphenated > written.joined || (written.hyphenated === written.joined && !isWord(joined))

  const capital = /^\p{Lu}/u.test(right)
  if (capital && /^(?:Mc|Mac|O|Di|De|La|Le)$/.test(left)) return false
  // "Smith-/Jones", but "CAPI-/TALS" of a heading.
  if (capital && !/^\p{Lu}+$/u.test(left)) return true
  // "RNN-/based".
  if (/^\p{Lu}{2,}$/u.test(left.split('-').at(-1) ?? '') && /^\p{Ll}/u.test(right)) return true
  // "z-/transform".
  if (/^\p{L}$/u.test(first)) return true
  // The rules below are English; other languages rarely hyphenate compounds.
  if (/[^a-z]/.test(joined) || isWord(joined)) return false
  if (strongSecond.has(second) && first.length > 2) return true
  const firstIsWord = isWord(first)
  const secondIsWord = isWord(second)
  if (/^\p{Lu}\p{Ll}+$/u.test(left)) {
    // A capital: a name cut in two, unless the second half is a known ending or a long participle.
    const participle = firstIsWord && secondIsWord && /(?:ed|ing)$/.test(second) && second.length > 5
    if (!keptSecond.has(second) && !keptFirst.has(first) && !participle) return false
  }
  if (left.includes('-') && firstIsWord && secondIsWord) return true
  if (keptFirst.has(first) && secondIsWord) return true
  if (joinedFirst.has(first)) return eitherFirst.has(first) && secondIsWord && vocabulary.hyphenates(first)
  if (
    (firstIsWord || keptFirst.has(first)) &&
    first.length > 2 &&
    ((secondIsWord && second.length > 3) || keptSecond.has(second))
  )
    return true
  if (keptSecond.has(second) && second.length > 4 && vocabulary.count(first) > 0) return true
  return vocabulary.count(first) > 1 && secondIsWord && second.length > 3 && first.length > 3
}

/** How often the document itself writes the word joined and hyphenated, whole or by the two parts at the break. */
function documentsWay(left: string, right: string, first: string, second: string, { count }: Vocabulary) {
  const longer = first !== left || second !== right
  return {
    joined: count(left + right) + (longer ? count(first + second) : 0),
    hyphenated: count(`${left}-${right}`) + (longer ? count(`${first}-${second}`) : 0),
  }
}
