/** Page numbers as a person says them. */

/** "page 3", "pages 1-9 and 14". @param pages 1-based numbers, rising, at least one */
export function pageList(pages: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const page of pages) {
    const last = ranges.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else ranges.push([page, page])
  }
  const names = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `${pages.length === 1 ? 'page' : 'pages'} ${list}`
}
