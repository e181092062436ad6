/** Heads of tables as a sentence says them. */
import { terms } from './terms.ts'

/**
 * The stems of a head without its citation: "SimplePatch (Ours)", "Scatt. (Zarka et al., 2019)", "GPT-4o [4]".
 * @param stems kept from one head to the next
 */
export function termsOfHead(head: string, stems?: Map<string, string>): string[] {
  const plain = head.replace(/\([^)]*\)|\bet al\.?|\[\d+\]/g, ' ').replace(/[-–/]/g, ' ')
  return [...new Set(terms(plain, stems))].filter((term) => !/^\d+$/.test(term))
}

/** The stems of a text, hyphenated words in parts as in {@link termsOfHead}. */
export const termsSaid = (text: string): ReadonlySet<string> => new Set(terms(text.replace(/[-–/]/g, ' ')))

/**
 * The text says every word of the head, and one of three letters or more.
 * @param wanted the head's stems
 */
export function saysHead(said: ReadonlySet<string>, wanted: readonly string[]): boolean {
  return wanted.some((term) => term.length >= 3) && wanted.every((term) => said.has(term))
}
