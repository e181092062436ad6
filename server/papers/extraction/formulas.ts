/** Display formulas: lines of signs on their own between lines of text. Their text is soup; their box is what counts. */
import type { BodyStyle } from './body-style.ts'
import type { Label } from './labels.ts'
import type { Line } from './lines.ts'
import type { Word } from './page-content.ts'
import { rowsOf, type Row } from './rows.ts'
import { isFormulaFont } from './styled-line.ts'

const equationNumber = /^\(?(?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3})?[a-z]?\)$/
/** "where", "and", "if" stand in formulas; a longer run of words is text. */
const mostWords = 3

/** Shorter ones are parts of another (a numerator, a limit), or of a line of text. */
const leastLetters = 5

/**
 * @param lines of one page, in reading order
 * @returns the words of each formula under one label of their own; formulas of several rows are one
 */
export function formulaLabels(lines: readonly Line[], body: BodyStyle): Map<Word, Label> {
  const rows = runsOfRows(lines).map((row) => ({ row, signs: isOfSigns(row, body) }))
  const labels = new Map<Word, Label>()
  // Formulas are runs of rows of signs; one of them at least stands on its own and is long enough.
  for (let from = 0; from < rows.length; from++) {
    let to = from
    while (rows[to]?.signs && (to === from || isNear(rows[to - 1]?.row, rows[to]?.row, body))) to += 1
    const run = rows.slice(from, to).map(({ row }) => row)
    if (run.some((row) => lettersOf(row) >= leastLetters && !isBesideText(row, lines))) {
      const label: Label = { kind: 'equation' }
      for (const row of run) for (const line of row.lines) for (const word of line.words) labels.set(word, label)
    }
    from = Math.max(from, to - 1)
  }
  return labels
}

const lettersOf = ({ lines }: Row): number => lines.reduce((sum, line) => sum + line.letters, 0)

const isNear = (a: Row | undefined, b: Row | undefined, body: BodyStyle): boolean =>
  a !== undefined && b !== undefined && Math.abs(a.baseline - b.baseline) < 2.5 * body.leading

/** Inline formulas with roots and fractions fall out of their line: words stand beside them. */
function isBesideText(row: Row, lines: readonly Line[]): boolean {
  const x0 = Math.min(...row.lines.map((line) => line.x0))
  const x1 = Math.max(...row.lines.map((line) => line.x1))
  const reach = 3 * row.size
  return lines.some(
    (line) =>
      !row.lines.includes(line) &&
      Math.abs(line.baseline - row.baseline) < 0.7 * row.size &&
      line.x0 < x1 + reach &&
      line.x1 > x0 - reach &&
      /\p{Ll}{3}/u.test(line.text),
  )
}

/** Neighbours in the reading order that stand on one baseline. */
function runsOfRows(lines: readonly Line[]): Row[] {
  const runs: Line[][] = []
  for (const line of lines) {
    const last = runs.at(-1)?.at(-1)
    if (last && Math.abs(last.baseline - line.baseline) < 0.35 * Math.max(line.size, 4)) runs.at(-1)?.push(line)
    else runs.push([line])
  }
  return runs.flatMap((run) => rowsOf(run))
}

/** Most of its letters are signs, or in the fonts of formulas. */
function isOfSigns({ lines, text }: Row, body: BodyStyle): boolean {
  const words = lines.flatMap((line) => line.words)
  let letters = 0
  let signs = 0
  for (const word of words) {
    letters += word.text.length
    if (isFormulaFont(word.font) || /[=<>≤≥±×÷∑∏∫∂√∞≈≠∈∀∃←→⇒|]/.test(word.text)) signs += word.text.length
  }
  const numbered = equationNumber.test(lines.at(-1)?.text ?? '') && lines.length > 1
  // A lone letter or two: an index, a limit.
  const enough = letters <= 2 || signs > (numbered ? 0.2 : 0.5) * letters
  if (!enough || letters === 0 || lines.some((line) => line.size > 1.3 * body.size)) return false
  const plain = text.match(/(?<![\p{L}\\])\p{L}{4,}(?!\p{L})/gu) ?? []
  return plain.length <= mostWords
}
