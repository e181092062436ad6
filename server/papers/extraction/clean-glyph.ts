/** What a glyph's mapping to Unicode means as text: ligatures opened, control and private characters out. */

const ligatures: Readonly<Record<string, string>> = {
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'st',
  ﬆ: 'st',
}
/** TeX's OT1 text encoding keeps its ligatures at 0x0b-0x0f; fonts without a ToUnicode map show these codes. */
const texLigatures = ['ff', 'fi', 'fl', 'ffi', 'ffl']

const isOdd = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code < 0xa0) ||
  (code >= 0xe000 && code <= 0xf8ff) ||
  (code >= 0xd800 && code <= 0xdfff) ||
  code === 0xfffd ||
  code === 0xfffe ||
  code === 0xffff ||
  code >= 0xf0000
const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x3000
/** Zero-width marks: they would only hide from a search what a reader sees. */
const isInvisible = (code: number): boolean =>
  (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || code === 0xfeff

export type CleanGlyph = { text: string; odd: number }

/**
 * @param unicode what the font says the glyph means, any length
 * @returns `text`: what to keep (a single space for white space; NUL becomes U+FFFD; may be empty), and how many `odd`
 * characters (control, private use, replacement) the mapping had. Never throws.
 */
export function cleanGlyph(unicode: string): CleanGlyph {
  let text = ''
  let odd = 0
  for (const character of unicode) {
    const code = character.codePointAt(0) ?? 0
    const ligature = ligatures[character]
    if (ligature !== undefined) text += ligature
    // A soft hyphen that is drawn is a hyphen: some producers write all of theirs so.
    else if (code === 0xad || code === 0x2010 || code === 0x2011) text += '-'
    else if (code >= 0x0b && code <= 0x0f) text += texLigatures[code - 0x0b]
    else if (isOdd(code)) {
      odd += 1
      // A lost letter is shown as lost; a database would cut the text at a NUL.
      if (code === 0) text += '\ufffd'
    } else if (isSpace(code)) text += ' '
    else if (!isInvisible(code)) text += character
  }
  return { text: text.trim() === '' && text !== '' ? ' ' : text, odd }
}

const accents: Readonly<Record<string, string>> = {
  '´': '\u0301',
  '`': '\u0300',
  '¨': '\u0308',
  ˆ: '\u0302',
  '˜': '\u0303',
  '¸': '\u0327',
  ˇ: '\u030c',
  '˘': '\u0306',
  '˝': '\u030b',
  '˚': '\u030a',
  '¯': '\u0304',
  '˙': '\u0307',
  '˛': '\u0328',
}

/** The combining form of an accent drawn as a glyph of its own (TeX does), or undefined. */
export const combiningAccent = (character: string): string | undefined => accents[character]

/** What a code of a Dingbats font shows: such fonts map none to Unicode, where the same marks stand in the order of the codes. "3" is ✓. */
export const dingbat = (code: string): string =>
  /^[!-~]$/.test(code) ? String.fromCodePoint(0x26e0 + code.charCodeAt(0)) : code
