/** Paints marked regions over the pages that are drawn, and scrolls to them. */
import type { PageBox } from '../../server/desk/schema.ts'
import { boxToPercent, type PageSize } from './boxes.ts'
import type { Place } from './jumps.ts'
import type { Viewer } from './pdf.ts'
import styles from './marks.module.css'

/** `active` is outlined: the passage looked at. `evidence` and `find` are washes of colour. */
export type MarkLook = 'active' | 'evidence' | 'find'
export type PdfMark = { id: string; look: MarkLook; boxes: readonly PageBox[] }

type PageView = { div: HTMLElement; viewport: { width: number; height: number; scale: number } }

/** A page's element and its size in points, or null while the viewer knows nothing of it. */
export function pageOf(viewer: Viewer['viewer'], pageIndex: number): { div: HTMLElement; size: PageSize } | null {
  const view = viewer.getPageView(pageIndex) as PageView | undefined
  if (!view) return null
  const { width, height, scale } = view.viewport
  return { div: view.div, size: { widthPt: width / scale, heightPt: height / scale } }
}

export function paintPage(viewer: Viewer['viewer'], pageIndex: number, marks: readonly PdfMark[]): void {
  const page = pageOf(viewer, pageIndex)
  if (!page) return
  page.div.querySelector(`:scope > .${styles.layer}`)?.remove()
  const layer = document.createElement('div')
  layer.className = styles.layer ?? ''
  layer.setAttribute('aria-hidden', 'true')
  for (const mark of marks) {
    for (const { pageIndex: at, box } of mark.boxes) {
      if (at !== pageIndex) continue
      const element = document.createElement('div')
      element.className = `${styles.mark} ${styles[mark.look]}`
      element.dataset['mark'] = mark.id
      Object.assign(element.style, boxToPercent(box, page.size))
      layer.append(element)
    }
  }
  if (layer.childElementCount > 0) page.div.append(layer)
}

/** Where the top of the pane is. */
export function placeOf(viewer: Viewer['viewer']): Place {
  const { scrollTop } = viewer.container
  for (let pageIndex = viewer.pagesCount - 1; pageIndex >= 0; pageIndex--) {
    const div = pageOf(viewer, pageIndex)?.div
    if (div && div.offsetTop <= scrollTop) return { pageIndex, share: (scrollTop - div.offsetTop) / div.clientHeight }
  }
  return { pageIndex: 0, share: 0 }
}

export function scrollToPlace(viewer: Viewer['viewer'], { pageIndex, share }: Place): void {
  const page = pageOf(viewer, pageIndex)
  if (page) viewer.container.scrollTo({ top: page.div.offsetTop + share * page.div.clientHeight })
}

/** Brings the first box to the upper third of the pane; a box that is in comfortable sight already stays where it is. */
export function scrollToBox(viewer: Viewer['viewer'], boxes: readonly PageBox[]): void {
  const [first] = boxes
  const page = first && pageOf(viewer, first.pageIndex)
  if (!first || !page) return
  const { container } = viewer
  const [x0, y0, x1, y1] = first.box
  const scale = page.div.clientHeight / page.size.heightPt
  const top = page.div.offsetTop + y0 * scale
  const bottom = page.div.offsetTop + y1 * scale
  const left = page.div.offsetLeft + x0 * scale
  const right = page.div.offsetLeft + x1 * scale
  const margin = container.clientHeight * 0.12
  const inSight = top > container.scrollTop + margin && bottom < container.scrollTop + container.clientHeight - margin
  const besides = left < container.scrollLeft || right > container.scrollLeft + container.clientWidth
  container.scrollTo({
    ...(inSight ? {} : { top: top - container.clientHeight / 3 }),
    ...(besides ? { left: left - 24 } : {}),
  })
}
