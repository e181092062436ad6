/** The slip rules that proved precise; each names the words that it compared. More rules brought alarms and no faults. */
import { checkArrow } from './check-arrow.ts'
import { checkCells } from './check-cells.ts'
import { checkCompany } from './check-company.ts'
import { checkDirection } from './check-direction.ts'
import { checkSibling } from './check-entity.ts'
import { checkExchange } from './check-exchange.ts'
import { squeeze } from '../text/normalize.ts'
import type { LookedUp } from './check-numbers.ts'
import { checkOverclaim } from './check-overclaim.ts'
import { checkTableRow } from './check-table.ts'
import type { Evidence } from './evidence.ts'
import type { PaperIndex } from './paper-index.ts'
import type { Check } from './schema.ts'

/** What an editor should look at in a sentence that makes a claim; empty is no promise that it is right. */
export function checkSentence(
  sentence: string,
  looked: readonly LookedUp[],
  evidence: Evidence,
  index: PaperIndex,
): Check[] {
  if (standsInPaper(sentence, index)) return []
  // "4.94% of He et al. [12]": a citation is neither noun nor name.
  const text = sentence.replace(/\p{Lu}\p{Ll}+ et al\.?|\[\d+(?:[,–\s-]+\d+)*\]/gu, (citation) =>
    ' '.repeat(citation.length),
  )
  return [
    checkExchange(text, looked, index) ?? checkCells(text, looked),
    checkArrow(text, looked, index),
    checkTableRow(text, looked, index),
    checkCompany(text, looked, evidence, index),
    checkDirection(text, evidence, index),
    checkSibling(text, evidence, index),
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
