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
    if (piece.kind === 'literal' || (piece.kind === 'variable' && variables.includes(piece.name))) return []
    const message =
      piece.kind === 'tag'
        ? `${piece.text}: only plain names may stand in double braces, no sections, partials or comments.`
        : `${piece.text} is not a variable of this prompt. ${known}`
    return [{ ...placeOf(text, start + piece.at), message }]
  })
}

/** Line and column (from 1) of an offset. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
