/** What the detectors of structure found, as labels of words: the text rules obey them before their own guesses. */
import type { BlockKind } from '../schema.ts'
import type { TextKind } from './kinds.ts'
import { makeLine, type Line } from './lines.ts'
import type { Word } from './page-content.ts'

/** One found thing: all words of one heading share one label object. */
export type Label = {
  kind: BlockKind
  /** Headings only. */
  level?: number
}

export type Labels = ReadonlyMap<Word, Label>

/** How the text goes on around what has this label. */
export function textKindOf({ kind }: Label): TextKind {
  switch (kind) {
    case 'caption':
    case 'footnote':
      return kind
    case 'equation':
      return 'formula'
    case 'table':
      return 'cells'
    case 'figure-text':
      return 'inset'
    default:
      return 'body'
  }
}

/** The label of more than half of the line's letters; undefined for none. */
export function labelOf(line: Line, labels: Labels): Label | undefined {
  if (labels.size === 0) return undefined
  const weights = new Map<Label, number>()
  for (const word of line.words) {
    const label = labels.get(word)
    if (label) weights.set(label, (weights.get(label) ?? 0) + word.text.length)
  }
  return [...weights].find(([, letters]) => letters > 0.5 * line.letters)?.[0]
}

/** A heading that runs into its paragraph is cut off from it: two lines of one. */
export function splitAtLabels(line: Line, labels: Labels): Line[] {
  if (labels.size === 0 || !line.words.some((word) => labels.get(word)?.kind === 'heading')) return [line]
  const groups: Word[][] = []
  for (const word of line.words) {
    const group = groups.at(-1)
    if (group?.[0] && labels.get(group[0]) === labels.get(word)) group.push(word)
    else groups.push([word])
  }
  return groups.length === 1 ? [line] : groups.map((words) => makeLine(words, line.pageIndex))
}
