/** What the sentence looked at rests on: its quotes and passages, its numbers with their places, and what wants a look. */
import type { LinkView, PageBox, SentenceView } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import { Key } from '../ui/key.tsx'
import { pageList } from '../ui/paper-words.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { evidenceOf, toLookAt, type Evidence } from './evidence.ts'
import { NumberList } from './number-list.tsx'
import type { SentenceMark } from './sentence-marks.ts'
import type { HouseRemark } from './house-marks.ts'
import type { SentenceActions } from './use-sentence-actions.ts'
import type { SentenceEdits } from './use-sentence-edits.ts'
import styles from './evidence-bar.module.css'

type Props = {
  mark: SentenceMark | null
  sentence: SentenceView | null
  count: number
  pagesNotRead: readonly number[]
  linksWithoutSentence: readonly LinkView[]
  /** Which of its places is outlined, from 0. */
  passage: number
  onPassage: (passage: number) => void
  onShow: (boxes: PageBox[]) => void
  say: SentenceActions
  edits: SentenceEdits
  /** Of the whole text. */
  remarks: readonly HouseRemark[]
}

export function EvidenceBar(props: Props) {
  const { mark, sentence, count, pagesNotRead, passage, onPassage, onShow, say, edits, remarks } = props
  if (!mark || !sentence) {
    return (
      <section className={styles.bar} aria-label="Evidence" data-pane="evidence" tabIndex={-1}>
        <p className={styles.head}>
          <span className={styles.quiet}>
            {count === 0
              ? 'The sentences are not checked yet.'
              : 'Click a sentence, or step through them, to see what it rests on.'}
          </span>
          <HouseCount remarks={remarks} />
        </p>
        <Waiting links={props.linksWithoutSentence} say={say} />
      </section>
    )
  }
  const evidence = evidenceOf(sentence)
  const look = toLookAt(sentence)
  const here = [
    ...new Map(remarks.filter((one) => one.sentence === mark.index).map((one) => [`${one.words} ${one.message}`, one])),
  ]
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
        {sentence.calledWrong && <span className={styles.missing}>! wrong, you said</span>}
        {say.right && (
          <Button look="quiet" command="review.checked" onClick={say.right}>
            I checked this
          </Button>
        )}
        {say.wrong && (
          <Button look="quiet" command="review.wrong" onClick={say.wrong}>
            {say.flagged ? 'It was wrong' : 'Wrong all the same'}
          </Button>
        )}
        {edits.restore && (
          <Button look="quiet" command="review.restore" onClick={edits.restore}>
            Restore
          </Button>
        )}
        {edits.rewrite && (
          <Button look="quiet" command="review.rewrite" onClick={edits.rewrite}>
            Rewrite
          </Button>
        )}
        <HouseCount remarks={remarks} />
      </p>
      {mark.state === 'missing' && pagesNotRead.length > 0 && (
        <p className={styles.quiet}>Not read: pages {pageList(pagesNotRead)} and what stands in figures.</p>
      )}
      {sentence.secondLook?.state === 'check-error' && (
        <p className={styles.quiet}>A model’s second look at this sentence failed: {sentence.secondLook.why}</p>
      )}
      {look.length > 0 && (
        <ul className={styles.look}>
          {look.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      {here.length > 0 && (
        <ul className={styles.quiet}>
          {here.map(([key, remark]) => (
            <li key={key}>
              House style: <q>{remark.words.trim() || '␣'}</q> {remark.message}
            </li>
          ))}
        </ul>
      )}
      {evidence.length > 0 && <Places evidence={evidence} passage={passage} onPassage={onPassage} say={say} />}
      <Refused links={sentence.links.filter((link) => link.kind === 'unlinked')} say={say} />
      <NumberList sentence={sentence} onShow={onShow} />
    </section>
  )
}

/** Quietly, at the end of the line: the editor may well have reasons. */
function HouseCount({ remarks }: { remarks: readonly HouseRemark[] }) {
  if (remarks.length === 0) return null
  return (
    <span className={styles.house} title="Underlined with dots in the text; each says what the house would do.">
      {remarks.length === 1 ? '1 house style mark' : `${remarks.length} house style marks`}
    </span>
  )
}

const kindWords = { link: 'yours', quote: 'quote', passage: 'nearest' } as const

type PlacesProps = { evidence: Evidence[] } & Pick<Props, 'passage' | 'onPassage' | 'say'>

/** One button a place, the words of the one looked at, and whether it is the source. */
function Places({ evidence, passage, onPassage, say }: PlacesProps) {
  const shown = evidence[passage]
  return (
    <div className={styles.places}>
      <ol>
        {evidence.map((one, index) => (
          <li key={`${one.kind}${one.linkId}${one.page}${one.quote}`}>
            <button type="button" aria-pressed={index === passage} onClick={() => onPassage(index)}>
              <StatusGlyph state={one.state} /> {kindWords[one.kind]}
              {one.page !== null && ` p. ${one.page}`}
            </button>
          </li>
        ))}
        {evidence.length > 1 && (
          <li>
            <Key command="review.previous-passage" /> <Key command="review.next-passage" />
          </li>
        )}
        {say.link && (
          <li className={styles.say}>
            <Button look="quiet" command="review.link" onClick={() => void say.link?.()}>
              {shown?.kind === 'link' ? 'Still its source' : 'Its source'}
            </Button>
          </li>
        )}
        {say.unlink && (
          <li className={styles.say}>
            <Button look="quiet" command="review.unlink" onClick={() => void say.unlink?.()}>
              {shown?.kind === 'link' ? 'Unlink' : 'Not its source'}
            </Button>
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

/** Passages that the editor said not to be the source: no longer offered, and not forgotten. */
function Refused({ links, say }: { links: readonly LinkView[]; say: SentenceActions }) {
  if (links.length === 0) return null
  return (
    <details className={styles.quiet}>
      <summary>{links.length === 1 ? '1 passage is' : `${links.length} passages are`} not its source, you said</summary>
      <LinkList links={links} say={say} />
    </details>
  )
}

/** Links whose sentence is not in the text: they come back with it. */
function Waiting({ links, say }: { links: readonly LinkView[]; say: SentenceActions }) {
  if (links.length === 0) return null
  return (
    <details className={styles.quiet}>
      <summary>
        ! {links.length === 1 ? '1 link waits' : `${links.length} links wait`} for a sentence that is no longer in the
        text
      </summary>
      <LinkList links={links} say={say} withSentence />
    </details>
  )
}

type LinkListProps = { links: readonly LinkView[]; say: SentenceActions; withSentence?: boolean }

function LinkList({ links, say, withSentence = false }: LinkListProps) {
  return (
    <ul className={styles.links}>
      {links.map((link) => (
        <li key={link.id}>
          {withSentence && <span>{link.sentence} → </span>}
          <q>{link.anchor.quote}</q>
          <Button look="quiet" onClick={() => say.takeBack(link)}>
            Take back
          </Button>
        </li>
      ))}
    </ul>
  )
}
