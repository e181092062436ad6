/** What the sentence looked at rests on: its quotes and passages, its numbers with their places, and what wants a look. */
import type { PageBox, SentenceView } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import { Key } from '../ui/key.tsx'
import { pageList } from '../ui/paper-words.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { evidenceOf, numberWords, toLookAt, type Evidence } from './evidence.ts'
import type { SentenceMark } from './sentence-marks.ts'
import styles from './evidence-bar.module.css'

type Props = {
  mark: SentenceMark | null
  sentence: SentenceView | null
  count: number
  pagesNotRead: readonly number[]
  /** Which of its places is outlined, from 0. */
  passage: number
  onPassage: (passage: number) => void
  onShow: (boxes: PageBox[]) => void
  onChecked: () => void
}

export function EvidenceBar({ mark, sentence, count, pagesNotRead, passage, onPassage, onShow, onChecked }: Props) {
  if (!mark || !sentence) {
    return (
      <section className={styles.bar} aria-label="Evidence" data-pane="evidence" tabIndex={-1}>
        <p className={styles.quiet}>
          {count === 0
            ? 'The sentences are not checked yet.'
            : 'Click a sentence, or step through them, to see what it rests on.'}
        </p>
      </section>
    )
  }
  const evidence = evidenceOf(sentence)
  const look = toLookAt(sentence)
  return (
    <section className={styles.bar} aria-label="Evidence" data-pane="evidence" tabIndex={-1} aria-live="polite">
      <p className={styles.head}>
        <span>
          Sentence {mark.index + 1} of {count}
        </span>
        <StatusGlyph state={mark.state} words />
        {sentence.take && <span>a suggested opinion: yours to keep or drop</span>}
        {sentence.notes.length > 0 && <span>carries your note {sentence.notes.join(', ')}</span>}
        {sentence.checkedByEditor && <span>✓ checked by you</span>}
        {look.length > 0 && (
          <Button look="quiet" command="review.checked" onClick={onChecked}>
            I checked this
          </Button>
        )}
      </p>
      {mark.state === 'missing' && pagesNotRead.length > 0 && (
        <p className={styles.quiet}>Not read: pages {pageList(pagesNotRead)} and what stands in figures.</p>
      )}
      {look.length > 0 && (
        <ul className={styles.look}>
          {look.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      {evidence.length > 0 && <Places evidence={evidence} passage={passage} onPassage={onPassage} />}
      {sentence.numbers.length > 0 && (
        <dl className={styles.numbers}>
          {sentence.numbers.map((number) => (
            <div key={number.start}>
              <dt className={number.status === 'missing' ? styles.missing : undefined}>{number.text}</dt>
              <dd>
                {number.places.some((place) => place.boxes.length > 0) ? (
                  <button type="button" onClick={() => onShow(number.places.flatMap((place) => place.boxes))}>
                    {numberWords(number)}
                  </button>
                ) : (
                  numberWords(number)
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

/** One button a place, and the words of the one looked at. */
function Places({ evidence, passage, onPassage }: { evidence: Evidence[] } & Pick<Props, 'passage' | 'onPassage'>) {
  const shown = evidence[passage]
  return (
    <div className={styles.places}>
      <ol>
        {evidence.map((one, index) => (
          <li key={`${one.kind}${one.page}${one.quote}`}>
            <button type="button" aria-pressed={index === passage} onClick={() => onPassage(index)}>
              <StatusGlyph state={one.state} /> {one.kind === 'quote' ? 'quote' : 'nearest'}
              {one.page !== null && ` p. ${one.page}`}
            </button>
          </li>
        ))}
        {evidence.length > 1 && (
          <li>
            <Key command="review.previous-passage" /> <Key command="review.next-passage" />
          </li>
        )}
      </ol>
      {shown && (
        <p>
          <span className={styles[shown.state]}>{shown.words}: </span>
          <q>{shown.quote}</q>
          {shown.differs !== null && <span className={styles.closest}> {shown.differs}</span>}
        </p>
      )}
    </div>
  )
}
