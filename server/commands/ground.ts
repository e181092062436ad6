/** `galley ground`: where each sentence and number of a draft stands in a PDF. Works without a library. */
import { readFile } from 'node:fs/promises'
import { parseReply } from '../drafting/parse-reply.ts'
import { ground } from '../grounding/ground.ts'
import { indexPaper } from '../grounding/paper-index.ts'
import type { GroundedSentence } from '../grounding/schema.ts'
import { toLookAt } from '../grounding/to-look-at.ts'
import { CommandFailed, type Answer } from './command.ts'
import { readPaperFile } from './read-paper-file.ts'

/** Words and glyphs of the page: never "supported" or "verified". */
const glyphs = { quoted: '●', closest: '◐', linked: '●', missing: '○', own: '◇' } as const

export async function groundCommand(options: { pdf: string; draft: string }): Promise<Answer<'ground'>> {
  const paper = await readPaperFile(options.pdf)
  const reply = await readFile(options.draft, 'utf8').catch((error: unknown) => {
    throw new CommandFailed({ kind: 'cannot-read-file', message: String(error) })
  })
  const { prose, marks } = parseReply(reply)
  const grounding = ground({ text: prose, draft: { prose, marks }, paper: indexPaper(paper) })
  const sentences = grounding.sentences.map((sentence) => ({
    text: sentence.text,
    status: sentence.status,
    pages: pagesOf(sentence),
    quotes: sentence.quotes.map(({ quote, status }) => ({ quote, status })),
    numbers: sentence.numbers.map(({ text, status, places }) => ({
      text,
      status,
      places: places.map((place) => place.cell ?? `p. ${place.span.pageIndex + 1}`),
    })),
    checks: sentence.checks,
  }))
  const asked = toLookAt(grounding)
  return {
    data: { sentences, toLookAt: asked },
    lines: [
      ...sentences.flatMap((sentence) => [
        `${glyphs[sentence.status]} ${sentence.text}${sentence.pages.length > 0 ? `  [p. ${sentence.pages.join(', ')}]` : ''}`,
        ...sentence.quotes
          .filter((quote) => quote.status !== 'found')
          .map((quote) => `    quote ${quote.status}: "${quote.quote}"`),
        ...sentence.numbers.map(
          (number) =>
            `    ${number.text}: ${number.status}${number.places.length > 0 ? ` (${number.places.slice(0, 4).join('; ')})` : ''}`,
        ),
        ...sentence.checks.map((check) => `    look: ${check.why}`),
      ]),
      `● quote found  ◐ nearest passage, not confirmed  ○ not found in the text we read  ◇ yours or no claim; ${asked.length} to look at`,
    ],
  }
}

function pagesOf(sentence: GroundedSentence): number[] {
  const found = sentence.quotes.flatMap((quote) => quote.anchor?.spans ?? [])
  const spans = found.length > 0 ? found : (sentence.passages[0]?.anchor.spans ?? [])
  return [...new Set(spans.map((span) => span.pageIndex + 1))]
}
