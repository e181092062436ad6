/** How much of a text is another text's own wording. */
import { words } from './tokens.ts'

/** Shorter runs are names and idiom; from eight words on it is copied. */
export const shortestCopy = 8

/** Every run of `shortestCopy` words of a text, as `copiedWords` compares them. */
export const wordRuns = (text: string): ReadonlySet<string> => new Set(grams(words(text)))

/** The words of `text`, and for each whether it stands in a run of `shortestCopy` or more that `runs` has in the same order. */
export function copiedWords(text: string, runs: ReadonlySet<string>): { words: string[]; copied: boolean[] } {
  const found = words(text)
  const copied = found.map(() => false)
  for (const [start, gram] of grams(found).entries()) if (runs.has(gram)) copied.fill(true, start, start + shortestCopy)
  return { words: found, copied }
}

const grams = (list: readonly string[]): string[] =>
  list
    .slice(0, Math.max(0, list.length - shortestCopy + 1))
    .map((_, start) => list.slice(start, start + shortestCopy).join(' '))
