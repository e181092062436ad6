/** The command line as a person or a script meets it: the real program in a process of its own. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cliSchemas, type CliAnswer, type CliCommand } from '../cli-schema.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'galley-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const library = path.join(folder, 'library')
const sample = 'papers/edit-cost.pdf'

type Output = { code: number; out: string; err: string }
let data = library
const galley = (...words: string[]): Promise<Output> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], HOME: folder, GALLEY_DATA: data }
    execFile(process.execPath, ['server/cli.ts', ...words], { env, maxBuffer: 1e8 }, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    )
  })
/** The answer, which has the shape that cli-schema.ts promises. */
async function answer<C extends CliCommand>(command: C, ...words: string[]): Promise<CliAnswer<C>> {
  const { code, out, err } = await galley(...command.split(' '), ...words, '--json')
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${err}`)
  return cliSchemas[command].parse(JSON.parse(out)) as CliAnswer<C>
}

test('extract reads a file without a library and says how fast and how large', async () => {
  const out = path.join(folder, 'out')
  const { files, peakMiB, pagesPerSecond } = await answer('extract', sample, '--out', out)
  expect(files).toMatchObject([{ pages: 6, error: null }])
  expect(peakMiB).toBeGreaterThan(50)
  expect(pagesPerSecond).toBeGreaterThan(0)
  const written = JSON.parse(readFileSync(path.join(out, 'edit-cost.json'), 'utf8')) as {
    title: string
    pages: unknown[]
  }
  expect(written).toMatchObject({
    title: 'What Does an Edit Cost? Word, Character and Sentence Measures of Rewriting a Draft',
  })
  expect(written.pages).toHaveLength(6)
})

test('draft and ground work on a file without a library, and one reads what the other writes', async () => {
  const notes = path.join(folder, 'notes.txt')
  writeFileSync(notes, '- a move costs double\n')
  const draft = await answer('draft', sample, '--model', 'offline', '--length', 'short', '--notes', notes)
  expect(draft).toMatchObject({ status: 'complete', model: 'offline' })
  const file = path.join(folder, 'draft.md')
  writeFileSync(file, draft.reply)
  const { sentences } = await answer('ground', '--pdf', sample, '--draft', file)
  const quoted = sentences.filter((sentence) => sentence.status === 'quoted')
  expect(quoted.length).toBeGreaterThan(2)
  for (const sentence of quoted) expect(sentence.pages.length).toBeGreaterThan(0)
})

test('ingest, issue, backup and doctor work on one library, and a backup opens as a library', async () => {
  const { files } = await answer('ingest', sample)
  expect(files).toMatchObject([{ already: false, error: null }])
  expect((await answer('issue show')).issues).toEqual([])
  const copy = path.join(folder, 'copy')
  writeFileSync(path.join(library, 'secrets.json'), '{"keys": {"https://x.example": "sk-not-to-copy"}}', {
    mode: 0o600,
  })
  await answer('backup', copy)
  expect(readdirSync(copy).toSorted()).toEqual(['blobs', 'galley.db'])
  expect(readFileSync(path.join(copy, 'galley.db')).includes('sk-not-to-copy')).toBe(false)
  expect((await galley('backup', copy)).err).toContain('is there already')
  data = copy
  expect((await answer('ingest', sample)).files).toMatchObject([{ already: true, error: null }])
  data = library
  const doctor = await answer('doctor')
  expect(doctor).toMatchObject({ data: library, model: null })
  expect(doctor.checks.every((check) => check.ok)).toBe(true)
})

test('an eval suite runs free of charge from recordings, and its run is there to compare and export', async () => {
  const run = await answer('eval run', 'evals/suites/sample.yaml')
  expect(run.run).toMatchObject({ state: 'done', papers: 3, failed: 0 })
  expect(run.card.length).toBeGreaterThan(1)
  expect(run.table.map((row) => row.role)).toEqual(['base', 'variant', 'offline'])
  expect((await answer('eval compare')).run.id).toBe(run.run.id)
  const exported = await answer('eval export', '--format', 'flat')
  expect(exported.lines).toBe(run.run.total)
})

test('style import says what a past issue holds, and keeps it where asked', async () => {
  const file = path.join(folder, 'issue.md')
  writeFileSync(
    file,
    '# 2026-3-1 arXiv roundup: TinyRank\n\n## ⭐ TinyRank: a small ranker\n\nRanks things. It is small.\n',
  )
  expect(await answer('style import', file)).toMatchObject({
    date: '2026-03-01',
    labels: ['TinyRank'],
    entries: [{ starred: true }],
    kept: null,
  })
  expect(await answer('style import', file, '--keep')).toMatchObject({ kept: expect.any(String) as string })
})

test.each([
  [['extract', 'no-such.pdf'], 1, /no-such\.pdf/],
  [['draft', 'nothing-of-that-name'], 1, /neither a file nor a paper/],
  [['draft', sample, '--length', 'enormous'], 1, /one-liner, short, normal/],
  [['draft', '2205.09726', '--length', 'short'], 1, /its own notes, at its own length/],
  [['draft', '2205.09726', '--notes', 'notes.txt'], 1, /its own notes, at its own length/],
  [['draft', sample, '--model', 'gpt-x'], 1, /No model is configured/],
  [['eval', 'run'], 1, /Name a suite/],
  [['issue', 'export'], 1, /There is no issue yet/],
  [['frobnicate'], 1, /unknown command/],
])('%j is one clear line and exit code %i', async (words, code, message) => {
  const output = await galley(...words)
  expect({ code: output.code, said: output.out + output.err }).toEqual({
    code,
    said: expect.stringMatching(message) as string,
  })
  expect(output.err + output.out).not.toMatch(/\n\s+at /)
})
