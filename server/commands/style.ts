/** `galley style import`: reads a past issue and says what was found in it, and what had no place; keeps it where asked. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { importIssue } from '../style/import-issue.ts'
import { formatOf } from '../style/style-of-house.ts'
import { countWords } from '../text/count-words.ts'
import { CommandFailed, must, withParts, type Answer } from './command.ts'

export async function styleImportCommand(file: string, { keep }: { keep?: true }): Promise<Answer<'style import'>> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandFailed({ kind: 'cannot-read-file', message: String(error) })
  })
  const fileName = path.basename(file)
  const kept = keep ? await withParts(async ({ style }) => must(await style.keep(fileName, text)).id) : null
  const issue = importIssue(text, formatOf(fileName))
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
    data: { date, title, labels, sponsor, entries, unplaced, kept },
    lines: [
      `${title || '(no title)'}`,
      `${date ?? 'no date'}; ${entries.length} entries, ${entries.filter((entry) => entry.starred).length} starred; labels: ${labels.join(', ') || 'none'}`,
      ...entries.map(
        (entry) =>
          `${entry.starred ? '★' : '☆'} ${entry.heading}: ${entry.words} words, ${entry.paragraphs} paragraphs${entry.callOuts > 0 ? `, ${entry.callOuts} call-outs` : ''}`,
      ),
      ...unplaced.map((line) => `? line ${line.line} has no place: ${line.text}`),
      ...(kept === null ? [] : ['kept in the library: its entries are measured and can serve as examples']),
    ],
  }
}
