/** An imported entry as one text. */
import type { ImportedEntry } from './schema.ts'

/** Paragraphs as Markdown; a picture alone is left out, since a draft has none. */
export const entryText = ({ paragraphs }: Pick<ImportedEntry, 'paragraphs'>): string =>
  paragraphs
    .filter(({ kind }) => kind !== 'figure')
    .map(({ text }) => text)
    .join('\n\n')
