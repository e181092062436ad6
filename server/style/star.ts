/** The star in front of a heading. */

const star = /^\s*(?:⭐|🌟|★|:star:)\uFE0F?\s*/u

/** `⭐ Title` is `Title`, starred. */
export function stripStar(heading: string): { starred: boolean; text: string } {
  return { starred: star.test(heading), text: heading.replace(star, '').trim() }
}
