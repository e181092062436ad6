/** What the stub says: a recorded reply where one fits the request, else a marked draft made by rule from the paper it was sent. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { foldSpace, squeeze } from '../../text/normalize.ts'
import { sentences } from '../../text/sentences.ts'

type Index = { prompts: { holds: string; recordings: string[] }[]; papers: Record<string, string> }

/** @param prompt all messages of the request, joined; @param wanted a recording's prompt name, to have exactly that one */
export async function answer(prompt: string, recordingsFolder: string, wanted: string | null): Promise<string> {
  return (await recordingFor(prompt, recordingsFolder, wanted)) ?? draftByRule(prompt)
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
 * Sentences of the PAPER fence, each with a right mark, and every numbered note. Without a fence: the start of the
 * prompt, so that any request gets an answer.
 */
function draftByRule(prompt: string): string {
  const fence = /<<<PAPER\n([\s\S]*)\nPAPER>>>/.exec(prompt)?.[1]
  if (fence === undefined) return `The stub was asked: ${foldSpace(prompt).slice(0, 200)}`
  const notes = /^Editor's notes:\n((?:\d+\. .*\n?)+)/m.exec(prompt)?.[1]?.trim().split('\n') ?? []
  const facts = sentencesByPage(fence).slice(0, 6)
  if (facts.length === 0) return 'Not enough readable text: the fence holds no whole sentence.'
  const lines = facts.map(({ text, page }) => `${text} [[p${page}: "${text.split(' ').slice(0, 10).join(' ')}"]]`)
  const carried = notes.map(
    (note) => `${note.replace(/^\d+\. /, '').replace(/[.?!]*$/, '.')} [[note ${/^\d+/.exec(note)?.[0]}]]`,
  )
  return [carried.join(' '), lines.slice(0, 3).join(' '), lines.slice(3).join(' ')]
    .filter((part) => part !== '')
    .join('\n\n')
}

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
