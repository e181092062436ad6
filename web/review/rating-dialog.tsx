/** Ratings of the entry for who wants them: Tab goes from one to the next, 1 to 5 sets it and is kept at once. */
import { useState } from 'react'
import type { Rating } from '../../server/review/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import styles from './rating-dialog.module.css'

const questions = [
  ['faithful', 'Faithful to the paper'],
  ['style', 'In the style of the house'],
  ['insight', 'Says what matters'],
] as const satisfies readonly (readonly [keyof Rating, string])[]
const stars = [1, 2, 3, 4, 5] as const
const unrated: Rating = { faithful: null, style: null, insight: null }

type Props = { rating: Rating | null; onRate: (rating: Rating) => void; onClose: () => void }

export function RatingDialog({ rating, onRate, onClose }: Props) {
  const [given, setGiven] = useState(rating ?? unrated)
  const [at, setAt] = useState<keyof Rating>('faithful')
  const rate = (name: keyof Rating, value: number) => {
    const next = { ...given, [name]: value }
    setGiven(next)
    onRate(next)
  }
  return (
    <Dialog
      title="Rate this entry"
      onClose={onClose}
      keys={stars.map((star) => ({
        command: `rating.${star}`,
        keys: String(star),
        label: `${star} of 5`,
        badge: 'own',
        run: () => rate(at, star),
      }))}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {questions.map(([name, words]) => (
        <fieldset key={name} className={styles.question} data-active={name === at}>
          <legend>{words}</legend>
          {stars.map((star) => (
            <label key={star}>
              <input
                type="radio"
                name={name}
                checked={given[name] === star}
                onFocus={() => setAt(name)}
                onChange={() => rate(name, star)}
              />
              {star}
            </label>
          ))}
        </fieldset>
      ))}
      <p className={styles.hint}>1 is poor, 5 is very good. Tab goes to the next one, 1 to 5 sets it.</p>
    </Dialog>
  )
}
