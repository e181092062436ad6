/** What the record of the checks says in words and figures. Pure. */
import type { CheckRecord, CountOf, FlagCount, FlagOutcome } from '../../server/desk/schema.ts'

export const flagNames: Record<FlagCount['flag'], string> = {
  all: 'all',
  'sentence-missing': 'sentence not found',
  'quote-missing': 'quote not found',
  'number-missing': 'number not found',
  direction: 'direction',
  entity: 'another name',
  overclaim: 'says more than the paper',
  'lost-hedge': 'a doubt left out',
  'exchanged-numbers': 'numbers exchanged',
  'arrow-pair': 'both ends of an arrow',
  'other-number': 'another number',
  'model-doubt': "a model's doubt",
}

/** Which rows of the list are shown: one outcome, or the errors that no flag told of. */
export type Shown = FlagOutcome | 'all' | 'missed'
/** A word and a glyph, never a colour alone. */
export const outcomeWords: Record<Exclude<Shown, 'all'>, { glyph: string; words: string }> = {
  agreed: { glyph: '✓', words: 'it was wrong' },
  dismissed: { glyph: '×', words: 'false alarm' },
  changed: { glyph: '✎', words: 'rewritten, not answered' },
  unanswered: { glyph: '?', words: 'not answered' },
  missed: { glyph: '!', words: 'missed' },
}

/** ".71 (.36 to .92)"; null where there was nothing to count. */
export function shareWords({ count, n, interval }: CountOf): string | null {
  if (!interval) return null
  return `${figure(count / n)} (${figure(interval.low)} to ${figure(interval.high)})`
}

const figure = (share: number): string => (share === 1 ? '1.00' : share.toFixed(2).replace(/^0/, ''))

/** The record in sentences, the most telling first. */
export function recordWords({ all, missed, open, entries }: CheckRecord): string[] {
  const { agreed, right } = all
  const of = `${agreed.n} ${agreed.n === 1 ? 'flag' : 'flags'} in ${entries} ${entries === 1 ? 'entry' : 'entries'}`
  const found = missed.find((one) => one.status === 'quoted')
  return [
    right.n === 0
      ? `${of}; you have answered none yet.`
      : `${of}. Of the ${right.n} that you answered, ${right.count} ${right.count === 1 ? 'was' : 'were'} right: ${shareWords(right)}.`,
    ...(found && found.errors.n > 0
      ? [
          `Of ${found.errors.n} sentences that carried ● you called ${found.errors.count} wrong: ${shareWords(found.errors)}. Nobody looks at all of them, so the true share is not lower.`,
        ]
      : []),
    ...(open > 0
      ? [`${open} ${open === 1 ? 'flag' : 'flags'} of entries in work ${open === 1 ? 'is' : 'are'} not counted yet.`]
      : []),
  ]
}
