/** What leaves the evals as JSON lines: cells as they are, approved texts to train on, and preferences; each with a manifest. */
import { createHash } from 'node:crypto'
import { parseReply } from '../drafting/parse-reply.ts'
import { fail, ok, type Result } from '../result.ts'
import { lengthBand } from '../papers/schema.ts'
import type { PaperText } from '../papers/schema.ts'
import type { ReadyPapers } from './ready-papers.ts'
import { unknownRun } from './runs.ts'
import type { EvalCase, EvalError, RunId } from './schema.ts'
import type { CaseEntry, CellResult, ChoiceRow, EvalStore, RunRow } from './store.ts'

export const exportFormats = ['flat', 'sft', 'preference'] as const
export type ExportFormat = (typeof exportFormats)[number]
export type Manifest = {
  format: ExportFormat
  version: 1
  createdAt: string
  run: { id: string; name: string; setSha: string }
  /** Lines, and the papers behind them. */
  lines: number
  papers: string[]
  /** Hex SHA-256 of the JSON lines. */
  sha256: string
  /** What was left out, in words. */
  filter: string
}
export type Exported = { manifest: Manifest; jsonl: string }
type Line = { title: string; value: object }
type ExportParts = { store: EvalStore; papers: ReadyPapers; now: () => Date }

/**
 * - `flat` one line a cell: case, variant, reply, scores, error; - `sft` one line a paper: the request and the approved
 * text, as chat messages; - `preference` the approved text over the draft where the draft was mended, and each blind
 * choice, as a pair of answers. Of the paper only the abstract is given.
 */
export async function exportRun(
  parts: ExportParts,
  id: RunId,
  format: ExportFormat,
): Promise<Result<Exported, EvalError>> {
  const run = await parts.store.findRun(id)
  if (!run) return fail(unknownRun)
  const cases = await parts.store.listCases(id)
  const { lines, filter } = await makers[format](parts, run, cases)
  const jsonl = lines.map(({ value }) => `${JSON.stringify(value)}\n`).join('')
  return ok({
    jsonl,
    manifest: {
      format,
      version: 1,
      createdAt: parts.now().toISOString(),
      run: { id: run.id, name: run.name, setSha: run.setSha },
      lines: lines.length,
      papers: [...new Set(lines.map(({ title }) => title))],
      sha256: createHash('sha256').update(jsonl).digest('hex'),
      filter,
    },
  })
}

type Maker = (
  parts: ExportParts,
  run: RunRow,
  cases: readonly CaseEntry[],
) => Promise<{ lines: Line[]; filter: string }>

const flat: Maker = async ({ store }, run, cases) => {
  const lines: Line[] = []
  for (const entry of cases)
    for (const cell of await store.resultsOfCase(run.id, entry.id)) {
      const variant = run.spec.variants.find(({ name }) => name === cell.variant)
      const { title, starred, length, notes, approved, anchoredTo } = entry.case
      const { repeat, output, error, costUsd, durationMs } = cell
      const scores = Object.fromEntries(cell.scores.map(({ name, value }) => [name, value]))
      const of = {
        run: run.id,
        case: entry.id,
        paper: entry.paperId,
        title,
        starred,
        length,
        notes,
        approved,
        anchoredTo,
      }
      lines.push({ title, value: { ...of, variant, repeat, reply: output, scores, error, costUsd, durationMs } })
    }
  return { lines, filter: 'all cells, failed ones too' }
}

const sft: Maker = async ({ papers }, _run, cases) => {
  const lines: Line[] = []
  for (const { case: of } of cases) {
    if (of.approved === null) continue
    const messages = [...(await askFor(papers, of)), { role: 'assistant', content: of.approved }]
    lines.push({ title: of.title, value: { messages } })
  }
  return { lines, filter: 'papers with an approved text' }
}

const preference: Maker = async ({ store, papers }, run, cases) => {
  const lines: Line[] = []
  const choices = await store.listChoices(run.id)
  for (const entry of cases) {
    const pairs = [
      ...mendedDraft(entry.case),
      ...chosenDrafts(choices, entry, await store.resultsOfCase(run.id, entry.id)),
    ]
    for (const { preferred, other } of pairs) {
      const answer = (content: string) => [{ role: 'assistant', content }]
      const input = { messages: await askFor(papers, entry.case) }
      const value = { input, preferred_output: answer(preferred), non_preferred_output: answer(other) }
      lines.push({ title: entry.case.title, value })
    }
  }
  return {
    lines,
    filter:
      'approved texts over drafts of which sentences were fixed (not for voice or length alone), and blind choices',
  }
}
const makers: Record<ExportFormat, Maker> = { flat, sft, preference }

/** Reasons that the editor may give at approval: 2 voice, 3 length, 5 nothing. */
const notFacts = new Set([2, 3, 5])

function mendedDraft({ approved, draft, record }: EvalCase): { preferred: string; other: string }[] {
  const mended = record !== null && (record.fixed ?? 0) > 0 && !notFacts.has(record.reason ?? 0)
  return approved !== null && draft !== null && mended ? [{ preferred: approved, other: draft }] : []
}

function chosenDrafts(
  choices: readonly ChoiceRow[],
  { id }: CaseEntry,
  cells: readonly CellResult[],
): { preferred: string; other: string }[] {
  const latest = choices.findLast(({ caseId }) => caseId === id)
  if (!latest || latest.choice === 'same') return []
  const prose = (variant: string): string =>
    parseReply(cells.find((cell) => cell.variant === variant && cell.repeat === 1)?.output ?? '').prose
  const [won, lost] = latest.choice === 'left' ? [latest.left, latest.right] : [latest.right, latest.left]
  const pair = { preferred: prose(won), other: prose(lost) }
  return pair.preferred === '' || pair.other === '' ? [] : [pair]
}

/** The request in plain words. A paper that can no longer be read gives its title alone. */
async function askFor(papers: ReadyPapers, of: EvalCase): Promise<{ role: 'system' | 'user'; content: string }[]> {
  const paper = await papers(of)
  const { min, max } = lengthBand(of.length)
  const notes = of.notes.map(({ number, text }) => `${number}. ${text}`).join('\n')
  const parts = [
    `Title: ${of.title}`,
    `Authors: ${of.authors.join(', ')}`,
    `Length: ${min} to ${max} words`,
    ...(notes === '' ? [] : [`Editor's notes:\n${notes}`]),
    ...(paper.ok ? [abstractOf(paper.value.text)] : []),
  ]
  const system = 'You write one entry of a weekly roundup of machine-learning papers.'
  return [
    { role: 'system', content: system },
    { role: 'user', content: parts.filter((part) => part !== '').join('\n\n') },
  ]
}

function abstractOf({ blocks }: PaperText): string {
  const abstract = blocks.filter(({ kind }) => kind === 'abstract').map(({ text }) => text)
  return abstract.length === 0 ? '' : `Abstract:\n${abstract.join('\n\n')}`
}
