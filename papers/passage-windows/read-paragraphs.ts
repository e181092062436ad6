/** Writes paragraphs.json: the prose of the other two sample papers as Galley reads it. Kept, so that the experiment stays the same when the reading gets better. */
import { readFileSync, writeFileSync } from 'node:fs'
import { extractPaper } from '../../server/papers/extraction/extract-paper.ts'
import type { BlockKind } from '../../server/papers/schema.ts'

const prose = new Set<BlockKind>(['abstract', 'paragraph', 'caption', 'footnote'])
const papers: Record<string, string[]> = {}
for (const name of ['interval-width', 'edit-cost']) {
  const read = await extractPaper(readFileSync(new URL(`../${name}.pdf`, import.meta.url)))
  if (!read.ok) throw new Error(`${name}: ${read.error.message}`)
  const { blocks } = read.value
  papers[name] = blocks
    .filter((block) => prose.has(block.kind))
    .filter((block) => block.section === null || blocks[block.section]!.text !== 'References')
    // Plain letters for the italic ones of formulas.
    .map((block) => block.text.normalize('NFKC'))
}
writeFileSync(new URL('paragraphs.json', import.meta.url), JSON.stringify(papers, null, 2) + '\n')
