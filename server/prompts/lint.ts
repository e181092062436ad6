/** What is wrong with a template, with line and column, when it is saved: nothing is deleted in silence at run time. */
import type { PromptProblem } from './schema.ts'
import { scanTemplate } from './scan-template.ts'

/**
 * @param text the whole file; the template is its slice from `start` to `end`
 * @param variables the names that the front matter declares
 */
export function lintTemplate(text: string, start: number, end: number, variables: readonly string[]): PromptProblem[] {
  const known = variables.length > 0 ? `Known here: ${variables.join(', ')}.` : 'The front matter declares none.'
  return scanTemplate(text.slice(start, end)).flatMap((piece) => {
    if (piece.kind === 'literal') return halfBraces(text, start + piece.at, piece.text, variables)
    if (piece.kind === 'variable' && variables.includes(piece.name)) return []
    const message =
      piece.kind === 'tag'
        ? `${piece.text}: only plain names may stand in double braces, no sections, partials or comments.`
        : `${piece.text} is not a variable of this prompt. ${known}`
    return [{ ...placeOf(text, start + piece.at), message }]
  })
}

/** `{{title`, `{{title}` and `{title}}`: meant as variables, and would be sent as they stand. TeX groups are none. */
function halfBraces(text: string, at: number, literal: string, variables: readonly string[]): PromptProblem[] {
  const opened = [...literal.matchAll(/\{\{[ \t]*([a-z]\w*)(?!\w)([^\n]*)/gi)].filter(
    ([, name = '', rest = '']) => variables.includes(name) || (name.length > 1 && !rest.includes('}')),
  )
  const closed = [...literal.matchAll(/(?<![\w\\{}])\{[ \t]*([a-z]\w*)[ \t]*\}\}/gi)].filter(([, name = '']) =>
    variables.includes(name),
  )
  return [...opened, ...closed].map((match) => ({
    ...placeOf(text, at + match.index),
    message: `{{${match[1]}}} is not written out: a variable stands in two braces on either side.`,
  }))
}

/** Line and column (from 1) of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** Where a field of the front matter stands; the first line where it does not. */
export function placeOfField(text: string, field: string): { line: number; column: number } {
  const head = text.slice(0, Math.max(0, text.indexOf('\n---', 3)))
  return placeOf(text, Math.max(0, head.search(new RegExp(`(?<![\\w-])${field}(?=["']?\\s*:)`))))
}
