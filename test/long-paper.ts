/** A drawn paper of many pages of prose. */
import { lines, makePdf, words } from './make-pdf.ts'

const sentence = (page: number, line: number) =>
  `On page ${page + 1}, line ${line + 1}, the model reaches ${((page * 37 + line * 11) % 900) / 10} points on the test set.`

export function drawLongPaper(pages: number): Uint8Array {
  return makePdf({
    pages: Array.from({ length: pages }, (_, page) => ({
      content:
        (page === 0 ? words(72, 740, 'A Long Report on Everything', 17, 'F2') : '') +
        lines(
          72,
          700,
          Array.from({ length: 50 }, (_line, line) => sentence(page, line)),
        ),
    })),
  })
}
