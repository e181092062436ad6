/** The paper: pdf.js's viewer with marked regions, selection, and named states for a file that can't be shown. */
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type Ref } from 'react'
import type { PageBox } from '../../server/desk/schema.ts'
import { Button } from '../ui/button.tsx'
import { back, forward, jumped, noJumps, type Jumps } from './jumps.ts'
import { paintPage, placeOf, scrollToBox, scrollToPlace, type PdfMark } from './marks.ts'
import { createViewer, openPdf, troubleOf, type PdfTrouble, type Viewer } from './pdf.ts'
import { readSelection, type PdfSelection } from './selection.ts'
import styles from './pdf-pane.module.css'

export type PdfPaneHandle = {
  /** Scrolls to the first of the boxes; before the file is open it is remembered. */
  show: (boxes: readonly PageBox[]) => void
  goToPage: (pageNumber: number) => void
  /** To where the reader was before a jump, and forth again. */
  travel: (way: 'back' | 'forward') => void
  zoom: (step: 'in' | 'out' | 'fit') => void
}
type Props = {
  url: string
  /** Asked once where the file is locked; null where nobody knows. */
  password: () => Promise<string | null>
  marks: readonly PdfMark[]
  /** `pageNumber` counts from 1. */
  onPage?: (pageNumber: number, pageCount: number) => void
  /** Whether there is a place to go back or forth to. */
  onJumps?: (can: { back: boolean; forward: boolean }) => void
  onSelect?: (selection: PdfSelection | null) => void
  ref?: Ref<PdfPaneHandle>
}
type State =
  | { kind: 'opening' | 'open' }
  | { kind: Exclude<PdfTrouble, 'password'> }
  | { kind: 'password'; wrong: boolean; give: (password: string) => void }

/** pdf.js's reason of its first question; at the second the password was wrong. */
const passwordNeeded = 1

