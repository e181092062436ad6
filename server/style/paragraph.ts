/** What kind of paragraph stands in an entry: prose, a line that leads to a figure, or a picture. */
import type { ImportedParagraph } from './schema.ts'

/** @param next the paragraph below it, or null: a colon may also lead to a list */
export function paragraphOf(text: string, next: string | null): ImportedParagraph {
  if (/^!\[[^\]]*\]\([^)]*\)$/.test(text)) return { kind: 'figure', text }
  const beforeList = next !== null && /^(?:[-*+•]|\d+[.)])\s/.test(next)
  const callOut = /^(?:…|\.{3})/.test(text) || (/:["”’*_]*$/.test(text) && !beforeList)
  return { kind: callOut && !text.includes('\n') ? 'call-out' : 'prose', text }
}

/** The paragraphs of an approved text, parted by blank lines. */
export function paragraphsOf(markdown: string): ImportedParagraph[] {
  const texts = markdown.split(/\n[ \t]*(?:\n[ \t]*)+/).map((text) => text.trim())
  const written = texts.filter((text) => text !== '')
  return written.map((text, index) => paragraphOf(text, written[index + 1] ?? null))
}
