import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { evalLibrary, shortPaper } from '../../test/eval-library.ts'
import { fail, ok } from '../result.ts'
import { readyPapers } from './ready-papers.ts'
import { failsGate, runSuite, type RunSuiteParts } from './run-suite.ts'
import { readSuite } from './suite.ts'

const context = { signal: new AbortController().signal, report: () => {} }
const variants = `variants:
  - { name: plain, prompt: plain, model: good@plain }
  - { name: house, prompt: draft, model: good@house }
`

async function setUp(yaml: string) {
  const library = await evalLibrary('sqlite')
  const folder = mkdtempSync(path.join(tmpdir(), 'galley-suite-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'suite.yaml')
  writeFileSync(file, yaml)
  writeFileSync(path.join(folder, 'rankgen.pdf'), 'stands for a PDF')
  const textOfFile: RunSuiteParts['textOfFile'] = async (name) =>
    path.basename(name) === 'rankgen.pdf'
      ? ok(shortPaper('RankGen: Improving Text Generation with Large Ranking Models'))
      : fail({ kind: 'cannot-read-file', message: `no ${name}` })
  const papers = readyPapers({ textById: async () => null, textOfFile })
  return { library, file, parts: { ...library.parts, papers, textOfFile, budgetTokens: 5000 } }
}

test('a suite of files runs on recorded replies: no library paper, no cost, each prompt its own recording', async () => {
  const { parts, file, library } = await setUp(
    `name: free\nrecordings: true\npapers: [{ file: rankgen.pdf }]\n${variants}`,
  )
  const ended = await runSuite(parts, file, context)
  if (!ended.ok) throw new Error(ended.error.message)
  expect(ended.value.run).toMatchObject({ state: 'done', papers: 1, done: 3, failed: 0 })
  expect(ended.value.card).toMatchObject({ costUsd: 0, verdict: 'cant-tell' })
  const cells = await library.parts.store.resultsOfCase(ended.value.run.id, ended.value.cases[0]!.id)
  const reply = (variant: string) => cells.find((cell) => cell.variant === variant)!.output
  expect(reply('house')).toContain('[[p')
  expect(reply('plain')).not.toContain('[[p')
  // The editor's own endpoint was not asked.
  expect(library.stub.requests).toHaveLength(0)
  expect(failsGate(ended.value)).toBe(false)
  // Recordings may have been edited since: they are read anew.
  const again = await runSuite(parts, file, context)
  expect(again.ok && (await library.parts.store.listResults(again.value.run.id)).some(({ known }) => known)).toBe(false)
})

test('with --recordings a suite for a real model asks the stub instead, under the name of the stub', async () => {
  const yaml = `name: real\npapers: [{ file: rankgen.pdf }]\nvariants: [{ name: plain, prompt: plain, model: gpt-9 }]\n`
  const { parts, file, library } = await setUp(yaml)
  const ended = await runSuite(parts, file, { ...context, recordings: true })
  if (!ended.ok) throw new Error(ended.error.message)
  expect(ended.value.run.variants[0]).toMatchObject({ name: 'plain', model: 'good' })
  expect(library.stub.requests).toHaveLength(0)
})

test('a suite may name approved papers by the beginning of their title', async () => {
  const { parts, file, library } = await setUp(
    `name: by title\npapers: [{ title: echo }]\nvariants: [{ name: a, prompt: plain, model: good }]\n`,
  )
  expect(await runSuite(parts, file, context)).toMatchObject({ ok: false, error: { kind: 'no-cases' } })
  await library.approve({ title: 'Echoing', approved: 'It echoes.', draft: null })
  const source = { textById: async () => shortPaper('Echoing'), textOfFile: parts.textOfFile }
  const ended = await runSuite({ ...parts, papers: readyPapers(source) }, file, context)
  expect(ended).toMatchObject({ ok: true, value: { run: { papers: 1, failed: 0 } } })
})

test.each([
  ['an unknown field', `name: x\npapers: [{ file: a.pdf }]\ncolour: red\n${variants}`, 'colour'],
  ['no paper', `name: x\npapers: []\n${variants}`, 'papers'],
  [
    'a real model beside recordings',
    'name: x\nrecordings: true\npapers: [{ file: a.pdf }]\nvariants: [{ name: a, prompt: plain, model: gpt-9 }]',
    'good@SET',
  ],
  ['broken YAML', 'name: [', 'suite.yaml'],
])('%s is named', async (_name, yaml, expected) => {
  const { file } = await setUp(yaml)
  expect(await readSuite(file)).toMatchObject({
    ok: false,
    error: { kind: 'bad-suite', message: expect.stringContaining(expected) as string },
  })
})

test('a file that cannot be read ends the suite before anything is run', async () => {
  const { parts, file, library } = await setUp(
    `name: gone\nrecordings: true\npapers: [{ file: gone.pdf }]\n${variants}`,
  )
  expect(await runSuite(parts, file, context)).toMatchObject({ ok: false, error: { kind: 'cannot-read-file' } })
  expect(await library.parts.store.listRuns()).toEqual([])
})

test('the shipped suite can be read', async () => {
  expect(await readSuite(path.resolve('evals/suites/sample.yaml'))).toMatchObject({
    ok: true,
    value: { recordings: true },
  })
})
