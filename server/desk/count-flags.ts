/** How often the checks were wrong, counted from what they raised and what the editor said. Pure. */
import { wilsonInterval } from '../../evals/statistics/wilson-interval.ts'
import type { FlagKind, SentenceStatus } from '../grounding/schema.ts'
import type { PaperId } from '../papers/schema.ts'
import type { FlagAnswer, SentenceSigns } from '../review/schema.ts'
import { foldSpace } from '../text/normalize.ts'
import { sentences } from '../text/sentences.ts'
import type { CheckRecord, CountOf, FlagCount, FlagOutcome, MissedError, RaisedFlag } from './schema.ts'

/** One entry: what the checks found in the drafts that became its text and in the text itself, without the editor's links. */
export type EntryFacts = {
  paperId: PaperId
  title: string
  approved: boolean
  /** The approved text, else the newest. */
  text: string
  /** Oldest first; the last is of `text` where that was checked. */
  checked: SentenceSigns[][]
  /** As far as they stand. */
  answers: FlagAnswer[]
}

type Found = { flags: RaisedFlag[]; open: number; errors: MissedError[]; carried: Record<'quoted' | 'closest', number> }

export function countFlags(entries: readonly EntryFacts[]): CheckRecord {
  const found = entries.map(flagsOfEntry)
  const flags = found.flatMap((one) => one.flags)
  const errors = found.flatMap((one) => one.errors)
  const kinds = [...Map.groupBy(flags, (one) => one.flag)].map(([kind, all]) => countOne(kind, all))
  return {
    entries: found.filter((one) => one.flags.length + one.errors.length > 0).length,
    open: found.reduce((sum, one) => sum + one.open, 0),
    all: countOne('all', flags),
    kinds: kinds.toSorted((a, b) => b.agreed.n - a.agreed.n),
    missed: (['quoted', 'closest'] as const).map((status) => {
      const count = errors.filter((one) => one.status === status).length
      const carried = found.reduce((sum, one) => sum + one.carried[status], 0)
      return { status, errors: countOf(count, Math.max(count, carried)) }
    }),
    flags,
    errors,
  }
}

function countOne(flag: FlagCount['flag'], flags: readonly RaisedFlag[]): FlagCount {
  const of = (outcome: FlagOutcome) => flags.filter((one) => one.outcome === outcome).length
  const shares = (outcome: FlagOutcome) => countOf(of(outcome), flags.length)
  return {
    flag,
    agreed: shares('agreed'),
    dismissed: shares('dismissed'),
    changed: shares('changed'),
    unanswered: shares('unanswered'),
    right: countOf(of('agreed'), of('agreed') + of('dismissed')),
  }
}

const countOf = (count: number, n: number): CountOf => ({ count, n, interval: wilsonInterval(count, n, 0.95) })

type Raised = { sentence: string; status: SentenceStatus; flag: FlagKind; why: string | null }

function flagsOfEntry({ paperId, title, approved, text, checked, answers }: EntryFacts): Found {
  const key = (sentence: string, flag: string) => `${flag} ${foldSpace(sentence)}`
  const raised = new Map<string, Raised>()
  for (const { text: sentence, status, flags } of checked.flat())
    for (const { kind: flag, why } of flags) raised.set(key(sentence, flag), { sentence, status, flag, why })
  const answered = new Map(answers.map((answer) => [key(answer.sentence, answer.flag), answer.answer]))
  for (const { sentence, status, flag } of answers) {
    if (flag === 'missed' || raised.has(key(sentence, flag))) continue
    raised.set(key(sentence, flag), { sentence, status, flag, why: null })
  }
  const newest = checked.at(-1)?.map((sentence) => foldSpace(sentence.text)) ?? []
  const place = (sentence: string) => {
    const index = newest.indexOf(foldSpace(sentence))
    return { paperId, title, index: index < 0 ? null : index }
  }
  const now = new Set(sentences(text).map(({ start, end }) => foldSpace(text.slice(start, end))))
  const flags = [...raised].map(([name, flag]): RaisedFlag => {
    const left = now.has(foldSpace(flag.sentence)) ? 'unanswered' : 'changed'
    return { ...place(flag.sentence), ...flag, outcome: answered.get(name) ?? left }
  })
  const counted = flags.filter((flag) => approved || flag.outcome === 'agreed' || flag.outcome === 'dismissed')
  const carried = (status: SentenceStatus) => {
    const texts = checked.flat().filter((sentence) => sentence.status === status)
    return new Set(texts.map((sentence) => foldSpace(sentence.text))).size
  }
  return {
    flags: counted,
    open: flags.length - counted.length,
    errors: answers
      .filter((answer) => answer.flag === 'missed')
      .map(({ sentence, status }) => ({ ...place(sentence), sentence, status })),
    carried: { quoted: carried('quoted'), closest: carried('closest') },
  }
}
