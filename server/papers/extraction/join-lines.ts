/** How the end of a line and the start of the next become one text. */
import { keepsHyphen, type Vocabulary } from './hyphenation.ts'
import type { Lexicon } from './lexicon.ts'

/** `space` between them; `none`; or `drop`: the last character of the first (a hyphen of the line) goes. */
export type Joint = 'space' | 'none' | 'drop'

const cjk = /^[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/

/** @param before what the paragraph has so far (its end is enough); @param after the next line */
export function jointOf(before: string, after: string, vocabulary: Vocabulary, lexicon: Lexicon): Joint {
  const last = before.at(-1) ?? ''
  const beforeLast = before.at(-2) ?? ''
  switch (last) {
    case '-':
      if (!/[\p{L}\p{N}'’]/u.test(beforeLast) || !/^[\p{L}\p{N}]/u.test(after)) return 'space'
      return keepsHyphen(before.slice(-120, -1), after, vocabulary, lexicon) ? 'none' : 'drop'
    case '—':
    case '–':
      return beforeLast !== ' ' && /^[\p{L}\p{N}]/u.test(after) ? 'none' : 'space'
    case '/':
      return /\p{L}/u.test(beforeLast) ? 'none' : 'space'
    default:
      return last > '\u2fff' && cjk.test(last) && cjk.test(after) ? 'none' : 'space'
  }
}

/** The whole words of a block's lines: those that a line's end breaks stay out, they are what the vocabulary decides. */
export function addToVocabulary(lines: readonly { text: string }[], vocabulary: Vocabulary): void {
  const broken = /-$/
  for (const [i, { text }] of lines.entries()) {
    const last = i === lines.length - 1
    let whole = last || broken.test(text) ? text.replace(/\S*-$/, '') : text
    if (i === 0) whole = whole.replace(/^\p{Ll}\S*/u, '')
    else if (broken.test(lines[i - 1]?.text ?? '')) whole = whole.replace(/^\S+/, '')
    vocabulary.add(whole)
  }
}
