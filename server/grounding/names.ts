/** The names in a sentence: data sets, metrics, models. */

export type FoundName = { text: string; start: number; end: number }

/** Words with a capital or digit inside, and capitalised words that do not merely open the sentence; never digits first. */
export function namesOf(sentence: string): FoundName[] {
  const found: FoundName[] = []
  for (const match of sentence.matchAll(/\p{L}[\p{L}\p{N}*+]*(?:[-–@./×][\p{L}\p{N}*+]+)*/gu)) {
    const text = match[0].replace(/(?<=\p{Lu})s$/u, '')
    if (text.length < 2 || !/\p{Lu}/u.test(text)) continue
    const inner = /\p{Lu}|\d/u.test(text.slice(1))
    const opens = match.index === 0 || /[.!?:“"(]\s*$/.test(sentence.slice(0, match.index))
    if (opens && !inner) continue
    found.push({ text, start: match.index, end: match.index + text.length })
  }
  return found
}
