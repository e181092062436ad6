/** `t`: the headings of the paper, to jump to one. */
import { useEffect, useRef, useState, type CSSProperties } from 'react'
import type { OutlineEntry, PageBox } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Key } from '../ui/key.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { reviewApi } from './review-api.ts'
import styles from './outline-dialog.module.css'

type Props = { paperId: string; onChoose: (boxes: readonly PageBox[]) => void; onClose: () => void }
const noEntries: readonly OutlineEntry[] = []

export function OutlineDialog({ paperId, onChoose, onClose }: Props) {
  const { data, error, refetch } = useRead(['review', paperId, 'outline'], (api) => reviewApi(api).outline(paperId))
  const [at, setAt] = useState(0)
  const outline = data?.outline ?? noEntries
  const move = (by: number) => setAt((before) => Math.max(0, Math.min(outline.length - 1, before + by)))
  return (
    <Dialog
      title="Outline of the paper"
      onClose={onClose}
      keys={[
        { command: 'outline.next', keys: 'j', label: 'next heading', run: () => move(1) },
        { command: 'outline.previous', keys: 'k', label: 'previous heading', run: () => move(-1) },
        { command: 'outline.go', keys: 'Enter', label: 'go there', run: () => onChoose(outline[at]?.boxes ?? []) },
      ]}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading what="the outline" />}
      {data && outline.length === 0 && <p>No headings were found in this paper.</p>}
      {outline.length > 0 && <Headings outline={outline} at={at} onAt={setAt} onChoose={onChoose} />}
    </Dialog>
  )
}

type HeadingsProps = Pick<Props, 'onChoose'> & {
  outline: readonly OutlineEntry[]
  at: number
  onAt: (at: number) => void
}

function Headings({ outline, at, onAt, onChoose }: HeadingsProps) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => list.current?.querySelectorAll('button')[at]?.focus(), [at])
  return (
    <>
      <p className={styles.hint}>
        <Key command="outline.next" /> <Key command="outline.previous" /> move <Key command="outline.go" /> go there
      </p>
      <ol ref={list} className={styles.outline}>
        {outline.map(({ text, level, boxes }, index) => (
          <li key={`${boxes[0]?.pageIndex} ${boxes[0]?.box.join(' ')}`} style={{ '--level': level } as CSSProperties}>
            <button
              type="button"
              aria-current={index === at}
              onFocus={() => onAt(index)}
              onClick={() => onChoose(boxes)}
            >
              <span>{text}</span>
              <span className={styles.page}>p. {(boxes[0]?.pageIndex ?? 0) + 1}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}
