/** Writes an issue as one HTML file that a browser, a mail program and a newsletter editor all show. */
import sanitize from 'sanitize-html'
import { oneLine, entryMarkdown, issueMarked } from './entry-markdown.ts'
import { exportTitle, type IssueToExport } from './markdown.ts'

/** Mail programs drop style sheets: every element carries its own. No colours, so that light and dark both work. */
const style = {
  page: 'margin:0;padding:24px 12px;font:17px/1.55 Georgia,serif',
  h1: 'font-size:28px;line-height:1.25;margin:0 0 16px',
  h2: 'font-size:21px;line-height:1.3;margin:32px 0 12px',
  h3: 'font-size:18px;line-height:1.3;margin:20px 0 8px',
  p: 'margin:0 0 14px',
  list: 'margin:0 0 14px;padding-left:24px',
  quote: 'margin:0 0 14px 16px',
  code: 'font-family:Menlo,Consolas,monospace;font-size:.9em',
}
const styleOf: Record<string, string> = {
  p: style.p,
  h3: style.h3,
  h4: style.h3,
  h5: style.h3,
  h6: style.h3,
  ul: style.list,
  ol: style.list,
  blockquote: style.quote,
  pre: style.quote,
  code: style.code,
}
const allowed = 'p br em strong code pre ul ol li a blockquote h3 h4 h5 h6 table thead tbody tr th td'.split(' ')

/** Self-contained: no scripts, style sheets, fonts or remote pictures. What stands inside `#issue` is meant for the clipboard. */
export function exportHtml({ issue, entries }: IssueToExport): string {
  const title = escapeHtml(exportTitle(issue))
  const parts = [`<h1 style="${style.h1}">${title}</h1>`]
  if (issue.sponsor.trim() !== '')
    parts.push(proseHtml(oneLine(issue.sponsor)).replaceAll(/(<p[^>]*>)([^]*?)<\/p>/g, '$1<em>$2</em></p>'))
  if (issue.intro.trim() !== '') parts.push(proseHtml(issue.intro))
  for (const { heading, starred, text, link } of entries) {
    const words = escapeHtml(oneLine(heading))
    const linked = link ? `<a href="${escapeHtml(link)}">${words}</a>` : words
    parts.push(`<h2 style="${style.h2}">${starred ? '⭐ ' : ''}${linked}</h2>`, proseHtml(text))
  }
  if (issue.outro.trim() !== '') parts.push('<hr>', proseHtml(issue.outro))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
</head>
<body style="${style.page}">
<table role="presentation" align="center" width="100%" style="max-width:640px;margin:0 auto;border-collapse:collapse"><tr><td id="issue" style="padding:0">
${parts.join('\n')}
</td></tr></table>
</body>
</html>
`
}

/**
 * Markdown, written by a model or by the editor, to safe HTML: tags in it are shown as text, links only to the web and to
 * mail addresses, pictures only as links (a remote picture would tell its server who reads).
 */
export function proseHtml(markdown: string): string {
  const marked = issueMarked()
  marked.use({
    renderer: {
      html: ({ text }) => escapeHtml(text),
      image: ({ href, text }) => `<a href="${escapeHtml(href)}">${escapeHtml(text || href)}</a>`,
    },
  })
  const html = marked.parse(entryMarkdown(markdown), { async: false })
  return sanitize(html, {
    allowedTags: allowed,
    allowedAttributes: { '*': ['style'], a: ['href', 'style'], ol: ['start', 'style'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    // Attributes are made anew, so that no style but ours gets through.
    transformTags: {
      '*': (tagName, attributes) => {
        const own: Record<string, string> = {}
        if (tagName === 'a' && attributes['href'] !== undefined) own['href'] = attributes['href']
        if (tagName === 'ol' && attributes['start'] !== undefined) own['start'] = attributes['start']
        const given = styleOf[tagName]
        return { tagName, attribs: given ? { ...own, style: given } : own }
      },
    },
    parseStyleAttributes: false,
  }).trim()
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
