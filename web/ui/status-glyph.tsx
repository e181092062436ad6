/** A sentence's state as a glyph with its word: never a colour alone. */
import styles from './status-glyph.module.css'

export type SentenceState = 'found' | 'linked' | 'closest' | 'missing' | 'changed' | 'own'

/** The glyph and the words of each state; the program finds strings, the editor judges. */
export const sentenceStates: Record<SentenceState, { glyph: string; words: string }> = {
  found: { glyph: '●', words: 'quote found' },
  linked: { glyph: '◆', words: 'linked by you' },
  closest: { glyph: '◐', words: 'nearest passage, not confirmed' },
  missing: { glyph: '○', words: 'not found in the text we read' },
  changed: { glyph: '✎', words: 'changed since the check' },
  own: { glyph: '◇', words: 'yours' },
}

/** With `words` the state is written out beside the glyph; without, it is there for screen readers and on hover. */
export function StatusGlyph({
  state,
  words = false,
  count,
}: {
  state: SentenceState
  words?: boolean
  count?: number
}) {
  const { glyph, words: text } = sentenceStates[state]
  return (
    <span className={`${styles.status} ${styles[state]}`} title={text}>
      <span aria-hidden="true">{glyph}</span>
      {count !== undefined && <span>{count}</span>}
      <span className={words ? undefined : 'visually-hidden'}>{text}</span>
    </span>
  )
}
