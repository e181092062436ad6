/** Accessibility faults of a page as it stands, by axe. */
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** @returns one line a kind of fault, with its first place */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  // pdf.js's own text layer is transparent on purpose: the canvas below it is what is read.
  const { violations } = await page.evaluate<AxeResults>('axe.run({ exclude: [".pdfViewer"] })')
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 200)}`)
}
