/** The headings of a paper as its reading found them, for jumping. */
import type { PaperText } from '../papers/schema.ts'
import type { OutlineEntry } from './schema.ts'

/** In reading order. */
export const outlineOf = ({ blocks }: Pick<PaperText, 'blocks'>): OutlineEntry[] =>
  blocks.flatMap(({ kind, text, level = 1, boxes }) =>
    kind === 'heading' && boxes.length > 0 ? [{ text, level, boxes }] : [],
  )
