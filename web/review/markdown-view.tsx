/** An entry's Markdown as it reads: paragraphs, emphasis, lists, links, code. Raw HTML stays text. */
import { parser } from '@lezer/markdown'
import { createElement, Fragment, type ReactNode } from 'react'
import styles from './markdown-view.module.css'

type Node = ReturnType<typeof parser.parse>['topNode']

export function MarkdownView({ text }: { text: string }) {
  return <div className={styles.entry}>{inside(parser.parse(text).topNode, text)}</div>
}

const tags: Record<string, string> = {
  Paragraph: 'p',
  Emphasis: 'em',
  StrongEmphasis: 'strong',
  InlineCode: 'code',
  BulletList: 'ul',
  OrderedList: 'ol',
  ListItem: 'li',
  Blockquote: 'blockquote',
  ATXHeading1: 'h3',
  ATXHeading2: 'h3',
  ATXHeading3: 'h4',
  HardBreak: 'br',
}
/** Signs that say how something is set and are not read themselves. */
const silent = new Set([
  'EmphasisMark',
  'CodeMark',
  'HeaderMark',
  'ListMark',
  'QuoteMark',
  'LinkMark',
  'URL',
  'LinkTitle',
])

/** The children of a node with the plain text between them. */
function inside(node: Node, text: string): ReactNode[] {
  const parts: ReactNode[] = []
  let at = node.from
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.from > at) parts.push(text.slice(at, child.from))
    parts.push(<Fragment key={child.from}>{shown(child, text)}</Fragment>)
    at = child.to
  }
  if (node.to > at) parts.push(text.slice(at, node.to))
  return parts
}

function shown(node: Node, text: string): ReactNode {
  if (silent.has(node.name)) return null
  if (node.name === 'Escape') return text.slice(node.from + 1, node.to)
  if (node.name === 'Link') return <a {...address(node, text)}>{inside(node, text)}</a>
  const tag = tags[node.name]
  if (tag === 'br') return <br />
  return tag ? createElement(tag, null, ...inside(node, text)) : inside(node, text)
}

/** Web addresses only: a draft's link runs no script. */
function address(node: Node, text: string): { href?: string; rel?: string; target?: string } {
  const url = node.getChild('URL')
  const href = url ? text.slice(url.from, url.to) : ''
  return /^https?:\/\//.test(href) ? { href, rel: 'noopener noreferrer', target: '_blank' } : {}
}
