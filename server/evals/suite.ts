/** A suite: a YAML file that names papers and variants, so that a comparison can be run again by anybody. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { fail, ok, type Failure, type Result } from '../result.ts'
import { Length, type PaperText } from '../papers/schema.ts'
import { libraryCases, type NewCase } from './prepare-run.ts'
import type { EvalParts } from './parts.ts'
import { NewRun, offline, type EvalError } from './schema.ts'

const SuitePaper = z.union([
  z.strictObject({
    /** Path of a PDF, from the suite's own folder. */
    file: z.string().min(1),
    length: Length.default('normal'),
    starred: z.boolean().default(false),
    notes: z.array(z.string().min(1)).default([]),
  }),
  /** How the title of an approved paper of the library begins. */
  z.strictObject({ title: z.string().min(3) }),
])
export const Suite = NewRun.extend({
  name: z.string().min(1).max(200),
  /** True: a stub model answers from recorded replies (model `good@SET`), free of charge and the same every time. */
  recordings: z.boolean().default(false),
  papers: z.array(SuitePaper).min(1),
}).refine(
  ({ recordings, variants }) =>
    !recordings || variants.every(({ model }) => model === offline || model.startsWith('good')),
  {
    message: 'with recordings, a model is called good@SET (or good, or offline)',
  },
)
export type Suite = z.infer<typeof Suite>

/** @returns `bad-suite` naming the field that is wrong */
export async function readSuite(file: string): Promise<Result<Suite, EvalError>> {
  try {
    const parsed = Suite.safeParse(parse(await readFile(file, 'utf8')))
    if (parsed.success) return ok(parsed.data)
    const lines = parsed.error.issues.map(({ path: at, message }) => `${at.join('.') || 'suite'}: ${message}`)
    return fail({ kind: 'bad-suite', message: `${file}: ${lines.join('; ')}` })
  } catch (error) {
    return fail({ kind: 'bad-suite', message: `${file}: ${error instanceof Error ? error.message : String(error)}` })
  }
}

export type SuiteParts = EvalParts & { textOfFile: (file: string) => Promise<Result<PaperText, Failure>> }

/** @param folder where relative files are looked for */
export async function suiteCases(parts: SuiteParts, suite: Suite, folder: string): Promise<Result<NewCase[], Failure>> {
  const cases: NewCase[] = []
  const approved = suite.papers.some((paper) => 'title' in paper) ? await libraryCases(parts) : []
  for (const paper of suite.papers) {
    if ('title' in paper) {
      const found = approved.find((each) => each.case.title.toLowerCase().startsWith(paper.title.toLowerCase()))
      if (!found)
        return fail({ kind: 'no-cases', message: `No approved paper of this library is called "${paper.title}".` })
      cases.push(found)
      continue
    }
    const file = path.resolve(folder, paper.file)
    const text = await parts.textOfFile(file)
    if (!text.ok) return text
    const { title, authors } = text.value
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
    const notes = paper.notes.map((note, index) => ({ number: index + 1, text: note }))
    const own = { title: title || path.basename(file), authors, starred: paper.starred, length: paper.length, notes }
    const nobody = { approved: null, approvedAt: null, record: null, draft: null, anchoredTo: null }
    cases.push({
      paperId: null,
      approvalId: null,
      case: { ...own, paper: { kind: 'file', path: file, sha256 }, ...nobody },
    })
  }
  return ok(cases)
}
