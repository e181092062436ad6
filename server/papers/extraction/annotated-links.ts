/** The addresses that a page's link annotations lead to. */
import type { Box } from '../schema.ts'
import { mapBox } from './matrix.ts'

/** `box` on the page as shown. */
export type AnnotatedLink = { url: string; box: Box }

/** The part of a pdf.js page that is used. */
type AnnotatedPage = {
  getAnnotations: () => Promise<readonly { subtype?: unknown; url?: unknown; rect?: unknown }[]>
  getViewport: (options: { scale: number }) => { transform: readonly number[] }
}

/** @returns web addresses only, in the order of the file; mail and links inside the paper are left out */
export async function annotatedLinks(page: AnnotatedPage): Promise<AnnotatedLink[]> {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = page.getViewport({ scale: 1 }).transform
  const annotations = await page.getAnnotations()
  return annotations.flatMap(({ subtype, url, rect }) => {
    if (subtype !== 'Link' || typeof url !== 'string' || !/^https?:\/\//i.test(url) || !Array.isArray(rect)) return []
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = rect.map(Number)
    return [{ url, box: mapBox([a, b, c, d, e, f], x0, y0, x1, y1) }]
  })
}
