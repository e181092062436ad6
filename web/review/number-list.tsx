/** The numbers of a sentence with their places, the abstract's own number beside another one, and the formulas it speaks of. */
import type { BoxedNumber, PageBox, SentenceView } from '../../server/desk/schema.ts'
import { formulaWords, headlineWords, numberWords } from './evidence.ts'
import styles from './evidence-bar.module.css'

type Props = { sentence: Pick<SentenceView, 'numbers' | 'formulas'>; onShow: (boxes: PageBox[]) => void }

export function NumberList({ sentence: { numbers, formulas = [] }, onShow }: Props) {
  if (numbers.length + formulas.length === 0) return null
  return (
    <dl className={styles.numbers}>
      {numbers.map((number) => (
        <div key={number.start}>
          <dt className={number.status === 'missing' ? styles.missing : undefined}>{number.text}</dt>
          <dd>
            <Place boxes={number.places.flatMap((place) => place.boxes)} words={numberWords(number)} onShow={onShow} />
          </dd>
          <Headline number={number} onShow={onShow} />
        </div>
      ))}
      {formulas.map((formula) => (
        <div key={`${formula.number} ${formula.pageIndex} ${formula.box.join(' ')}`}>
          <dt>formula</dt>
          <dd>
            <Place boxes={[formula]} words={formulaWords(formula)} onShow={onShow} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Headline({ number: { headline }, onShow }: { number: BoxedNumber } & Pick<Props, 'onShow'>) {
  if (!headline) return null
  return (
    <dd className={styles.closest}>
      <Place boxes={headline.boxes} words={headlineWords(headline)} onShow={onShow} />
    </dd>
  )
}

function Place({ boxes, words, onShow }: { boxes: PageBox[]; words: string } & Pick<Props, 'onShow'>) {
  if (boxes.length === 0) return words
  return (
    <button type="button" onClick={() => onShow(boxes)}>
      {words}
    </button>
  )
}
