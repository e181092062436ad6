/** The display formulas that a sentence speaks of. */
import type { PaperFormula } from './paper-formulas.ts'
import type { FormulaPlace } from './schema.ts'

const named = /\b(?:eq(?:uations?|ns?|s)?\.?|formulas?|formulae)\s*\(?(\d{1,3}[a-z]?)\b/giu
const speaksOfOne =
  /\b(?:equations?|formula[es]?|loss(?:es)?|objectives?|update rule|criterion|(?:defined|computed|written|given) (?:as|by)|minimi[sz]\p{L}*|maximi[sz]\p{L}*)\b/iu

/**
 * Those whose number it names ("equation 3", "Eq. (3)"); else those beside a sentence that it quotes; else, when it speaks of a
 * formula at all, those beside its nearest passage.
 * @param quoted indices of the paper's sentences that hold its quotes
 * @param nearest those of its nearest passage
 */
export function formulasOf(
  text: string,
  quoted: Iterable<number>,
  nearest: readonly number[],
  formulas: readonly PaperFormula[],
): FormulaPlace[] {
  const numbers = new Set([...text.matchAll(named)].map((match) => match[1]!))
  // A number that was not read must not lead to another formula.
  if (numbers.size > 0)
    return formulas.flatMap(({ place }) => (place.number !== null && numbers.has(place.number) ? [place] : []))
  const found = besideAny([...quoted], formulas)
  const last = found.length > 0 || !speaksOfOne.test(text) ? found : besideAny(nearest, formulas)
  return last.map(({ place }) => place)
}

const besideAny = (sentences: readonly number[], formulas: readonly PaperFormula[]): PaperFormula[] =>
  formulas.filter(({ beside }) => sentences.some((at) => beside.has(at)))
