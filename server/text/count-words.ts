/** Count words as an editor's word processor does. */

/**
 * White-space separated pieces with a letter or a digit: "69.7% → 80.7%" is two words, "fine-tuning" one, a bare dash
 * none. The address of a Markdown link and the marks of emphasis and headings do not count.
 */
export function countWords(markdown: string): number {
  const prose = markdown.replace(/!?\[([^\]]*)\]\([^)\s]*(?:\s"[^"]*")?\)/g, '$1')
  return prose.split(/\s+/).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length
}
