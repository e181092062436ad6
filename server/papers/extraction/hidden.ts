/** Text that no reader sees: not painted, transparent, white on white, tiny, off the page, clipped away, or under something opaque. */
import type { Graphic, PageContent, Word } from './page-content.ts'

export type VisibleWords = {
  words: Word[]
  hidden: Word[]
  /** The invisible words are the text layer that a scanner's OCR put over or under a picture of the page: kept. */
  ocr: boolean
}

/** Nobody reads type below this size in points; tools hide their source code in it. */
const leastSizePt = 1.6
const isWhite = (colour: string): boolean => /^#f[c-f]f[c-f]f[c-f]$/i.test(colour)

/** @param page as shown, before it is turned */
export function visibleWords(page: PageContent): VisibleWords {
  let letters = 0
  let unpainted = 0
  let covered = 0
  for (const word of page.words) {
    letters += word.text.length
    if (word.colour === 'none') unpainted += word.text.length
    else if (word.unseen === 'under-picture') covered += word.text.length
  }
  const area = page.widthPt * page.heightPt
  const scanned = page.graphics.some(
    ({ kind, box }) => kind === 'image' && (box[2] - box[0]) * (box[3] - box[1]) > 0.5 * area,
  )
  // A page of nothing but invisible words has its picture somewhere, or nothing at all would be shown.
  const ocr = letters > 0 && (scanned ? unpainted + covered > 0.6 * letters : unpainted === letters)
  const backgrounds = page.graphics
    .map((graphic, index) => ({ graphic, index }))
    .filter(({ graphic }) => isLarge(graphic))
  const words: Word[] = []
  const hidden: Word[] = []
  for (const word of page.words) {
    const seen =
      // The size of a Type 3 font is only estimated.
      (word.size >= leastSizePt || word.font.type3) &&
      isOnPage(word, page) &&
      (word.unseen === null || (word.unseen === 'under-picture' && ocr)) &&
      (word.colour === 'none' ? ocr : word.outlined || !isWhite(word.colour) || hasDarkGround(word, backgrounds))
    if (seen) words.push(word)
    else hidden.push(word)
  }
  return { words, hidden, ocr }
}

const isLarge = ({ box }: Graphic): boolean => box[2] - box[0] > 8 && box[3] - box[1] > 5

const isOnPage = ({ x0, baseline, size }: Word, page: PageContent): boolean =>
  x0 >= -2 && x0 <= page.widthPt + 2 && baseline >= -2 && baseline <= page.heightPt + 0.3 * size

/** White words are seen when the last thing painted under them before is dark, or a picture. */
function hasDarkGround(word: Word, backgrounds: readonly { graphic: Graphic; index: number }[]): boolean {
  const x = word.direction === 'right' ? (word.x0 + word.x1) / 2 : word.x0
  const y = word.direction === 'right' ? word.baseline - 0.3 * word.size : (word.baseline + word.endBaseline) / 2
  const ground = backgrounds.findLast(
    ({ graphic: { box, kind, fill, alpha }, index }) =>
      index < word.drawnAfter &&
      x > box[0] &&
      x < box[2] &&
      y > box[1] &&
      y < box[3] &&
      (kind !== 'path' || (fill !== null && fill !== 'none' && alpha > 0)),
  )
  return ground !== undefined && !(ground.graphic.fill !== null && isWhite(ground.graphic.fill))
}
