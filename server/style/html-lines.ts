/** HTML (a web page, a mail, an export) to lines of an issue. */
import { Parser } from 'htmlparser2'
import type { IssueLine } from './schema.ts'
import { foldSpace } from '../text/normalize.ts'

/** Their content is never read by a person. */
const unseen = new Set(['script', 'style', 'head', 'template', 'noscript', 'svg'])
const inline = new Set(
  'a abbr b bdi bdo cite code em i kbd mark q s small span strong sub sup time u var wbr img br font'.split(' '),
)
const marks: Record<string, string> = { em: '*', i: '*', strong: '**', b: '**', code: '`' }
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

/**
 * Block elements become lines; emphasis, code, links and pictures become Markdown. What is hidden (scripts, `display:none`)
 * is left out; a picture inside the file keeps its alternative text only.
 */
export function htmlLines(html: string): IssueLine[] {
  const lines: IssueLine[] = []
  const lineAt = lineCounter(html)
  let text = ''
  let level = 0
  let line = 1
  let prefix = ''
  let headingLink: string | null = null
  let hiddenDepth = 0
  const links: (string | null)[] = []

  const flush = () => {
    const content = text.split('\n').map(foldSpace).join('\n').trim().replace(/\n+/g, '\n')
    // A mark around nothing ("****") says nothing either.
    if (/[\p{L}\p{N}]|!\[/u.test(content)) {
      if (level > 0)
        lines.push({
          kind: 'heading',
          line,
          level,
          text: foldSpace(content),
          link: headingLink,
        })
      else lines.push({ kind: 'text', line, text: prefix + content })
    }
    text = ''
    prefix = ''
    headingLink = null
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      if (hiddenDepth > 0 || unseen.has(name) || /display\s*:\s*none/i.test(attributes['style'] ?? '')) {
        if (!empty.has(name)) hiddenDepth += 1
        return
      }
      if (!inline.has(name)) flush()
      if (/^h[1-6]$/.test(name)) level = Number(name[1])
      else if (name === 'hr') lines.push({ kind: 'rule', line: lineAt(parser.startIndex) })
      else if (name === 'li') prefix = '- '
      else if (name === 'br') text += level > 0 ? ' ' : '\n'
      else if (name === 'img') text += pictureMark(attributes)
      else if (name === 'a') {
        const href = attributes['href'] ?? null
        if (level > 0) headingLink ??= href
        else if (href) text += '['
        links.push(level > 0 ? null : href)
      } else if (level === 0) text += marks[name] ?? ''
    },
    ontext(piece) {
      if (hiddenDepth > 0) return
      if (text.trim() === '' && piece.trim() !== '') line = lineAt(parser.startIndex)
      text += piece.replace(/\s+/g, ' ')
    },
    onclosetag(name) {
      if (hiddenDepth > 0) {
        if (!empty.has(name)) hiddenDepth -= 1
        return
      }
      if (name === 'a') {
        const href = links.pop()
        if (href) text += `](${href})`
      } else if (level === 0) text += marks[name] ?? ''
      if (inline.has(name)) return
      flush()
      if (/^h[1-6]$/.test(name)) level = 0
    },
  })
  parser.write(html)
  parser.end()
  flush()
  return lines
}

function pictureMark(attributes: Record<string, string>): string {
  const source = attributes['src'] ?? ''
  return `![${attributes['alt'] ?? ''}](${source.startsWith('data:') ? '' : source})`
}

/** 1-based line of an offset; offsets must not fall. */
function lineCounter(source: string): (offset: number) => number {
  let at = 0
  let line = 1
  return (offset) => {
    for (; at < offset; at += 1) if (source.charCodeAt(at) === 10) line += 1
    return line
  }
}
