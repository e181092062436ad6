/** What the house style never prints: stock phrases, the house's own list of words, doubled words, stray punctuation, a fact or an "I" in a suggested take. */
import { sentences, type TextSpan } from './sentences.ts'

export type HouseFindingKind =
  'stock-phrase' | 'never-used' | 'doubled-word' | 'stray-punctuation' | 'first-person-take' | 'number-in-take'

/** Half-open span `[start, end)` into the text, UTF-16 units; `message` says what to do, for the editor. */
export type HouseFinding = { kind: HouseFindingKind; start: number; end: number; message: string }

const stockPhrases: { pattern: RegExp; message: string }[] = [
  { pattern: /\b(?:in )?this (?:paper|work|article|study)\b/giu, message: 'Say what it does, without "this paper".' },
  {
    pattern:
      /\bthe (?:authors?|researchers) (?:also |further |first )?(?:propose|present|introduce|show|describe|investigate|demonstrate|argue|find)s?\b/giu,
    message: 'Open with the idea, not with "the authors …".',
  },
  { pattern: /(?<![\p{L}-])novel(?![\p{L}-]| by\b)/giu, message: 'Say what is new about it, not that it is "novel".' },
  { pattern: /\bstate[- ]of[- ]the[- ]art\b/giu, message: 'Name the method or the figure that it beats.' },
  {
    pattern:
      /\b(?:groundbreaking|ground-breaking|revolutionary|paves? the way|delves? into|it is worth noting|sheds? light on|plays? a crucial role)\b/giu,
    message: 'A stock phrase: say it in plain words.',
  },
]

/** "had had" and "that that" can be right; Latin and names can too, so only words of lower case after a word of lower case. */
const doubled = /(?<![\p{L}\p{N}-])(\p{L}\p{Ll}*)\s+\1(?![\p{L}\p{N}'’-])/gu
const mayDouble = new Set(['had', 'that', 'is', 'do', 'no', 'bye', 'very', 'so', 'log', 'x', 'n', 'd', 'k'])

const stray: { pattern: RegExp; message: string }[] = [
  {
    pattern: /(?<=\p{Ll}{3})\. (?=(?!iPhone|arxiv)\p{Ll}{2,}[\s,.])/gu,
    message: 'A stop in the middle of a sentence, or a lower-case start.',
  },
  { pattern: /(?<=[\p{L}\p{N}]) +(?=[,;:?!](?:\s|$))/gu, message: 'A space before the punctuation.' },
  {
    pattern: /(?<!\.)\.\.(?!\.)|,,|;;|,\.|\.,(?!\p{L})|[,;:](?=\s*$)(?<!:)/gmu,
    message: 'Doubled or left-over punctuation.',
  },
  { pattern: /\(\s*\)|\[\s*\]|\(\s+|\s+\)/gu, message: 'An empty bracket, or a space inside one.' },
  { pattern: /(?<=\S) {2,}(?=\S)/gu, message: 'Two spaces.' },
]
const abbreviation = /\b(?:e\.g|i\.e|al|cf|vs|etc|resp|approx|Figs?|Eqs?|Sec|w\.r\.t|a\.k\.a|i\.i\.d)$/i

/**
 * All findings in reading order.
 * @param text the entry, marks taken out
 * @param takes spans of suggested takes: an opinion without a number, and never a faked "I"
 * @param neverUsed words and phrases that this house does not print; whole words, in any case
 */
export function houseLint(
  text: string,
  takes: readonly TextSpan[] = [],
  neverUsed: readonly string[] = [],
): HouseFinding[] {
  const findings: HouseFinding[] = []
  const add = (kind: HouseFindingKind, start: number, length: number, message: string) =>
    findings.push({ kind, start, end: start + Math.max(1, length), message })
  for (const { pattern, message } of stockPhrases)
    for (const match of text.matchAll(pattern)) add('stock-phrase', match.index, match[0].length, message)
  for (const phrase of neverUsed)
    for (const match of text.matchAll(wholeWords(phrase)))
      add('never-used', match.index, match[0].length, `The house never prints "${phrase}".`)
  for (const match of text.matchAll(doubled))
    if (!mayDouble.has(match[1]!)) add('doubled-word', match.index, match[0].length, `"${match[1]}" stands twice.`)
  for (const { pattern, message } of stray)
    for (const match of text.matchAll(pattern))
      if (!abbreviation.test(text.slice(Math.max(0, match.index - 8), match.index)))
        add('stray-punctuation', match.index, match[0].length, message)
  for (const take of takes) {
    const words = text.slice(take.start, take.end)
    for (const match of words.matchAll(/(?<![\p{L}\p{N}-])(?:I(?:['’]\w+)?|my|me)(?![\p{L}\p{N}-])/gu))
      add(
        'first-person-take',
        take.start + match.index,
        match[0].length,
        'A suggested take speaks for nobody: write "I" yourself or drop it.',
      )
    for (const match of words.matchAll(/(?<![\p{L}\p{N}-])\d[\d.,]*\d?%?/gu))
      add(
        'number-in-take',
        take.start + match.index,
        match[0].length,
        'A take holds no finding: give the number a sentence with evidence.',
      )
  }
  return findings.toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** The suggested takes in a text: the sentences that marks of that kind stand behind. */
export function takeSpans(text: string, marks: readonly { kind: string; offset: number }[]): TextSpan[] {
  const spans = sentences(text)
  return marks
    .filter(({ kind }) => kind === 'take')
    .flatMap(({ offset }) => spans.findLast(({ start }) => start < offset) ?? [])
}

/** Any white space between the words, and never inside a longer word: "leverage" is not in "leveraged". */
function wholeWords(phrase: string): RegExp {
  const words = phrase
    .trim()
    .split(/\s+/)
    // Not RegExp.escape: the editor's browser may be some years old.
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu')
}
