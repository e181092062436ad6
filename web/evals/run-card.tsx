/** The card: what the comparison says, in sentences. */
import type { ReactNode } from 'react'
import type { RunView } from '../../server/evals/schema.ts'
import { verdictGlyphs, verdictWords } from './figures.ts'
import styles from './run-card.module.css'

type Props = { run: RunView; onVariant: (name: string) => void; children: ReactNode }

export function RunCard({ run, onVariant, children }: Props) {
  const { card, table } = run
  const rivals = table.filter(({ role }) => role === 'variant')
  return (
    <section className={styles.card} aria-label="What the comparison says">
      {card.verdict && (
        <p className={`${styles.verdict} ${styles[card.verdict]}`}>
          <span aria-hidden="true">{verdictGlyphs[card.verdict]}</span> {verdictWords[card.verdict]}
        </p>
      )}
      <p className={styles.sentences}>{card.sentences.join(' ')}</p>
      {rivals.length > 1 && (
        <fieldset className={styles.rivals} aria-label="Variant that the card is about">
          {rivals.map(({ variant }) => (
            <button
              key={variant.name}
              type="button"
              aria-pressed={variant.name === card.variant}
              onClick={() => onVariant(variant.name)}
            >
              {variant.name}
            </button>
          ))}
        </fieldset>
      )}
      {children}
    </section>
  )
}
