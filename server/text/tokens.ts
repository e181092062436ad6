/** The one tokenizer for search: index and query share it, so that every engine agrees on what matches. */

const stopWords = new Set(
  'a an and are as at be by for from in is it of on or that the this to was were with'.split(' '),
)

/**
 * Search words of `text`: accents off, lower case, letters and digits only (so no query syntax can pass), plural `s`,
 * `es` and `ies` off words of five letters and more, stop words left out. In order, with repeats.
 */
export function tokens(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  const found = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  return found.filter((word) => !stopWords.has(word)).map(singular)
}

function singular(word: string): string {
  if (word.length < 5 || !/^[a-z]+$/.test(word)) return word
  if (/(?:ss|x)es$/.test(word)) return word.slice(0, -2)
  return word.replace(/ies$/, 'y').replace(/([^siu])s$/, '$1')
}

/**
 * Words of `text` for comparing prose: NFKC, lower case, numbers whole ("1,000.5"), contractions whole ("don't", one
 * kind of apostrophe), hyphenated words in parts. In order, with repeats.
 */
export function words(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('’', "'")
  return plain.match(/\p{N}[\p{N}\p{L}]*(?:[.,]\p{N}[\p{N}\p{L}]*)*|[\p{L}\p{N}\p{M}]+(?:'\p{L}+)?/gu) ?? []
}