export function PdfPane({ url, password, marks, onPage, onJumps, onSelect, ref }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const shown = useRef<Viewer | null>(null)
  const pending = useRef<readonly PageBox[]>([])
  const jumps = useRef<Jumps>(noJumps)
  const [state, setState] = useState<State>({ kind: 'opening' })

  const keepJumps = useEffectEvent((changed: Jumps) => {
    jumps.current = changed
    onJumps?.({ back: changed.past.length > 0, forward: changed.future.length > 0 })
  })
  /** Where the reader was before is one key away. */
  const jump = useEffectEvent((viewer: Viewer['viewer'], go: () => unknown) => {
    const from = placeOf(viewer)
    const arrived = () => keepJumps(jumped(jumps.current, from, placeOf(viewer)))
    // A link of the paper is followed once its page is known.
    void Promise.resolve(go()).then(arrived)
  })

  const paint = useEffectEvent((pageNumber: number) => {
    if (shown.current) paintPage(shown.current.viewer, pageNumber - 1, marks)
  })
  const told = useEffectEvent((pageNumber: number, pageCount: number) => onPage?.(pageNumber, pageCount))
  const knownPassword = useEffectEvent(() => password())
  const selected = useEffectEvent(() => {
    if (shown.current) onSelect?.(readSelection(shown.current.viewer, document.getSelection()))
  })

  useEffect(() => {
    const container = host.current
    if (!container) return undefined
    const controller = new AbortController()
    const { signal } = controller
    const current = createViewer(container, signal)
    const { viewer, links, eventBus } = current
    shown.current = current
    const follow = links.goToDestination.bind(links)
    links.goToDestination = async (destination) => jump(viewer, () => follow(destination))
    let fitted = true
    const fit = () => {
      if (viewer.pdfDocument && fitted) viewer.currentScaleValue = 'page-width'
    }
    eventBus.on('pagesinit', () => {
      fit()
      told(1, viewer.pagesCount)
      scrollToBox(viewer, pending.current)
      // Reading comes first: Space and the arrow keys scroll the paper until something else is chosen.
      if (document.activeElement === document.body) container.focus({ preventScroll: true })
    })
    // Pages of other sizes than the first have moved what stands below them.
    eventBus.on('pagesloaded', () => scrollToBox(viewer, pending.current))
    eventBus.on('pagechanging', ({ pageNumber }: { pageNumber: number }) => told(pageNumber, viewer.pagesCount))
    eventBus.on('pagerendered', ({ pageNumber }: { pageNumber: number }) => paint(pageNumber))
    eventBus.on('scalechanging', ({ presetValue }: { presetValue?: string }) => {
      fitted = presetValue === 'page-width'
    })
    // The text can be selected with the mouse; tabbing through every page's text layer helps nobody.
    eventBus.on('textlayerrendered', ({ pageNumber }: { pageNumber: number }) => {
      container.querySelector(`.page[data-page-number="${pageNumber}"] .textLayer`)?.setAttribute('tabindex', '-1')
    })
    document.addEventListener('selectionchange', selected, { signal })
    const resizing = new ResizeObserver(fit)
    resizing.observe(container)

    setState({ kind: 'opening' })
    const task = openPdf(url)
    task.onPassword = async (give: (password: string) => void, reason: number) => {
      const known = reason === passwordNeeded ? await knownPassword() : null
      if (signal.aborted) return
      if (known !== null) give(known)
      else setState({ kind: 'password', wrong: reason !== passwordNeeded, give })
    }
    task.promise.then(
      (document_) => {
        if (signal.aborted) return
        viewer.setDocument(document_)
        links.setDocument(document_, null)
        setState({ kind: 'open' })
      },
      (error: unknown) => {
        const trouble = troubleOf(error)
        if (!signal.aborted && trouble !== 'password') setState({ kind: trouble })
      },
    )
    return () => {
      controller.abort()
      resizing.disconnect()
      shown.current = null
      void task.destroy()
    }
  }, [url])

  useEffect(() => {
    const viewer = shown.current?.viewer
    if (!viewer) return
    for (let pageIndex = 0; pageIndex < viewer.pagesCount; pageIndex++) paintPage(viewer, pageIndex, marks)
  }, [marks])

  useImperativeHandle(
    ref,
    () => ({
      show(boxes) {
        pending.current = boxes
        const viewer = shown.current?.viewer
        if (viewer?.pagesCount) jump(viewer, () => scrollToBox(viewer, boxes))
      },
      goToPage(pageNumber) {
        const viewer = shown.current?.viewer
        if (viewer) jump(viewer, () => (viewer.currentPageNumber = pageNumber))
      },
      travel(way) {
        const viewer = shown.current?.viewer
        const found = viewer && (way === 'back' ? back : forward)(jumps.current, placeOf(viewer))
        if (!found) return
        scrollToPlace(viewer, found.to)
        keepJumps(found.jumps)
      },
      zoom(step) {
        const viewer = shown.current?.viewer
        if (!viewer) return
        if (step === 'in') viewer.increaseScale()
        else if (step === 'out') viewer.decreaseScale()
        else viewer.currentScaleValue = 'page-width'
      },
    }),
    [],
  )

  return (
    <div className={styles.pane}>
      {/* The paper scrolls with the keyboard, so it takes the focus. */}
      <div ref={host} className={styles.scroll} tabIndex={-1} data-pane="paper" role="document" aria-label="The paper">
        <div className="pdfViewer" />
      </div>
      {state.kind === 'opening' && <p className={styles.state}>Opening the paper…</p>}
      {state.kind === 'damaged' && (
        <p className={styles.state} role="alert">
          This file is damaged: the viewer can’t show it. <a href={url}>Open the PDF itself</a>
        </p>
      )}
      {state.kind === 'missing' && (
        <p className={styles.state} role="alert">
          The PDF did not come. Is Galley still running?
        </p>
      )}
      {state.kind === 'password' && <Password wrong={state.wrong} give={state.give} />}
    </div>
  )
}

function Password({ wrong, give }: { wrong: boolean; give: (password: string) => void }) {
  const [password, setPassword] = useState('')
  return (
    <form
      className={`${styles.state} ${styles.password}`}
      onSubmit={(event) => {
        event.preventDefault()
        give(password)
      }}
    >
      <label>
        <span role={wrong ? 'alert' : undefined}>
          {wrong ? '! That is not the password.' : 'This PDF has a password.'}
        </span>
        <input
          type="password"
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <Button type="submit">Open</Button>
    </form>
  )
}
