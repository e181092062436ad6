/** The slip rules that proved precise; each names the words that it compared. More rules brought alarms and no faults. */
import { checkArrow } from './check-arrow.ts'
import { checkBentQuote } from './check-bent-quote.ts'
import { checkCells } from './check-cells.ts'
import { checkCompany } from './check-company.ts'
import { checkComparison } from './check-comparison.ts'
import { checkDirection } from './check-direction.ts'
import { checkSibling } from './check-entity.ts'
import { checkExchange } from './check-exchange.ts'
import { checkForeignRow } from './check-foreign-row.ts'
import { squeeze } from '../text/normalize.ts'
import type { LookedUp } from './check-numbers.ts'
import { checkQuoteNumber } from './check-quote-number.ts'
import { checkOverclaim } from './check-overclaim.ts'
import { checkTableRow } from './check-table.ts'
import { checkTurnedWord } from './check-turned-word.ts'
import type { Evidence } from './evidence.ts'
import type { PaperIndex } from './paper-index.ts'
import type { Check, GroundedQuote } from './schema.ts'

/** What an editor should look at in a sentence that makes a claim; empty is no promise that it is right. */
export function checkSentence(
  sentence: string,
  looked: readonly LookedUp[],
  quotes: readonly GroundedQuote[],
  evidence: Evidence,
  index: PaperIndex,
): Check[] {
  if (standsInPaper(sentence, index)) return []
  // "4.94% of He et al. [12]": a citation is neither noun nor name.
  const text = sentence.replace(/\p{Lu}\p{Ll}+ et al\.?|\[\d+(?:[,–\s-]+\d+)*\]/gu, (citation) =>
    ' '.repeat(citation.length),
  )
  return [
    // One flag is enough to make the editor look at the sentence's numbers: the first, which says most.
    checkExchange(text, looked, index) ??
      checkCells(text, looked) ??
      checkTurnedWord(text, looked) ??
      checkArrow(text, looked, index) ??
      checkTableRow(text, looked, index) ??
      checkForeignRow(text, looked, index) ??
      checkQuoteNumber(text, looked, quotes, evidence, index) ??
      checkCompany(text, looked, quotes, index),
    checkDirection(text, evidence, index) ?? checkComparison(text, index),
    checkSibling(text, evidence, index) ?? checkBentQuote(text, quotes),
    checkOverclaim(text, evidence, index),
  ].filter((check) => check !== null)
}

/** The paper's own words, letter for letter, cannot contradict it; a label before them ("Result: ") is not part of them. */
function standsInPaper(sentence: string, index: PaperIndex): boolean {
  const said = squeeze(sentence.replace(/^\p{Lu}\p{Ll}+:\s+/u, '')).text
  return said.length >= wholeSentenceLetters && index.letters.text.includes(said)
}

/** About six words: a shorter run may stand in the paper by chance. */
const wholeSentenceLetters = 30
