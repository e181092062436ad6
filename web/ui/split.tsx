/** Two panes side by side; the line between them is dragged or moved with the arrow keys, and its place is remembered. */
import { useRef, useState, type CSSProperties, type PointerEvent, type ReactNode } from 'react'
import styles from './split.module.css'

type Props = {
  /** The width is kept under this name. */
  name: string
  label: string
  first: ReactNode
  second: ReactNode
  /** Share 0..1 of the first pane at the first visit. */
  initial?: number
  /** Share 0..1 that each pane keeps. */
  least?: number
}

export function Split({ name, label, first, second, initial = 0.5, least = 0.25 }: Props) {
  const storageKey = `galley.split.${name}`
  const [share, setShare] = useState(() => clamp(Number(localStorage.getItem(storageKey) ?? initial) || initial, least))
  const host = useRef<HTMLDivElement>(null)
  const keep = (next: number) => {
    const clamped = clamp(next, least)
    setShare(clamped)
    localStorage.setItem(storageKey, clamped.toFixed(4))
  }
  const onDrag = (event: PointerEvent<HTMLInputElement>) => {
    const box = host.current?.getBoundingClientRect()
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    keep((event.clientX - box.left) / box.width)
  }
  return (
    <div ref={host} className={styles.split} style={{ '--share': `${share * 100}%` } as CSSProperties}>
      <div className={styles.pane}>{first}</div>
      {/* A range input, so that the arrow keys and screen readers know it; dragging is ours, as the track is the whole split. */}
      <input
        className={styles.line}
        type="range"
        aria-label={label}
        min={Math.round(least * 100)}
        max={Math.round((1 - least) * 100)}
        value={Math.round(share * 100)}
        onChange={(event) => keep(Number(event.target.value) / 100)}
        onPointerDown={(event) => {
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerMove={onDrag}
        onDoubleClick={() => keep(initial)}
      />
      <div className={styles.pane}>{second}</div>
    </div>
  )
}

const clamp = (share: number, least: number) => Math.min(1 - least, Math.max(least, share))
