/** What is selected in the paper: its words, and where they stand. */
import type { PageBox } from '../../server/desk/schema.ts'
import { joinLines, rectToBox } from './boxes.ts'
import { pageOf } from './marks.ts'
import type { Viewer } from './pdf.ts'

/** `at` is where it stands on the screen, for the menu beside it. */
export type PdfSelection = { text: string; boxes: PageBox[]; at: DOMRect }

/** @returns null when nothing of the paper is selected */
export function readSelection(viewer: Viewer['viewer'], selection: Selection | null): PdfSelection | null {
  if (!selection || selection.isCollapsed || !viewer.container.contains(selection.anchorNode)) return null
  const range = selection.getRangeAt(0)
  const boxes: PageBox[] = []
  for (let pageIndex = 0; pageIndex < viewer.pagesCount; pageIndex++) {
    const page = pageOf(viewer, pageIndex)
    if (!page || !range.intersectsNode(page.div)) continue
    const outline = page.div.getBoundingClientRect()
    for (const run of page.div.querySelectorAll<HTMLElement>('.textLayer span[role="presentation"]')) {
      if (!range.intersectsNode(run)) continue
      for (const rect of partOf(run, range).getClientRects()) {
        if (rect.width < 1 || rect.height < 1) continue
        boxes.push({ pageIndex, box: rectToBox(rect, outline, page.size) })
      }
    }
  }
  const text = selection.toString().replace(/\s+/g, ' ').trim()
  return boxes.length === 0 || text === '' ? null : { text, boxes: joinLines(boxes), at: range.getBoundingClientRect() }
}

/** The selected part of one text run: the range's own rectangles would include the text layer itself. */
function partOf(run: HTMLElement, range: Range): Range {
  const part = document.createRange()
  part.selectNodeContents(run)
  if (run.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset)
  if (run.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset)
  return part
}
