/** The picture of the architecture, executable: which room may import which. docs/architecture.md shows the same table. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

/** Direct imports between rooms. `common` rooms may be imported by every server room. */
const common = ['storage', 'jobs', 'text', 'result', 'http']
const allowed: Record<string, string[]> = {
  // Each common room stands alone but for `result` and what the table says.
  result: [],
  text: ['result'],
  http: ['result', 'jobs'],
  storage: ['result'],
  jobs: ['result', 'storage'],
  llm: common,
  prompts: common,
  papers: common,
  style: common,
  grounding: [...common, 'papers'],
  drafting: [...common, 'grounding', 'papers', 'style', 'prompts', 'llm'],
  review: [...common, 'drafting', 'grounding', 'papers'],
  learning: [...common, 'review', 'drafting', 'style', 'llm', 'prompts'],
  evals: [...common, 'evals/', 'review', 'drafting', 'grounding', 'papers', 'llm', 'prompts'],
  settings: [...common, 'papers'],
  triage: [...common, 'papers', 'style'],
  roundup: [...common, 'review', 'papers', 'style'],
  desk: [
    ...common,
    'evals/',
    'papers',
    'grounding',
    'drafting',
    'review',
    'roundup',
    'evals',
    'prompts',
    'style',
    'triage',
  ],
}
/** The pure bench of the evals knows types of the rooms and server/text, nothing else. */
const pureEvals = ['evals/', 'text']

type Import = { from: string; to: string; typeOnly: boolean; file: string; line: string }

const sources = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))

const statement =
  /(?:^|\n)\s*(?:import|export)\b([^'"]*?)\bfrom\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]/g

function importsOf(file: string): { specifier: string; typeOnly: boolean }[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  return [...text.matchAll(statement)].map((match) => ({
    specifier: match[2] ?? match[3] ?? match[4] ?? '',
    typeOnly: /^\s*type\b/.test(match[1] ?? ''),
  }))
}

/** `server/papers/x.ts` → papers; `evals/…` → `evals/`; `web/review/x.tsx` → web/review; root files by their own name. */
function roomOf(file: string): string {
  const [top = '', second = '', third] = file.split('/')
  if (top === 'server') return third === undefined ? second.replace(/\.ts$/, '') : second
  if (top === 'web') return third === undefined ? `web/${second.replace(/\.tsx?$/, '')}` : `web/${second}`
  return `${top}/`
}

const all: Import[] = ['server', 'evals', 'web'].flatMap(sources).flatMap((file) =>
  importsOf(file)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier, typeOnly }) => {
      const target = path.relative(root, path.resolve(root, path.dirname(file), specifier))
      return { from: roomOf(file), to: roomOf(target), typeOnly, file, line: `${file} -> ${target}` }
    })
    .filter(({ from, to }) => from !== to),
)

/** The top of the house wires everything. */
const roof = new Set([
  'app',
  'main',
  'make-parts',
  'open-library',
  'build-web',
  'version',
  'cli',
  'cli-schema',
  'commands',
  'config',
])

describe('rooms and arrows', () => {
  test('there is something to check', () => {
    expect(all.length).toBeGreaterThan(50)
  })

  test('a server room imports only the rooms that its row names', () => {
    const broken = all.filter(({ from, to, file }) => {
      if (!file.startsWith('server/') || roof.has(from)) return false
      const row = allowed[from]
      return !row || !row.includes(to)
    })
    expect(broken.map(({ line }) => line)).toEqual([])
  })

  test('evals/ is pure: types of the rooms, and server/text', () => {
    const broken = all.filter(
      ({ to, file, typeOnly }) => file.startsWith('evals/') && !pureEvals.includes(to) && !typeOnly,
    )
    expect(broken.map(({ line }) => line)).toEqual([])
  })

  test('a web room imports no other web room but pdf, ui and api, and of the server only types, or values of a schema.ts', () => {
    const shared = new Set(['web/pdf', 'web/ui', 'web/api'])
    const broken = all.filter(({ from, to, file, typeOnly, line }) => {
      if (!file.startsWith('web/')) return false
      if (!to.startsWith('web/')) return !typeOnly && !/\/schema\.ts$/.test(line) && to !== 'text' && to !== 'result'
      const wiring = from === 'web/app' || from === 'web/main'
      return !wiring && !shared.has(to)
    })
    expect(broken.map(({ line }) => line)).toEqual([])
  })
})

describe('confined libraries', () => {
  const homes: [string, RegExp, RegExp][] = [
    ["langchain's and openai's clients", /^(openai|@langchain\/openai|langchain)(\/|$)/, /^server\/llm\//],
    ["langchain's templates", /^@langchain\/core\/prompts/, /^server\/prompts\/render\.ts$/],
    ["langchain's splitter", /^@langchain\/textsplitters/, /^server\/drafting\/split-text\.ts$/],
    [
      'pdf.js',
      /^pdfjs-dist/,
      /^(server\/papers\/extraction\/(read-pdf|operator-codes)\.ts|server\/papers\/render-figure\.ts|web\/pdf\/|bench\/)/,
    ],
    ['kysely', /^kysely/, /^server\/(storage\/|[a-z]+\/store\.ts$|[a-z]+\/[a-z-]*store\.ts$)/],
  ]
  test.each(homes)('%s stay at home', (_name, specifier, home) => {
    const strays = ['server', 'evals', 'web', 'bench']
      .flatMap(sources)
      .filter((file) => !home.test(file) && importsOf(file).some((one) => specifier.test(one.specifier)))
    expect(strays).toEqual([])
  })

  test('only config.ts and the command line read the environment', () => {
    const strays = sources('server').filter(
      (file) =>
        !/^server\/(config|commands\/command)\.ts$/.test(file) &&
        /process\.env\b/.test(readFileSync(path.join(root, file), 'utf8')),
    )
    expect(strays).toEqual([])
  })
})
