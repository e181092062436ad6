/** Can a page's text be trusted? Judged by its letters, its words and its ink. */
import type { PageQuality, PageState } from '../schema.ts'
import type { Vocabulary } from './hyphenation.ts'
import type { Lexicon } from './lexicon.ts'
import type { PageContent } from './page-content.ts'

/** Fewer words tell nothing. */
const leastWords = 20
/** English pages have .75 to .95 known words; broken fonts have under .2. */
const leastKnown = 0.35
const mostOdd = 0.15

const latinWord = /^\p{Script=Latin}{3,}$/u

/**
 * @param page as shown; @param text of the page, furniture and hidden text left out; @param ocr the words are a scanner's
 * @param vocabulary of the whole paper: names and terms that repeat count as known
 */
export function pageQuality(
  page: PageContent,
  text: string,
  ocr: boolean,
  vocabulary: Vocabulary,
  lexicon: Lexicon,
): PageQuality {
  const tokens = text.split(/[^\p{L}\p{M}\p{N}]+/u)
  const letters = tokens.reduce((sum, token) => sum + token.length, 0)
  const oddCharacterShare = page.characters === 0 ? 0 : page.oddCharacters / page.characters
  const words = tokens.filter((token) => latinWord.test(token))
  const knownWordShare = words.length < leastWords ? null : knownShare(words, vocabulary, lexicon)
  const [state, reason] = judge(page, letters, words, oddCharacterShare, knownWordShare, ocr)
  return { state, letters, knownWordShare, oddCharacterShare, ...(reason === '' ? {} : { reason }) }
}

function knownShare(words: readonly string[], vocabulary: Vocabulary, lexicon: Lexicon): number {
  const known = words.map((word) => word.toLowerCase()).filter((word) => vocabulary.count(word) > 2 || lexicon.isWord(word))
  return known.length / words.length
}

function judge(
  page: PageContent,
  letters: number,
  words: readonly string[],
  odd: number,
  known: number | null,
  ocr: boolean,
): [PageState, string] {
  if (page.failure !== null) return ['failed', `The page could not be read (${page.failure}).`]
  const hasInk = page.graphics.length > 0 || page.characters > 0
  if (letters === 0 && page.characters === 0)
    return hasInk ? ['no-text-layer', 'The page is a picture: it has no text layer.'] : ['blank', 'The page is empty.']
  if (odd > mostOdd && page.characters > 40)
    return ['unreadable', 'Its fonts do not say which letters their glyphs are.']
  if (known !== null && known < leastKnown && isGibberish(words))
    return ['unreadable', 'Its letters do not make words: the fonts map their glyphs wrongly.']
  return ocr ? ['ocr', 'The text was recognised from a scan: it may have misread letters.'] : ['ok', '']
}

/** Other languages have few English words too, but their words look like words: vowels in most, capitals only in front. */
function isGibberish(words: readonly string[]): boolean {
  const wordlike = words.filter(
    (word) => /[aeiouyäöüàâéèêëîïôùûåæøœáíóúąęěůő]/i.test(word) && /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+)$/u.test(word),
  )
  return wordlike.length < 0.7 * words.length
}
