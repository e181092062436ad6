/** Make text comparable: well-formed and composed, white space folded, or squeezed to its letters and digits. */

/** Control characters that no text needs; tab, line feed and carriage return stay. */
const control = /(?![\t\n\r])\p{Cc}/gu

/** Well-formed, NFC text without control characters, line ends as `\n`; NUL becomes U+FFFD so that it can be counted. Never throws. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\0', '\ufffd').replace(control, '').normalize('NFC')
}

/** One space for every run of white space, none at the ends. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The letters of `text` in lower case without accents, with the place of each in `text` (UTF-16 units). */
export type Squeezed = {
  text: string
  /** `starts[i]` is where the character behind `text[i]` begins in the input; `ends[i]` is where it ends. */
  starts: Int32Array
  ends: Int32Array
}

const kept = /[\p{L}\p{N}%$+=<>]/u
const combining = /\p{M}/gu

/**
 * Keep letters, digits, `% $ + = < >` and the point inside a decimal number; drop the rest. Case, accents, ligatures,
 * hyphens, quotation marks, white space and line breaks then compare alike, while 6.0 and 60 stay apart.
 */
export function squeeze(input: string): Squeezed {
  const out: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (let at = 0; at < input.length;) {
    const code = input.codePointAt(at)!
    const size = code > 0xffff ? 2 : 1
    for (const unit of squeezedCharacter(input, at, code)) {
      out.push(unit)
      starts.push(at)
      ends.push(at + size)
    }
    at += size
  }
  return { text: out.join(''), starts: Int32Array.from(starts), ends: Int32Array.from(ends) }
}

function squeezedCharacter(input: string, at: number, code: number): string {
  // The common case by code, without a regular expression: a paper has a hundred thousand of these.
  if (code < 128) {
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) return input[at]!
    if (code >= 65 && code <= 90) return String.fromCharCode(code + 32)
    if (code === 46) return isDigit(input, at - 1) && isDigit(input, at + 1) ? '.' : ''
    return kept.test(input[at]!) ? input[at]! : ''
  }
  const plain = String.fromCodePoint(code).normalize('NFKD').replace(combining, '').toLowerCase()
  let result = ''
  for (const unit of plain) if (kept.test(unit)) result += unit
  return result
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}
