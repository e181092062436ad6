/** The line numbers of review copies: columns of numbers in the margin that count. */
import type { Word } from './page-content.ts'
import type { UprightPage } from './upright-page.ts'

const number = /^\d{1,4}$/
/** Numbers in a column, at least; their steps (1, or 5 where every fifth line is numbered), as a share. */
const leastNumbers = 8
const countingShare = 0.85

/**
 * @returns the words to drop, one set a page (empty where there are none). One page alone is never enough: a listing with
 * numbered lines looks the same; review numbers stand on three pages, or on 40 % of a short paper.
 */
export function lineNumbers(pages: readonly UprightPage[]): Set<Word>[] {
  const found = pages.map(numbersOf)
  const numbered = found.filter((set) => set.size > 0).length
  const isReviewCopy = numbered >= Math.min(3, Math.max(1, 0.4 * pages.length))
  return isReviewCopy ? found : found.map(() => new Set())
}

function numbersOf(page: UprightPage): Set<Word> {
  const drop = new Set<Word>()
  const numbers = page.words.filter((word) => word.text.length <= 4 && number.test(word.text))
  if (numbers.length < leastNumbers) return drop
  for (const edge of ['x1', 'x0'] as const) {
    const looked = new Set<Word>()
    for (const first of numbers) {
      if (looked.has(first) || drop.has(first)) continue
      const column = numbers
        .filter((word) => !drop.has(word) && Math.abs(word[edge] - first[edge]) < 1.5)
        .toSorted((a, b) => a.baseline - b.baseline)
      for (const word of column) looked.add(word)
      if (isCounting(column, page.heightPt) && isInMargin(column, page)) for (const word of column) drop.add(word)
    }
  }
  return drop
}

function isCounting(column: readonly Word[], heightPt: number): boolean {
  const top = column[0]
  const bottom = column.at(-1)
  if (!top || !bottom || column.length < leastNumbers) return false
  const steps = column.slice(1).map((word, i) => Number(word.text) - Number(column[i]?.text))
  const counting = steps.filter((step) => step === 1 || step === 5).length
  return counting >= countingShare * steps.length && bottom.baseline - top.baseline > 0.25 * heightPt
}

/** Left or right of nearly all other words; 2 % may stand farther out. */
function isInMargin(column: readonly Word[], page: UprightPage): boolean {
  const [top] = column
  const rest = page.words.filter((word) => !number.test(word.text))
  if (!top || rest.length === 0) return false
  const lefts = rest.map((word) => word.x0).toSorted((a, b) => a - b)
  const rights = rest.map((word) => word.x1).toSorted((a, b) => a - b)
  const left = lefts[Math.floor(lefts.length * 0.02)] ?? 0
  const right = rights[Math.floor(rights.length * 0.98)] ?? 0
  return top.x1 <= left + 1 || top.x0 >= right - 1
}
