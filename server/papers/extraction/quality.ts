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

/** Latin words of three letters and more; a plain pattern, since it runs over every page's whole text. */
const latinWord = /[A-Za-z\u00c0-\u024f]{3,}/g

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
  const letters = countLetters(text)
  const oddCharacterShare = page.characters === 0 ? 0 : page.oddCharacters / page.characters
  const words = text.match(latinWord) ?? []
  const lower = words.map((word) => word.toLowerCase())
  const listed = lower.filter((word) => lexicon.isWord(word)).length / words.length
  const known = lower.filter((word) => vocabulary.count(word) > 2 || lexicon.isWord(word)).length / words.length
  const enough = words.length >= leastWords
  const [state, reason] = judge(
    page,
    letters,
    oddCharacterShare,
    enough && listed < leastKnown && isGibberish(words),
    ocr,
  )
  const knownWordShare = enough ? known : null
  return { state, letters, knownWordShare, oddCharacterShare, ...(reason === '' ? {} : { reason }) }
}

/** Letters and digits; punctuation and signs are none. */
function countLetters(text: string): number {
  let letters = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) {
      const lower = code | 0x20
      if ((lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39)) letters += 1
    } else if (code >= 0xc0 && (code < 0x2000 || code > 0x2bff)) letters += 1
  }
  return letters
}

function judge(page: PageContent, letters: number, odd: number, gibberish: boolean, ocr: boolean): [PageState, string] {
  if (page.failure !== null) return ['failed', `The page could not be read (${page.failure}).`]
  if (letters === 0 && page.characters === 0)
    return page.graphics.length > 0
      ? ['no-text-layer', 'The page is a picture: it has no text layer.']
      : ['blank', 'The page is empty.']
  if (odd > mostOdd && page.characters > 40)
    return ['unreadable', 'Its fonts do not say which letters their glyphs are.']
  // Rubbish repeats too: only the list counts here.
  if (gibberish) return ['unreadable', 'Its letters do not make words: the fonts map their glyphs wrongly.']
  return ocr ? ['ocr', 'The text was recognised from a scan: it may have misread letters.'] : ['ok', '']
}

/** Other languages have few English words too, but theirs look like words: vowels and consonants by turns, capitals only in front. */
function isGibberish(words: readonly string[]): boolean {
  const wordlike = words.filter((word) => vowel.test(word) && /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+)$/u.test(word))
  return wordlike.length < 0.7 * words.length || turns(words) < leastTurns
}

const vowel = /[aeiouyäöüàâéèêëîïôùûåæøœáíóúąęěůő]/i

/**
 * Share of neighbouring letters of which one is a vowel and one is not: .64 to .87 in seven European languages (a German
 * book's pages from .60 on); of alphabets exchanged at random 95 % come below .52.
 */
const leastTurns = 0.55
function turns(words: readonly string[]): number {
  let pairs = 0
  let turned = 0
  for (const word of words) {
    const vowels = [...word].map((letter) => vowel.test(letter))
    pairs += vowels.length - 1
    turned += vowels.filter((isVowel, i) => i > 0 && isVowel !== vowels[i - 1]).length
  }
  return turned / pairs
}
