/** Markdown to lines of an issue. */
import { Marked } from 'marked'
import type { IssueLine } from './schema.ts'
import { stripStar } from './star.ts'

/** Headings as marked reads them; everything between them by blank lines, its inline Markdown kept as written. */
export function markdownLines(markdown: string): IssueLine[] {
  const lines: IssueLine[] = []
  let line = 1
  let between = { line: 1, raw: '' }
  const flush = () => {
    lines.push(...paragraphsIn(between.raw, between.line))
    between = { line: 1, raw: '' }
  }
  for (const token of new Marked().lexer(markdown)) {
    if (token.type === 'heading' || token.type === 'hr') flush()
    if (token.type === 'heading')
      lines.push({ kind: 'heading', line, level: token['depth'], ...headingText(token['text']) })
    else if (token.type === 'hr') lines.push({ kind: 'rule', line })
    else between = { line: between.raw === '' ? line : between.line, raw: between.raw + token.raw }
    line += token.raw.split('\n').length - 1
  }
  flush()
  return lines
}

function paragraphsIn(raw: string, firstLine: number): IssueLine[] {
  const lines: IssueLine[] = []
  let line = firstLine
  for (const part of raw.split(/(\n[ \t]*(?:\n[ \t]*)+)/)) {
    const lead = part.length - part.trimStart().length
    const text = part.trim()
    if (text !== '')
      lines.push({ kind: 'text', line: line + part.slice(0, lead).split('\n').length - 1, text: unescapeTags(text) })
    line += part.split('\n').length - 1
  }
  return lines
}

/** `⭐ [Title](https://…)` to its words and its link; the star stays in front. */
export function headingText(markdown: string): { text: string; link: string | null } {
  const bare = (text: string) => text.trim().replace(/^(\*\*|__)(.+)\1$/, '$2')
  const outer = stripStar(bare(markdown))
  const linked = /^\[(.+)\]\(<?([^\s<>]+?)>?(?:\s+"[^"]*")?\)$/.exec(outer.text)
  const inner = stripStar(bare(linked?.[1] ?? outer.text))
  const text = inner.text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
  return { text: outer.starred || inner.starred ? `⭐ ${text}` : text, link: linked?.[2] ?? null }
}

/** Our own export writes `\<b>` for a literal `<b>`, so that no reader takes it for HTML. */
const unescapeTags = (text: string) => text.replace(/\\</g, '<')
