import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ground } from '../grounding/ground.ts'
import { indexPaper, type PaperIndex } from '../grounding/paper-index.ts'
import { extractPaper } from '../papers/extraction/extract-paper.ts'
import { Length, lengthBand, type PaperText } from '../papers/schema.ts'
import { createPrompts } from '../prompts/load.ts'
import { countWords } from '../text/count-words.ts'
import { chooseBlocks } from './choose-blocks.ts'
import { planContext } from './context-plan.ts'
import { noteUse } from './note-use.ts'
import { parseReply } from './parse-reply.ts'
import { prepareRequest } from './prepare-request.ts'
import { shippedExamples } from './shipped-examples.ts'

const root = path.resolve('.')
const samples = JSON.parse(readFileSync(path.join(root, 'papers/samples.json'), 'utf8')) as {
  file: string
  title: string
}[]
const exemplars = readFileSync(path.join(root, 'prompts/exemplars.md'), 'utf8')
  .split(/^(?=### )/m)
  .slice(1)
const texts = new Map<string, PaperText>()
beforeAll(async () => {
  for (const { file, title } of samples) {
    const read = await extractPaper(new Uint8Array(readFileSync(path.join(root, 'papers', file))))
    if (!read.ok) throw new Error(read.error.message)
    texts.set(title, read.value)
  }
})

/** Drafts copy the habits of the examples, not the rules: so the examples keep every rule. */
describe.each(exemplars.map((text) => [text.slice(0, text.indexOf('\n')), text] as const))('%s', (head, text) => {
  const { title, length, notes } = headOf(head)
  const parsed = parseReply(text.slice(head.length))
  const grounded = () => ground({ text: parsed.prose, draft: parsed, paper: index(title) }).sentences

  test('every quote is found, on the page that it names', () => {
    expect(parsed.broken).toEqual([])
    const quotes = grounded().flatMap((sentence) => sentence.quotes)
    expect(quotes).toHaveLength(parsed.marks.filter(({ kind }) => kind === 'quote').length)
    for (const { status, pageNumber, anchor, otherPlaces } of quotes) {
      expect(status).toBe('found')
      const pages = [anchor!, ...otherPlaces].flatMap(({ spans }) => spans.map(({ pageIndex }) => pageIndex + 1))
      expect(pages).toContain(pageNumber)
    }
  })
  test('every number in figures stands in a quote of its own sentence', () => {
    const strays = grounded().flatMap(({ numbers, quotes }) => {
      const quoted = quotes
        .map(({ quote }) => quote)
        .join(' ')
        .toLowerCase()
      return numbers
        .map((number) => number.text.toLowerCase())
        .filter((number) => /\d/.test(number) && !quoted.includes(number))
    })
    expect(strays).toEqual([])
  })
  test('quotes have 4 to 15 words', () => {
    const counts = parsed.marks.flatMap((mark) => (mark.kind === 'quote' ? [mark.quote.split(' ').length] : []))
    expect(counts.filter((count) => count < 4 || count > 15)).toEqual([])
  })
  test('every note is placed', () => {
    expect(
      noteUse(
        parsed,
        notes.map((number) => ({ number, text: '' })),
      ).notesNotMentioned,
    ).toEqual([])
  })
  test('the length is in its band, and no stock phrase stands in it', () => {
    const { min, max } = lengthBand(length)
    expect(countWords(parsed.prose)).toSatisfy((count: number) => count >= min && count <= max)
    expect(parsed.prose).not.toMatch(/this paper|the authors (?:propose|present)|\bnovel\b|state-of-the-art/i)
  })
})

test('an example about the very paper is not shown when that paper is drafted', async () => {
  const prompts = createPrompts(path.join(root, 'prompts'))
  const prompt = await prompts.find('draft')
  if (!prompt.ok) throw new Error(prompt.error.message)
  const { title } = samples[0]!
  const input = {
    paper: texts.get(title)!,
    paperId: null,
    title,
    authors: [],
    length: 'normal' as const,
    starred: false,
    notes: [],
    takes: true,
    prompt: prompt.value,
  }
  const prepared = await prepareRequest(
    input,
    { prompts, examples: shippedExamples(prompts) },
    planContext(input.paper, chooseBlocks(input.paper, 60_000, [])),
  )
  if (!prepared.ok) throw new Error(prepared.error.message)
  const shown =
    prepared.value
      .map(({ content }) => content)
      .join('\n')
      .match(/^### Example .*$/gm) ?? []
  expect(shown).toHaveLength(2)
  expect(shown.join('\n')).not.toContain(title)
})

function headOf(head: string): { title: string; length: Length; notes: number[] } {
  const [, title = '', length = '', notes = ''] = /\(on "(.*?)"; ([a-z-]+), \d+ words; (.*)\)$/.exec(head) ?? []
  return {
    title,
    length: Length.parse(length),
    notes: [...notes.matchAll(/(?:^|\s)(\d)\. /g)].map((match) => Number(match[1])),
  }
}

const indexes = new Map<string, PaperIndex>()
function index(title: string): PaperIndex {
  const made = indexes.get(title) ?? indexPaper(texts.get(title)!)
  indexes.set(title, made)
  return made
}
