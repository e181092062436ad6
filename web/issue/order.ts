/** Moves within the two lists of the issue page. Pure. */

/** The list with `id` moved by `by` places, at most to an end; the same list when nothing moves. */
export function movedBy(ids: readonly string[], id: string, by: number): string[] {
  const from = ids.indexOf(id)
  const to = Math.min(ids.length - 1, Math.max(0, from + by))
  return from < 0 ? [...ids] : ids.filter((other) => other !== id).toSpliced(to, 0, id)
}

/** Where a paper comes in: a starred one behind the last starred entry, any other one at the end. */
export function withAdded(
  entries: readonly { paperId: string; starred: boolean }[],
  paper: { paperId: string; starred: boolean },
): string[] {
  const ids = entries.map((entry) => entry.paperId)
  const afterStars = entries.findLastIndex((entry) => entry.starred) + 1
  return ids.toSpliced(paper.starred ? afterStars : ids.length, 0, paper.paperId)
}

/** What is chosen when `id` leaves the list: the one behind it, else the one before, else nothing. */
export function neighbour(ids: readonly string[], id: string): string | null {
  const at = ids.indexOf(id)
  return ids[at + 1] ?? ids[at - 1] ?? null
}
