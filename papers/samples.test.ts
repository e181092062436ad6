import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { extractPaper } from '../server/papers/extraction/extract-paper.ts'

const at = (path: string) => new URL(path, import.meta.url)
const samples = JSON.parse(readFileSync(at('samples.json'), 'utf8')) as { file: string; title: string }[]

async function readSample(file: string) {
  const read = await extractPaper(readFileSync(at(file)))
  if (!read.ok) throw new Error(`${file}: ${read.error.message}`)
  return read.value
}

test('the three samples have their source, experiment and results beside them', () => {
  expect(samples).toHaveLength(3)
  for (const { file } of samples) {
    const name = file.replace('.pdf', '')
    const missing = [`${name}.tex`, 'experiment.ts', 'results'].filter((part) => !existsSync(at(`${name}/${part}`)))
    expect({ file, missing }).toEqual({ file, missing: [] })
  }
})

describe.each(samples)('$file', ({ file, title }) => {
  test('is read whole, under the title of the list', async () => {
    const paper = await readSample(file)
    expect(paper).toMatchObject({ title, authors: ['The Galley Project'], warnings: [] })
    expect(paper.pages.map((page) => page.quality.state)).toEqual(paper.pages.map(() => 'ok'))
  })
})
