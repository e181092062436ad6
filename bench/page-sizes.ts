/** What the built pages weigh on the wire (gzip -9, in kB of 1000 bytes), and the budget that the build is held to. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

export type PageSizes = {
  /** Script and styles of the first page before its own part. */
  shellKb: number
  /** Of each page by its name ("review"): what it loads beyond the shell. */
  pages: Record<string, number>
  /** pdf.js's worker. */
  workerKb: number
}

const budget = { shell: 90, review: 360, page: 30, worker: 400 }

/** @param dist the folder that the build wrote */
export function measurePages(dist: string): PageSizes {
  const assets = path.join(dist, 'assets')
  const files = readdirSync(assets)
  const sizes = new Map<string, number>()
  const kb = (names: Iterable<string>) => {
    let sum = 0
    for (const name of names) {
      if (!sizes.has(name)) sizes.set(name, gzipSync(readFileSync(path.join(assets, name)), { level: 9 }).length / 1000)
      sum += sizes.get(name)!
    }
    return sum
  }
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8')
  const shell = withImports(
    assets,
    [...html.matchAll(/assets\/([^"]+\.(?:js|css))"/g)].map(([, name]) => name!),
  )
  const pages = Object.fromEntries(
    files.flatMap((name) => {
      const page = /^(\w+)-page-.+\.js$/.exec(name)?.[1]
      if (page === undefined) return []
      const styles = files.filter((file) => file.startsWith(`${page}-page-`) && file.endsWith('.css'))
      return [[page, kb(withImports(assets, [name, ...styles]).difference(shell))]]
    }),
  )
  return { shellKb: kb(shell), pages, workerKb: kb(files.filter((name) => name.startsWith('pdf.worker'))) }
}

/** @returns one line for each part that is heavier than it may be */
export function overBudget({ shellKb, pages, workerKb }: PageSizes): string[] {
  const parts: [string, number, number][] = [
    ['the shell', shellKb, budget.shell],
    ["pdf.js's worker", workerKb, budget.worker],
    ...Object.entries(pages).map(([page, size]): [string, number, number] => [
      `the page "${page}"`,
      size,
      page === 'review' ? budget.review : budget.page,
    ]),
  ]
  return parts
    .filter(([, size, most]) => size > most)
    .map(([what, size, most]) => `${what} weighs ${size.toFixed(1)} kB (gzip), at most ${most} are allowed`)
}

/** `names` and all that they import statically, styles of imported parts included by name. */
function withImports(assets: string, names: readonly string[]): Set<string> {
  const found = new Set<string>()
  const visit = (name: string) => {
    if (found.has(name)) return
    found.add(name)
    if (!name.endsWith('.js')) return
    const source = readFileSync(path.join(assets, name), 'utf8')
    for (const [, imported] of source.matchAll(/(?:from|^import|;import)\s*["']\.\/([^"']+\.js)["']/g)) visit(imported!)
  }
  names.forEach(visit)
  return found
}
