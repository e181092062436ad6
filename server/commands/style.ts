/** `galley style import`: reads a past issue and says what was found in it, and what had no place. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { importIssue } from '../style/import-issue.ts'
import { countWords } from '../text/count-words.ts'
import { CommandFailed, type Answer } from './command.ts'

export async function styleImportCommand(file: string): Promise<Answer<'style import'>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandFailed({ kind: 'cannot-read-file', message: String(error) })
  })
  const byName = { '.md': 'markdown', '.html': 'html', '.htm': 'html' } as const
  const format = byName[path.extname(file).toLowerCase() as keyof typeof byName]
  const issue = importIssue(text, format)
  const entries = issue.entries.map((entry) => {
    const prose = entry.paragraphs.filter((paragraph) => paragraph.kind !== 'figure')
    return {
      heading: entry.heading,
      starred: entry.starred,
      words: countWords(prose.map((paragraph) => paragraph.text).join('\n\n')),
      paragraphs: prose.length,
      callOuts: prose.filter((paragraph) => paragraph.kind === 'call-out').length,
    }
  })
  const { date, title, labels, sponsor, unplaced } = issue
  return {
    data: { date, title, labels, sponsor, entries, unplaced },
    lines: [
      `${title || '(no title)'}`,
      `${date ?? 'no date'}; ${entries.length} entries, ${entries.filter((entry) => entry.starred).length} starred; labels: ${labels.join(', ') || 'none'}`,
      ...entries.map(
        (entry) =>
          `${entry.starred ? '★' : '☆'} ${entry.heading}: ${entry.words} words, ${entry.paragraphs} paragraphs${entry.callOuts > 0 ? `, ${entry.callOuts} call-outs` : ''}`,
      ),
      ...unplaced.map((line) => `? line ${line.line} has no place: ${line.text}`),
    ],
  }
}
