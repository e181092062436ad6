import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { anchorQuote } from '../server/grounding/anchor-quote.ts'
import { indexPaper } from '../server/grounding/paper-index.ts'
import { extractPaper } from '../server/papers/extraction/extract-paper.ts'

const at = (path: string) => new URL(path, import.meta.url)
const samples = JSON.parse(readFileSync(at('samples.json'), 'utf8')) as { file: string; title: string }[]
const examples = readFileSync(at('../prompts/exemplars.md'), 'utf8').split(/^### Example /m).slice(1)

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

  test('has an example draft whose quotes stand on their pages, with every number of a sentence in its quotes', async () => {
    const example = examples.find((text) => text.includes(`on "${title.split('?')[0]}?"`))
    expect(example).toBeDefined()
    const index = indexPaper(await readSample(file))
    // From the end of the mark before (or of the heading line) to the last mark of a sentence.
    const marked = [...example!.replace(/^.*\n/, '').matchAll(/([^\]]+?)((?: \[\[[^\]]+\]\])+)/g)]
    expect(marked.length).toBeGreaterThan(2)
    for (const [, text, run] of marked) {
      const quotes = [...run!.matchAll(/p(\d+): "([^"]+)"/g)]
      for (const [, page, quote] of quotes) {
        const found = anchorQuote(quote!, index, { pageNumber: Number(page) })
        const { match, spans } = found.ok ? found.value.anchor : { match: found.error.kind, spans: [] }
        const places = spans.map(({ pageIndex }) => `p${pageIndex + 1}`)
        expect({ quote, match, places }).toEqual({ quote, match: expect.stringMatching('exact|loosened'), places: [`p${page}`] })
      }
      const sentence = text!.split(/(?<=[.?!])\s/).at(-1)!
      const said = quotes.map((quote) => quote[2]).join(' ')
      const numbers = sentence.match(/\d+(?:\.\d+)?%?/g) ?? []
      expect({ sentence, bare: numbers.filter((number) => !said.includes(number)) }).toEqual({ sentence, bare: [] })
    }
  })
})
