/** The left half of the desk: the paper with its page number, find, zoom, and a small menu beside a selection. */
import { useCallback, useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { FindHit } from '../../server/desk/schema.ts'
import { FindBox } from '../pdf/find-box.tsx'
import type { PdfMark } from '../pdf/marks.ts'
import { PdfPane, type PdfPaneHandle } from '../pdf/pdf-pane.tsx'
import type { PdfSelection } from '../pdf/selection.ts'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.tsx'
import { useApi } from '../ui/use-api.tsx'
import { reviewApi } from './review-api.ts'
import type { SentenceActions } from './use-sentence-actions.ts'
import styles from './paper-pane.module.css'

type Props = {
  paperId: string
  url: string
  marks: readonly PdfMark[]
  onFound: (found: { hits: FindHit[]; at: number } | null) => void
  selection: PdfSelection | null
  onSelect: (selection: PdfSelection | null) => void
  onNote: () => void
  say: SentenceActions
  onOutline: () => void
  paneRef: RefObject<PdfPaneHandle | null>
}

export function PaperPane(props: Props) {
  const { paperId, url, marks, onFound, selection, onSelect, onNote, say, onOutline, paneRef } = props
  const [page, setPage] = useState({ number: 0, count: 0 })
  const [can, setCan] = useState({ back: false, forward: false })
  const api = useApi()
  const password = async () => {
    const answer = await reviewApi(api).password(paperId)
    return answer.ok ? answer.value.password : null
  }
  const find = useRef<{ focus: () => void }>(null)
  const onHits = useCallback(
    (found: { hits: FindHit[]; at: number } | null) => {
      onFound(found)
      const hit = found?.hits[found.at]
      if (hit) paneRef.current?.show(hit.boxes)
    },
    [onFound, paneRef],
  )
  useKeys([
    { command: 'review.find', keys: '/', label: 'find in the paper', badge: 'own', run: () => find.current?.focus() },
    { command: 'review.outline', keys: 't', label: 'outline of the paper', badge: 'own', run: onOutline },
    {
      command: 'review.back',
      keys: '<',
      label: 'back to where I was in the paper',
      badge: 'own',
      run: () => paneRef.current?.travel('back'),
    },
    {
      command: 'review.forward',
      keys: '>',
      label: 'forward again in the paper',
      badge: 'own',
      run: () => paneRef.current?.travel('forward'),
    },
    { command: 'review.zoom-in', keys: '+', label: 'larger', badge: 'own', run: () => paneRef.current?.zoom('in') },
    { command: 'review.zoom-out', keys: '-', label: 'smaller', badge: 'own', run: () => paneRef.current?.zoom('out') },
    {
      command: 'review.zoom-fit',
      keys: '0',
      label: 'page width',
      badge: 'own',
      run: () => paneRef.current?.zoom('fit'),
    },
  ])
  return (
    <div className={styles.paper}>
      <div className={styles.tools}>
        <PageNumber page={page} onGo={(number) => paneRef.current?.goToPage(number)} />
        <Button look="quiet" command="review.outline" onClick={onOutline}>
          Outline
        </Button>
        <span className={styles.keys}>
          <Button
            look="quiet"
            command="review.back"
            aria-label="Back to where I was"
            disabled={!can.back}
            onClick={() => paneRef.current?.travel('back')}
          >
            <span aria-hidden="true" />
          </Button>
          <Button
            look="quiet"
            command="review.forward"
            aria-label="Forward again"
            disabled={!can.forward}
            onClick={() => paneRef.current?.travel('forward')}
          >
            <span aria-hidden="true" />
          </Button>
        </span>
        <FindBox paperId={paperId} onHits={onHits} ref={find} />
        <span className={`${styles.keys} ${styles.zoom}`}>
          <Button
            look="quiet"
            command="review.zoom-out"
            aria-label="Smaller"
            onClick={() => paneRef.current?.zoom('out')}
          >
            <span aria-hidden="true" />
          </Button>
          <Button look="quiet" command="review.zoom-in" aria-label="Larger" onClick={() => paneRef.current?.zoom('in')}>
            <span aria-hidden="true" />
          </Button>
          <Button
            look="quiet"
            command="review.zoom-fit"
            title="Page width"
            onClick={() => paneRef.current?.zoom('fit')}
          >
            Fit
          </Button>
        </span>
        <a href={url} target="_blank" rel="noreferrer" className={styles.open} title="The PDF itself, to print or keep">
          Open PDF
        </a>
      </div>
      <PdfPane
        ref={paneRef}
        url={url}
        password={password}
        marks={marks}
        onPage={(number, count) => setPage({ number, count })}
        onJumps={setCan}
        onSelect={onSelect}
      />
      {selection && (
        <div
          className={styles.selection}
          style={{ left: Math.max(8, selection.at.left), top: selection.at.bottom + 6 }}
        >
          {say.cite && (
            <Button command="review.cite" onPointerDown={keepSelected} onClick={() => void say.cite?.()}>
              Cite for {say.name}
            </Button>
          )}
          <Button command="review.note-selection" onPointerDown={keepSelected} onClick={onNote}>
            Keep as a note
          </Button>
        </div>
      )}
    </div>
  )
}

/** A press on the menu beside a selection must not end the selection. */
const keepSelected = (event: PointerEvent) => event.preventDefault()

function PageNumber({ page, onGo }: { page: { number: number; count: number }; onGo: (number: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <form
      className={styles.page}
      onSubmit={(event) => {
        event.preventDefault()
        const number = Number(typed)
        if (Number.isInteger(number) && number >= 1 && number <= page.count) onGo(number)
        setTyped(null)
      }}
    >
      <label>
        p.{' '}
        <input
          inputMode="numeric"
          aria-label="Page"
          value={typed ?? (page.number || '')}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => setTyped(null)}
        />
      </label>
      <span>/ {page.count || '…'}</span>
    </form>
  )
}
