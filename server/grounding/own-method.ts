/** Which heads of a paper's tables name its own method. */
import type { PaperText } from '../papers/schema.ts'
import { squeeze } from '../text/normalize.ts'

/** @returns whether a head says "ours", "proposed", or the name before the colon of the title ("RankGen: …") */
export function ownMethod(paper: Pick<PaperText, 'title'>): (head: string) => boolean {
  const name = /^([^:]{2,30}):/.exec(paper.title)?.[1] ?? ''
  const letters = name.split(/\s+/).length <= 2 ? squeeze(name).text : ''
  const says = (head: string) =>
    /\b(?:ours|proposed|this work)\b/i.test(head) || (letters.length >= 4 && squeeze(head).text.includes(letters))
  return (head) => says(head) && !/\bbaseline\b/i.test(head)
}
