/** Papers ready to be drafted from and checked against; the last few are kept, since an index takes half a second. */
import { wordRuns } from '../text/copied-words.ts'
import { ground } from '../grounding/ground.ts'
import { indexPaper } from '../grounding/paper-index.ts'
import type { PaperText, PaperTextId } from '../papers/schema.ts'
import type { Failure, Result } from '../result.ts'
import type { EvalCase } from './schema.ts'
import type { ReadyPaper } from './run-cell.ts'

/** Where readings come from: the library by id, or a file that is read anew. */
export type TextSource = {
  textById: (id: PaperTextId) => Promise<PaperText | null>
  textOfFile: (path: string) => Promise<Result<PaperText, Failure>>
}
export type ReadyPapers = (of: EvalCase) => Promise<Result<ReadyPaper, Failure>>

/** @param kept how many papers stay in memory */
export function readyPapers(source: TextSource, kept = 6): ReadyPapers {
  const ready = new Map<string, Promise<Result<ReadyPaper, Failure>>>()
  return (of) => {
    const key = of.paper.kind === 'library' ? of.paper.paperTextId : of.paper.path
    const found = ready.get(key)
    // Used again: the youngest once more.
    ready.delete(key)
    const paper = found ?? makeReady(source, of)
    ready.set(key, paper)
    const oldest = ready.keys().next()
    if (ready.size > kept && !oldest.done) ready.delete(oldest.value)
    return paper
  }
}

async function makeReady(source: TextSource, { paper, title }: EvalCase): Promise<Result<ReadyPaper, Failure>> {
  const read = paper.kind === 'file' ? await source.textOfFile(paper.path) : null
  if (read && !read.ok) return read
  const text = read ? read.value : paper.kind === 'library' ? await source.textById(paper.paperTextId) : null
  if (!text)
    return { ok: false, error: { kind: 'paper-not-found', message: `The text of "${title}" is not in the library.` } }
  const index = indexPaper(text)
  const body = text.blocks.filter(({ kind }) => kind !== 'reference').map((block) => block.text)
  return {
    ok: true,
    value: {
      text,
      runs: wordRuns(body.join('\n')),
      ground: (draft) => ground({ text: draft.prose, draft, paper: index }),
    },
  }
}
