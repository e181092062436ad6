/** Examples as a prompt shows them, and the shipped ones read back from that form. */
import type { Exemplar } from './schema.ts'

/** `### Example A (on "TITLE"; ABOUT)` and the text, one after the other; empty without examples. */
export function renderExemplars(exemplars: readonly Exemplar[]): string {
  return exemplars
    .map(({ title, about, text }, index) => {
      const letter = String.fromCharCode(65 + (index % 26))
      return `### Example ${letter} (on "${title}"; ${about})\n${text}`
    })
    .join('\n\n')
}

/** The pieces of prompts/exemplars.md. A piece without the usual head keeps its first line as its title. Never throws. */
export function parseExemplars(part: string): Exemplar[] {
  return part
    .split(/^(?=### )/m)
    .filter((piece) => piece.startsWith('### '))
    .map((piece): Exemplar => {
      const [first = '', ...rest] = piece.split('\n')
      const [, title, about] = /^### Example \S+ \(on "(.*?)"; (.*)\)\s*$/.exec(first) ?? []
      const text = rest.join('\n').trim()
      return { origin: 'shipped', title: title ?? first.slice('### '.length), about: about ?? 'any length', text }
    })
}
