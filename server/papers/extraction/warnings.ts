/** What the editor should know of a file: hidden text, pages that could not be read, lost characters. */
import type { ExtractionWarning, PageText } from '../schema.ts'
import type { PageContent, Word } from './page-content.ts'

const mostDetail = 500
/** A stray hidden glyph or two (alignment dots, tracking codes) is no news. */
const leastHidden = 12

export function warningsOf(
  contents: readonly PageContent[],
  pages: readonly PageText[],
  hidden: readonly (readonly Word[])[],
): ExtractionWarning[] {
  return contents.flatMap((content, i) => {
    const { pageIndex } = content
    const on = `Page ${pageIndex + 1}`
    const warnings: ExtractionWarning[] = []
    const quality = pages[i]?.quality
    const words = hidden[i] ?? []
    const text = words
      .map((word) => (word.spaceBefore ? ' ' : '') + word.text)
      .join('')
      .trim()
    if (text.length >= leastHidden)
      warnings.push({
        kind: 'hidden-text',
        message: `${on} has text that no reader sees; it was left out of the text and of every prompt.`,
        pageIndex,
        detail: text.slice(0, mostDetail),
      })
    if (quality?.state === 'failed' || quality?.state === 'unreadable' || quality?.state === 'no-text-layer')
      warnings.push({ kind: kinds[quality.state], message: `${on}: ${quality.reason ?? ''}`, pageIndex })
    else if (content.oddCharacters > 0 && (quality?.oddCharacterShare ?? 0) > 0.01)
      warnings.push({
        kind: 'odd-characters',
        message: `${on}: ${content.oddCharacters} characters have no readable form and were left out or shown as \ufffd.`,
        pageIndex,
      })
    if (content.overBudget)
      warnings.push({
        kind: 'operators-over-budget',
        message: `${on} draws too much to follow every stroke: its text was read without a check for hidden text.`,
        pageIndex,
      })
    return warnings
  })
}

const kinds = { failed: 'page-failed', unreadable: 'page-unreadable', 'no-text-layer': 'page-without-text' } as const
