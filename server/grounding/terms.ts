/** Index terms of English prose: content words, stemmed, so that "reduces" finds "reduction". */
import { stemmer } from 'stemmer'
import { words } from '../text/tokens.ts'

const stopWords = new Set(
  `a an the of in on at to for from by with and or but as is are was were be been being it its this that these those they
them their we our i you your he she his her which who whom what when where why how than then so such there here not no nor
do does did done has have had having can could may might must shall should will would if while because since into onto
over under about between among through during before after again also only just even very too more most much many some any
all each every both either neither other another own same out up down off still yet ever never get gets got goes go make
makes made let us via per s t re ll ve d m don't doesn't isn't aren't wasn't won't didn't can't it's that's they're`.split(
    /\s+/,
  ),
)
/** Said of every paper, so they find nothing; left out of queries only. */
const queryStopWords = new Set(
  `author authors paper work study propose proposed proposes present presents introduce introduces show shows shown method
approach result results use uses used using via overall furthermore moreover finally additionally however according conclude
discuss report reports experiment experiments obtain obtains achieve achieves achieved demonstrate demonstrates describe
reach reaches reaching find finds give gives given need needs called thing things way lot whole enough`
    .split(/\s+/)
    .map((word) => stem(word)),
)

/**
 * Stems of the content words of `text`, in order, with repeats; a name in spaced small caps ("R ANK G EN") is joined too.
 * @param known stems by word, filled as it goes: a whole paper says most words many times
 */
export function terms(text: string, known: Map<string, string> = new Map()): string[] {
  const found: string[] = []
  for (const word of words(text)) {
    if (word.length < 2 || stopWords.has(word)) continue
    let term = known.get(word)
    if (term === undefined) known.set(word, (term = stem(word)))
    found.push(term)
  }
  if (/\p{Lu} \p{Lu}{2}/u.test(text))
    for (const [spaced] of text.matchAll(/(?<!\p{L})\p{Lu} \p{Lu}{2,}(?: ?\p{Lu} \p{Lu}{2,})*/gu))
      found.push(stem(spaced.replaceAll(' ', '').toLowerCase()))
  return found
}

/** The distinct terms of a sentence that are worth looking for; all of them when nothing else is left. */
export function queryTerms(text: string): string[] {
  const all = [...new Set(terms(text))]
  const content = all.filter((term) => !queryStopWords.has(term))
  return content.length > 0 ? content : all
}

/** Whether a word says what a sentence is about. */
export function isContentWord(word: string): boolean {
  return word.length > 1 && !stopWords.has(word) && !queryStopWords.has(stem(word))
}

/** Those without digits: what a sentence is about, numbers apart. */
export function contentTerms(text: string): string[] {
  return queryTerms(text).filter((term) => !/\d/.test(term))
}

/** The Porter stem (Porter 1980); words with digits or under four letters stay as they are. */
export function stem(word: string): string {
  return word.length < 4 || /\d/.test(word) ? word : stemmer(word.replace(/'s$/, ''))
}
