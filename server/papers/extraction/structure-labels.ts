/** What the detectors found -> labels of words, and from each caption's label back to its figure. */
import type { Caption, PartCaption } from './captions.ts'
import { isInRegion, type FigureRegion } from './figures.ts'
import type { Label, Labels } from './labels.ts'
import type { Word } from './page-content.ts'
import type { Heading } from './sections.ts'
import type { Structure } from './structure.ts'
import type { StyledLine } from './styled-line.ts'

export type LabelledStructure = { labels: Labels; ofCaption: Map<Caption, Label> }

/** Where two claim a word, the later in this order wins: reference, figure, table, authors, title, caption, heading. */
export function labelStructure(structure: Structure): LabelledStructure {
  const labels = new Map<Word, Label>()
  const ofCaption = new Map<Caption, Label>()
  const mark = (words: Iterable<Word>, label: Label): void => {
    for (const word of words) labels.set(word, label)
  }
  for (const entry of structure.references) mark(wordsOf(entry), { kind: 'reference' })
  for (const figure of structure.figures) mark(wordsOf(linesInside(structure, figure)), { kind: 'figure-text' })
  for (const table of structure.tables) mark(wordsOf(table.lines), { kind: 'table' })
  mark(wordsOf(structure.authorLines), { kind: 'authors' })
  if (structure.title) mark(wordsOf(structure.title.lines), { kind: 'title' })
  for (const caption of structure.captions) {
    const label: Label = { kind: 'caption' }
    ofCaption.set(caption, label)
    mark(wordsOf(caption.lines), label)
  }
  for (const part of structure.partCaptions)
    if (isAtFigure(structure, part)) mark(wordsOf(part.lines), { kind: 'caption' })
  for (const heading of structure.headings) mark(wordsOfHeading(heading), { kind: 'heading', level: heading.level })
  return { labels, ofCaption }
}

/** "(i) words" is only a caption in a figure or close under it: a list in a sentence looks the same. */
function isAtFigure({ figures }: Structure, part: PartCaption): boolean {
  const reach = 16
  return figures.some(
    ({ pageIndex, box }) =>
      pageIndex === part.pageIndex &&
      part.lines.every(
        ({ box: line }) =>
          line[0] > box[0] - reach &&
          line[2] < box[2] + reach &&
          line[1] > box[1] - reach &&
          line[3] < box[3] + 3 * reach,
      ),
  )
}

/** The words in a figure's region: axis labels, legends, code. */
function linesInside({ pages, paragraphLines }: Structure, figure: FigureRegion): StyledLine[] {
  const lines = pages[figure.pageIndex]?.lines ?? []
  return lines.filter((line) => !line.furniture && !paragraphLines.has(line) && isInRegion(line, [figure]))
}

const wordsOf = (lines: readonly StyledLine[]): Word[] => lines.flatMap((line) => line.parts.map((part) => part.word))

const lettersOf = (text: string): number => (text.match(/[\p{L}\p{N}]/gu) ?? []).length

/** A run-in heading shares its line with the paragraph: only the words that make it up are its own. */
function wordsOfHeading(heading: Heading): Word[] {
  const words = wordsOf(heading.lines)
  if (!heading.runIn) return words
  const wanted = lettersOf(`${heading.number ?? ''}${heading.text}`)
  let letters = 0
  return words.filter((word) => {
    const before = letters
    letters += lettersOf(word.text)
    return before < wanted
  })
}
