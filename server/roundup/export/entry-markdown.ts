/** An entry's Markdown made fit to stand inside an issue: no HTML, no headings above its own, no rules. */
import { Marked } from 'marked'

/** `~5` is "about 5" here, never struck-out text. */
export const issueMarked = () => new Marked({ tokenizer: { del: () => undefined } })

/**
 * Every word stays: a literal tag is shown as text (`\<b>`), headings become level 3 or deeper, a rule becomes three
 * stars of text. Paragraphs are parted by one blank line.
 */
export function entryMarkdown(text: string): string {
  const markdown = text.replaceAll('\r\n', '\n').trim()
  const blocks = issueMarked()
    .lexer(markdown)
    .map((token) => {
      if (token.type === 'heading') return `${'#'.repeat(Math.max(3, token['depth']))} ${oneLine(token['text'])}\n\n`
      return token.type === 'hr' ? String.raw`\* \* \*` + '\n\n' : token.raw
    })
  return escapeTags(blocks.join(''))
    .trim()
    .replace(/\n[ \t]*(?:\n[ \t]*){2,}/g, '\n\n')
}

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Outside code; `<https://…>` is a link and stays. */
function escapeTags(markdown: string): string {
  const code = /(?<!\\|`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g
  const escape = (piece: string) => piece.replace(/(?<!\\)<(?=[a-z/!?])(?!https?:|mailto:)/gi, '\\<')
  let at = 0
  let escaped = ''
  for (const match of markdown.matchAll(code)) {
    escaped += escape(markdown.slice(at, match.index)) + match[0]
    at = match.index + match[0].length
  }
  return escaped + escape(markdown.slice(at))
}
