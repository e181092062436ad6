/** What the editor should know before typing: another tab, text left over from a crash, an unfinished draft, approval. */
import { useState, type ReactNode } from 'react'
import type { ReviewView } from '../../server/desk/schema.ts'
import type { ExtractionWarning } from '../../server/papers/schema.ts'
import { pageList } from '../ui/paper-words.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/states.tsx'
import type { KeptText } from './kept-text.ts'
import type { SaveStatus } from './save-state.ts'
import { clock, draftStateWords, failedBeside, isUnfinished } from './words.ts'
import styles from './banners.module.css'

type Props = {
  view: ReviewView
  status: SaveStatus
  writing: boolean | null
  leftOver: KeptText | null
  onRestore: () => void
  onForget: () => void
  onConflict: () => void
  onDraft: () => void
  onWithdraw: () => void
  onReadAgain: () => void
}

export function Banners(props: Props) {
  const { view, status, writing, leftOver } = props
  const { draft, head, approval, reading } = view
  const streaming = view.drafts.some((one) => one.status === 'streaming')
  const unfinished =
    !streaming && draft && head?.draftId === draft.id && head.origin === 'draft' && isUnfinished(draft.status)
  const beside = failedBeside(view)
  // Told until it is dismissed; of an earlier visit only where nothing was written since.
  const [told, setTold] = useState(beside && head && beside.createdAt < head.createdAt ? beside.id : null)
  return (
    <>
      {writing === false && <Banner>Read only: this paper is open in another tab, which writes it.</Banner>}
      {leftOver && (
        <Banner urgent>
          Unsaved text from {clock(leftOver.at)} was kept in this browser.
          <Button look="main" onClick={props.onRestore}>
            Restore it
          </Button>
          <Button onClick={props.onForget}>Drop it</Button>
        </Banner>
      )}
      {status.kind === 'conflict' && (
        <Banner urgent>
          This entry was changed elsewhere. Your text is kept here until you decide.
          <Button look="main" onClick={props.onConflict}>
            See both
          </Button>
        </Banner>
      )}
      {approval && (
        <Banner>
          ✓ Approved at {clock(approval.approvedAt)}
          {approval.record.cost !== null &&
            `; ${Math.round(approval.record.cost * 100)} % of the draft’s words changed`}
          .
          <Button command="review.withdraw" onClick={props.onWithdraw}>
            Take it back
          </Button>
        </Banner>
      )}
      {unfinished && (
        <Banner urgent>
          ! Draft {view.drafts.find((one) => one.id === draft.id)?.number} {draftStateWords(draft.status)}.{' '}
          {draft.error?.message ?? 'The text is kept as far as it came.'}
          <Button command="review.draft" onClick={props.onDraft}>
            Draft again
          </Button>
        </Banner>
      )}
      {beside && beside.id !== told && !approval && (
        <Banner urgent>
          ! Draft {beside.number} {draftStateWords(beside.status)}. {beside.error?.message} The text here is as it was.
          {!unfinished && (
            <Button command="review.draft" onClick={props.onDraft}>
              Draft again
            </Button>
          )}
          <Button onClick={() => setTold(beside.id)}>Dismiss</Button>
        </Banner>
      )}
      {reading.state === 'reading' && (
        <Banner>
          <Progress done={reading.progress?.done ?? 0} total={reading.progress?.total ?? 0} label="Reading page" />
        </Banner>
      )}
      {reading.state === 'unreadable' && (
        <Banner urgent>
          ! {reading.error.message}
          <Button onClick={props.onReadAgain}>Read again</Button>
        </Banner>
      )}
      {reading.state === 'read' && reading.pagesNotRead.length > 0 && (
        <Banner>
          ! No usable text on {reading.pagesNotRead.length === 1 ? 'page' : 'pages'} {pageList(reading.pagesNotRead)} of{' '}
          {reading.pageCount}: nothing there was checked.
        </Banner>
      )}
      {reading.state === 'read' && <HiddenText warnings={reading.warnings} />}
    </>
  )
}

/** All of it in one line: what it says is there to look at, and never in the way. */
function HiddenText({ warnings }: { warnings: readonly ExtractionWarning[] }) {
  const hidden = warnings.filter((warning) => warning.kind === 'hidden-text')
  const pages = hidden.flatMap((warning) => (warning.pageIndex === undefined ? [] : [warning.pageIndex + 1]))
  if (hidden.length === 0) return null
  return (
    <Banner>
      <details className={styles.hidden}>
        <summary>
          ! Text that no reader sees stands on {pages.length === 1 ? 'page' : 'pages'} {pageList(pages)}; it was left
          out of the text and of every prompt.
        </summary>
        <ul>
          {hidden.map((warning) => (
            <li key={`${warning.pageIndex}${warning.detail}`}>
              {warning.pageIndex !== undefined && `p. ${warning.pageIndex + 1}: `}
              <q>{warning.detail}</q>
            </li>
          ))}
        </ul>
      </details>
    </Banner>
  )
}

function Banner({ children, urgent = false }: { children: ReactNode; urgent?: boolean }) {
  return (
    <div className={styles.banner} data-urgent={urgent} role={urgent ? 'alert' : undefined}>
      {children}
    </div>
  )
}
