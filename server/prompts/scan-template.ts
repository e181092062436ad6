/** Find the variables of a template: names in double braces. All other braces are literal. */

/** A piece of a template: literal text, or a name in double braces; `at` is its offset (UTF-16 units). */
export type TemplatePiece =
  | { kind: 'literal'; at: number; text: string }
  | { kind: 'variable'; at: number; name: string; text: string }
  /** Looks like a template tag that is not supported: a section, a partial, a comment. */
  | { kind: 'tag'; at: number; text: string }

const tag = /\{\{(?!\{)[ \t]*([^{}\n]*?)[ \t]*\}\}/g
/** What a slip of the pen makes of a name, too: `paper-text`, `paper text`, `paper.text`. */
const nameLike = /^[\p{L}\p{N}_$](?:[\p{L}\p{N}_$ .-]*[\p{L}\p{N}_$])?$/u
const unsupported = /^[#^/>&!=].*$/

/**
 * `\frac{{{x}}}{2}` is a brace, the variable x and a brace; `x_{{i+1}}`, `{{}}` and `{{"a": 1}}` are literal, since no
 * name stands in the braces. Never throws; the pieces joined are the template.
 */
export function scanTemplate(template: string): TemplatePiece[] {
  const pieces: TemplatePiece[] = []
  let from = 0
  const literal = (to: number) => {
    if (to > from) pieces.push({ kind: 'literal', at: from, text: template.slice(from, to) })
  }
  for (const match of template.matchAll(tag)) {
    const inner = match[1] ?? ''
    const kind = nameLike.test(inner) ? 'variable' : unsupported.test(inner) ? 'tag' : null
    if (kind === null) continue
    literal(match.index)
    const text = match[0]
    pieces.push(kind === 'variable' ? { kind, at: match.index, name: inner, text } : { kind, at: match.index, text })
    from = match.index + text.length
  }
  literal(template.length)
  return pieces
}
