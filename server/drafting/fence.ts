/** The fence around the paper in a prompt, and the page lines inside it: the paper's own words must not look like either. */

export const pageLine = (pageNumber: number) => `[page ${pageNumber}]`

/** `<<<PAPER`, `PAPER>>>` and `[page 5]` in text from a PDF, however spaced or in full width, are changed so that they end nothing. */
export function neutralise(text: string): string {
  return text
    .replace(/(?:[<＜‹«]\s*){2,}PAPER/giu, '(fence) PAPER')
    .replace(/PAPER(?:\s*[>＞›»]){2,}/giu, 'PAPER (fence)')
    .replace(/[[［]\s*(page\s+\d+)\s*[\]］]/giu, '($1)')
}
