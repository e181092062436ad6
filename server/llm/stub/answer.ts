/** What the stub says: a recorded reply where one fits the request, else a marked draft made by rule from the paper it was sent. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { foldSpace, squeeze } from '../../text/normalize.ts'
import { sentences } from '../../text/sentences.ts'
import { isChecking, verdictsByRule } from './verdicts-by-rule.ts'

type Index = { prompts: { holds: string; recordings: string[] }[]; papers: Record<string, string> }

export type Question = {
  /** All messages of the request, joined. */
  prompt: string
  recordingsFolder: string
  /** A recording's prompt name, to have exactly that one. */
  wanted: string | null
  /** Misses the length that is asked for. */
  size: 'short' | 'long' | null
  /** A paragraph that ends it. */
  tail: string | null
  /** How its verdicts on claims miss the form; null for good ones. */
  verdicts: 'fenced' | 'one-missing' | 'invented-words' | null
}

export async function answer({ prompt, recordingsFolder, wanted, size, tail, verdicts }: Question): Promise<string> {
  if (isChecking(prompt)) return verdictsByRule(prompt, verdicts)
  if (isCondensing(prompt)) return notesByRule(prompt)
  if (isRewriting(prompt)) return halfOfSentence(prompt)
  return (await recordingFor(prompt, recordingsFolder, wanted)) ?? draftByRule(prompt, size, tail)
}

/** A request for notes on a part of a long paper (prompts/condense.md). */
export const isCondensing = (prompt: string) => prompt.includes('You take notes on a part of a research paper')

/** A line for each sentence of the fence, as many words as are asked for. */
function notesByRule(prompt: string): string {
  let left = Number(/About (\d+) words in all/.exec(prompt)?.[1] ?? 100)
  const kept = sentencesByPage(fenceOf(prompt) ?? '').filter(({ text }) => (left -= 2 * wordCount(text)) >= 0)
  return kept.map((sentence) => `- ${marked(sentence)}`).join('\n') || 'none'
}

/** A request for one sentence said anew (prompts/rewrite.md). */
const isRewriting = (prompt: string) => prompt.includes('You rewrite one sentence of an entry')

/** The first half of its words: always shorter, and never a new fact. */
function halfOfSentence(prompt: string): string {
  const words = /^The sentence: (.*)$/m.exec(prompt)?.[1]?.split(' ') ?? []
  return `${words
    .slice(0, Math.ceil(words.length / 2))
    .join(' ')
    .replace(/[.,;:]$/, '')}.`
}

async function recordingFor(prompt: string, folder: string, wanted: string | null): Promise<string | null> {
  const index = await readOrNull(path.join(folder, 'index.json'))
  if (index === null) return null
  const { prompts, papers } = JSON.parse(index) as Index
  const title = squeeze(/^Title: (.*)$/m.exec(prompt)?.[1] ?? '').text
  const name = Object.entries(papers).find(([, start]) => title.startsWith(squeeze(start).text))?.[0]
  if (name === undefined) return null
  const sets = wanted ? [wanted] : (prompts.find(({ holds }) => prompt.includes(holds))?.recordings ?? [])
  for (const set of sets) {
    const found = await readOrNull(path.join(folder, `${name}.${set}.md`))
    if (found !== null) return found.trimEnd()
  }
  return null
}

async function readOrNull(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Sentences of the PAPER fence, each with a right mark, and every numbered note; as many words as `Length:` asks for,
 * where the paper has so many. Without a fence: the start of the prompt, so that any request gets an answer.
 */
function draftByRule(prompt: string, size: Question['size'], tail: Question['tail']): string {
  const fence = fenceOf(prompt)
  if (fence === undefined) return `The stub was asked: ${foldSpace(prompt).slice(0, 200)}`
  const notes = /^Editor's notes:\n((?:\d+\. .*\n?)+)/m.exec(prompt)?.[1]?.trim().split('\n') ?? []
  const [, aim = '120', , max = '140'] = /^Length: (\d+) words \((\d+) to (\d+)\)/m.exec(prompt) ?? []
  const most = size === 'long' ? Infinity : Number(size === 'short' ? 30 : max)
  const wordsWanted = size === 'long' ? 2 * Number(max) : Number(aim) - 10
  let words = wordCount(notes.join(' '))
  const facts = sentencesByPage(fence).filter(({ text }) => {
    const count = wordCount(text)
    if (words >= wordsWanted || words + count > most) return false
    words += count
    return true
  })
  if (facts.length === 0) return 'Not enough readable text: the fence holds no whole sentence.'
  const lines = facts.map(marked)
  const carried = notes.map(
    (note) => `${note.replace(/^\d+\. /, '').replace(/[.?!]*$/, '.')} [[note ${/^\d+/.exec(note)?.[0]}]]`,
  )
  const paragraphs = [carried.join(' ')]
  for (let at = 0; at < lines.length; at += 3) paragraphs.push(lines.slice(at, at + 3).join(' '))
  return [...paragraphs, tail ?? ''].filter((part) => part !== '').join('\n\n')
}

const fenceOf = (prompt: string) => /<<<PAPER\n([\s\S]*)\nPAPER>>>/.exec(prompt)?.[1]
const marked = ({ text, page }: { text: string; page: string }) =>
  `${text} [[p${page}: "${text.split(' ').slice(0, 10).join(' ')}"]]`
const wordCount = (text: string) => text.split(' ').length

function sentencesByPage(fence: string): { text: string; page: string }[] {
  const found: { text: string; page: string }[] = []
  for (const part of fence.split(/^(?=\[page \d+\]$)/m)) {
    const page = /^\[page (\d+)\]/.exec(part)?.[1]
    const body = part.replace(/^\[page \d+\]\n/, '')
    for (const { start, end } of sentences(body)) {
      const text = foldSpace(body.slice(start, end))
      const words = text.split(' ').length
      if (page !== undefined && words >= 10 && words <= 40 && /^\p{Lu}[^"[\]]*\.$/u.test(text))
        found.push({ text, page })
    }
  }
  return found
}
