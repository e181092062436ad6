/** Reads a past issue from plain text, Markdown or HTML. */
import { cleanText } from '../text/normalize.ts'
import { htmlLines } from './html-lines.ts'
import { markdownLines } from './markdown-lines.ts'
import { placeLines } from './place-lines.ts'
import { plainLines } from './plain-lines.ts'
import type { ImportedIssue, IssueFormat } from './schema.ts'

/**
 * Never throws; a text without entries has none, and its lines are in `intro` or `unplaced`.
 * @param format guessed from the text when left out
 */
export function importIssue(text: string, format: IssueFormat = formatOf(text)): ImportedIssue {
  const read = { text: plainLines, markdown: markdownLines, html: htmlLines }[format]
  return { format, ...placeLines(read(cleanText(text).replace(/^\uFEFF/, '')), { tidy: format === 'markdown' }) }
}

function formatOf(text: string): IssueFormat {
  if (/^\s*<(?:!doctype|!--|html|head|body|table|div|section|article|main|h[1-6]|p)\b/i.test(text)) return 'html'
  if (/^#{1,6}\s|^(?:⭐\s*)?\*\*[^*\n]+\*\*\s*$|\]\(https?:/m.test(text)) return 'markdown'
  return /<\/(?:p|div|h[1-6]|td)>/i.test(text) ? 'html' : 'text'
}
