/** The left half of the desk: the paper with its page number, find, zoom, and a small menu beside a selection. */
import { useCallback, useRef, useState, type RefObject } from 'react'
import type { FindHit } from '../../server/desk/schema.ts'
import { FindBox } from '../pdf/find-box.tsx'
import type { PdfMark } from '../pdf/marks.ts'
import { PdfPane, type PdfPaneHandle } from '../pdf/pdf-pane.tsx'
import type { PdfSelection } from '../pdf/selection.ts'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.tsx'
import styles from './paper-pane.module.css'

type Props = {
  paperId: string
  url: string
  marks: readonly PdfMark[]
  onFound: (found: { hits: FindHit[]; at: number } | null) => void
  selection: PdfSelection | null
  onSelect: (selection: PdfSelection | null) => void
  onNote: () => void
  paneRef: RefObject<PdfPaneHandle | null>
}

export function PaperPane({ paperId, url, marks, onFound, selection, onSelect, onNote, paneRef }: Props) {
  const [page, setPage] = useState({ number: 0, count: 0 })
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
        <FindBox paperId={paperId} onHits={onHits} ref={find} />
        <span className={styles.zoom}>
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
        <a href={url} target="_blank" rel="noreferrer" className={styles.open}>
          Open PDF
        </a>
      </div>
      <PdfPane
        ref={paneRef}
        url={url}
        marks={marks}
        onPage={(number, count) => setPage({ number, count })}
        onSelect={onSelect}
      />
      {selection && (
        <div
          className={styles.selection}
          style={{ left: Math.max(8, selection.at.left), top: selection.at.bottom + 6 }}
        >
          <Button command="review.note-selection" onPointerDown={(event) => event.preventDefault()} onClick={onNote}>
            Keep as a note
          </Button>
        </div>
      )}
    </div>
  )
}

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
