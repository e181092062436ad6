/** Where a paper appeared, as its first page prints it. Nothing rather than something wrong. */
import { isLikelyImprint } from './imprint.ts'
import type { ImprintLine } from './imprint-lines.ts'

/** How the line begins that names a conference. */
const conference: readonly RegExp[] = [
  /^(?:published|accepted|under review|submitted|to appear|appear(?:ing|s)|presented)\b.{0,60}\b(?:at|in|by|to)\s+\S*\p{Lu}/iu,
  /^(?:in:?\s+)?proceedings of\b/i,
  /^preprint\b.{0,40}\b(?:appear|accepted|submitted|review)\b.{0,20}\b(?:at|in|by|to)\s+\p{Lu}/iu,
  /^preliminary work\. under review by\b/i,
  /^(?:the\s+)?(?:\d+(?:st|nd|rd|th)|first|second|third)\s+(?:\S+\s+){0,4}(?:conference|symposium|workshop)\b/i,
  // "CHI '22, April 29-May 5, 2022, New Orleans"
  /^[A-Z][\w&+-]*(?: [A-Z&][\w&-]*)*\s?['’]\d{2},\s/,
]
const volume = /\bvol(?:ume|\.)?\s*\.?\d|\bno\.\s*\d|\d\s*[:(]\s*\d+.*\d\s*[-–—]\s*\d|\d\s*\(\d{4}\)/i
const year = /\b(?:19[5-9]|20[0-4])\d\b/
/** These tell when, or whose the rights are, not where. */
const otherwise =
  /^\W*(?:received|accepted \d|accepted [A-Z][a-z]+ \d|revised|downloaded|©|copyright|doi|https?:|article history)/i
/** What follows a venue in the same note. */
const rest = /\s*(?:\(?c\)?\s*copyright|©|copy-?\s?right|copy-$|permission to|do not distribute|all rights).*$/i

const mostLines = 3
const mostLetters = 220

/**
 * @param lines of page 1, in drawing order
 * @returns the line or note that names the conference or the journal ("Published as a conference paper at ICLR 2015",
 * "PNAS | December 1, 2020 | vol. 117 | no. 48 | 30033–30038"), or null
 */
export function findVenue(lines: readonly ImprintLine[]): string | null {
  for (const [at, line] of lines.entries()) {
    const text = line.text.normalize('NFKC').trim()
    if (line.edge === null || otherwise.test(text) || goesOnFrom(lines[at - 1], line)) continue
    if (conference.some((begins) => begins.test(text))) return whole(lines, at)
    if (line.furniture && isLikelyImprint(text) && volume.test(text) && year.test(text))
      return whole(lines.slice(at, at + 1), 0)
  }
  return null
}

/** The middle of a sentence begins with any words. */
const goesOnFrom = (before: ImprintLine | undefined, line: ImprintLine): boolean =>
  before !== undefined && isNext(before, line) && !/[.:;]\s*$/.test(before.text)

const isNext = (a: ImprintLine, b: ImprintLine): boolean =>
  Math.abs(a.size - b.size) < 0.3 &&
  b.baseline - a.baseline > 0.5 * b.size &&
  b.baseline - a.baseline < 1.5 * b.size &&
  Math.abs(a.x0 - b.x0) < 4 * b.size

/** With the lines after it, up to the end of the sentence. */
function whole(lines: readonly ImprintLine[], at: number): string | null {
  let text = ''
  for (const [i, line] of lines.slice(at, at + mostLines).entries()) {
    const before = lines[at + i - 1]
    if (i > 0 && (!before || !isNext(before, line) || /[.]\s*$/.test(text))) break
    text = i === 0 ? line.text : /\p{Ll}-$/u.test(text) ? text.slice(0, -1) + line.text : `${text} ${line.text}`
  }
  const venue = text
    .normalize('NFKC')
    .replaceAll(/[_^]\{([^}]*)\}/g, '$1')
    .replace(rest, '')
    .replace(/[\s.,;]+$/, '')
    .trim()
  return venue.length > 6 && venue.length <= mostLetters ? venue : null
}
