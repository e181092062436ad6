/** The numbers of "What does an edit cost?": four measures on seeded synthetic edits and on twelve real edits. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { distance } from 'fastest-levenshtein'
import { random } from '../../evals/statistics/random.ts'
import { tInterval } from '../../evals/statistics/t-interval.ts'
import { editCost } from '../../server/text/edit-cost.ts'
import { sentences } from '../../server/text/sentences.ts'
import { words } from '../../server/text/tokens.ts'

type Sentence = { text: string; paragraph: number }
/** Words typed, removed and carried elsewhere by an edit; `larger` is the larger of typed and removed. */
type Effort = { typed: number; removed: number; moved: number; larger: number }
type Draw = () => number
type Edit = (text: Sentence[], pool: string[], draw: Draw) => Omit<Effort, 'larger'>

const seed = 20260525
const drawsPerCell = 20
const scriptsPerText = 100
const texts = JSON.parse(readFileSync(new URL('texts.json', import.meta.url), 'utf8')) as {
  label: string
  draft: string
  final: string
}[]

const below = (limit: number, draw: Draw) => Math.floor(draw() * limit)
const count = (text: string) => words(text).length

/** Edits change the list in place and say what they cost an editor in words. */
const edits = {
  delete: (text, _pool, draw) => {
    const [gone] = text.splice(below(text.length, draw), 1)
    return { typed: 0, removed: count(gone!.text), moved: 0 }
  },
  insert: (text, pool, draw) => {
    const at = below(text.length + 1, draw)
    const added = pool[below(pool.length, draw)]!
    text.splice(at, 0, { text: added, paragraph: (text[at - 1] ?? text[0]!).paragraph })
    return { typed: count(added), removed: 0, moved: 0 }
  },
  replace: (text, pool, draw) => {
    const at = below(text.length, draw)
    const { text: old, paragraph } = text[at]!
    const added = pool[below(pool.length, draw)]!
    text[at] = { text: added, paragraph }
    return { typed: count(added), removed: count(old), moved: 0 }
  },
  move: (text, _pool, draw) => {
    const from = below(text.length, draw)
    const [carried] = text.splice(from, 1)
    const free = [...Array(text.length + 1).keys()].filter((place) => place !== from)
    const to = free[below(free.length, draw)]!
    text.splice(to, 0, { text: carried!.text, paragraph: (text[to - 1] ?? text[0]!).paragraph })
    return { typed: 0, removed: 0, moved: count(carried!.text) }
  },
  reword: (text, pool, draw) => {
    const at = below(text.length, draw)
    const pieces = text[at]!.text.split(' ')
    const changed = Math.max(1, Math.round(0.3 * pieces.length))
    for (const place of sample(pieces.length, changed, draw)) {
      const donor = words(pool[below(pool.length, draw)]!)
      pieces[place] = donor[below(donor.length, draw)]!
    }
    text[at] = { ...text[at]!, text: pieces.join(' ') }
    return { typed: changed, removed: changed, moved: 0 }
  },
} satisfies Record<string, Edit>
type Kind = keyof typeof edits
const kinds = Object.keys(edits) as Kind[]

/** Each 0 for equal texts and at most 1; `added` is the part of `token` that editCost gives to the editor's own sentences. */
type Costs = { token: number; character: number; rouge: number; sentence: number; added: number }
const measures = ['token', 'character', 'rouge', 'sentence'] as const

function costs(before: string, after: string): Costs {
  const edit = editCost(before, after)
  const changed = edit.sentencesChanged
  const all = 2 * (edit.sentencesKept + changed) + edit.sentencesDropped + edit.sentencesAdded
  return {
    token: edit.cost,
    character: distance(before, after) / Math.max(before.length, after.length),
    rouge: 1 - rougeL(words(before), words(after)),
    sentence: 1 - (2 * edit.sentencesKept) / all,
    added: edit.added,
  }
}

/** ROUGE-L F1: the harmonic mean of LCS length over either length, which is 2 · LCS / (m + n). */
function rougeL(a: string[], b: string[]): number {
  let row = new Array<number>(b.length + 1).fill(0)
  for (const word of a) {
    const next = [0]
    for (const [j, other] of b.entries()) next.push(word === other ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!))
    row = next
  }
  return (2 * row[b.length]!) / (a.length + b.length)
}

function sample(size: number, wanted: number, draw: Draw): number[] {
  const places = [...Array(size).keys()]
  return Array.from({ length: Math.min(wanted, size) }, () => places.splice(below(places.length, draw), 1)[0]!)
}

const parse = (text: string): Sentence[] =>
  text
    .split(/\n\s*\n/)
    .flatMap((part, paragraph) => sentences(part).map(({ start, end }) => ({ text: part.slice(start, end), paragraph })))

const print = (list: Sentence[]) => {
  let out = ''
  for (const [i, { text, paragraph }] of list.entries())
    out += i === 0 ? text : (list[i - 1]!.paragraph === paragraph ? ' ' : '\n\n') + text
  return out
}

/** Spearman's rank correlation, ties at their mean rank. */
function spearman(a: number[], b: number[]): number {
  const [x, y] = [ranks(a), ranks(b)]
  const middle = (a.length + 1) / 2
  const sum = (f: (i: number) => number) => x.reduce((total, _, i) => total + f(i), 0)
  const across = sum((i) => (x[i]! - middle) * (y[i]! - middle))
  return across / Math.sqrt(sum((i) => (x[i]! - middle) ** 2) * sum((i) => (y[i]! - middle) ** 2))
}
function ranks(values: number[]): number[] {
  return values.map((value) => {
    const smaller = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return smaller + (equal + 1) / 2
  })
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const percent = (value: number, digits = 1) => (100 * value).toFixed(digits)

const draw = random(seed)
const drafts = texts.map(({ draft }) => parse(draft))
const pools = drafts.map((_, own) => drafts.flatMap((list, i) => (i === own ? [] : list.map(({ text }) => text))))

// 1. One kind at a time, 1 to 4 sentences: per text the mean of the draws, then over the texts.
type Cell = { kind: Kind; sentences: number; perText: Costs[] }
const cells: Cell[] = []
for (const kind of kinds)
  for (let times = 1; times <= 4; times += 1) {
    const perText = drafts.map((draft, i) => {
      const draws = Array.from({ length: drawsPerCell }, () => {
        const edited = draft.slice()
        for (let k = 0; k < times; k += 1) edits[kind](edited, pools[i]!, draw)
        return costs(print(draft), print(edited))
      })
      const over = (name: keyof Costs) => mean(draws.map((each) => each[name]))
      return { token: over('token'), character: over('character'), rouge: over('rouge'), sentence: over('sentence'), added: over('added') }
    })
    cells.push({ kind, sentences: times, perText })
  }
const cell = (kind: Kind, times: number) => cells.find((each) => each.kind === kind && each.sentences === times)!
const over = (at: Cell, name: keyof Costs) => at.perText.map((each) => each[name])

// 2. Mixed scripts of 1 to 6 edits: how well does each measure rank them by the words touched?
const scripts = drafts.map((draft, i) =>
  Array.from({ length: scriptsPerText }, () => {
    const edited = draft.slice()
    const effort = { typed: 0, removed: 0, moved: 0, larger: 0 }
    for (let k = 1 + below(6, draw); k > 0; k -= 1) {
      const step = edits[kinds[below(kinds.length, draw)]!](edited, pools[i]!, draw)
      effort.typed += step.typed
      effort.removed += step.removed
      effort.moved += step.moved
      effort.larger += Math.max(step.typed, step.removed)
    }
    return { effort, costs: costs(print(draft), print(edited)) }
  }),
)
const accounts = {
  'typed $+$ removed': ({ typed, removed }: Effort) => typed + removed,
  'typed $+$ removed $+$ moved': ({ typed, removed, moved }: Effort) => typed + removed + moved,
  'typed $+$ removed $+$ 2 moved': ({ typed, removed, moved }: Effort) => typed + removed + 2 * moved,
  'larger $+$ 2 moved': ({ larger, moved }: Effort) => larger + 2 * moved,
  'typed': ({ typed }: Effort) => typed,
}

// 3. What the editors of the twelve drafts did.
const real = texts.map(({ label, draft, final }) => ({ label, words: count(draft), ...costs(draft, final), edit: editCost(draft, final) }))

const out = new URL('results/', import.meta.url)
mkdirSync(out, { recursive: true })
const write = (name: string, text: string) => {
  writeFileSync(new URL(name, out), text)
  console.log(`== ${name}\n${text}`)
}
const row = (head: string, fields: string[]) => `${head} & ${fields.join(' & ')} \\\\\n`
const withMargin = (values: number[]) => {
  const interval = tInterval(values, 0.95)!
  return `${percent(mean(values))} $\\pm$ ${percent((interval.high - interval.low) / 2)}`
}

write(
  'one-sentence.tex',
  kinds.map((kind) => row(kind, measures.map((name) => withMargin(over(cell(kind, 1), name))))).join(''),
)
write(
  'ratios.tex',
  kinds
    .filter((kind) => kind !== 'delete')
    .map((kind) =>
      row(
        kind,
        measures.map((name) => (mean(over(cell(kind, 1), name)) / mean(over(cell('delete', 1), name))).toFixed(2)),
      ),
    )
    .join(''),
)
write(
  'ranks.tex',
  Object.entries(accounts)
    .map(([head, account]) =>
      row(
        head,
        measures.map((name) => {
          const perText = scripts.map((list) => spearman(list.map(({ effort }) => account(effort)), list.map((each) => each.costs[name])))
          const interval = tInterval(perText, 0.95)!
          return `${mean(perText).toFixed(2)} (${interval.low.toFixed(2)}--${interval.high.toFixed(2)})`
        }),
      ),
    )
    .join(''),
)
write(
  'added.tex',
  kinds
    .map((kind) => row(kind, [1, 2, 3, 4].map((n) => percent(mean(over(cell(kind, n), 'added')) / mean(over(cell(kind, n), 'token')), 0))))
    .join(''),
)
write(
  'growth.dat',
  ['sentences', ...kinds.flatMap((kind) => [`${kind}-token`, `${kind}-rouge`])].join(' ') +
    '\n' +
    [1, 2, 3, 4]
      .map((n) => [n, ...kinds.flatMap((kind) => [percent(mean(over(cell(kind, n), 'token')), 2), percent(mean(over(cell(kind, n), 'rouge')), 2)])].join(' '))
      .join('\n') +
    '\n',
)
write(
  'real.tex',
  real
    .map((each) =>
      row(each.label, [
        String(each.words),
        ...measures.map((name) => percent(each[name])),
        percent(each.added),
        `${each.edit.sentencesKept}/${each.edit.sentencesChanged}/${each.edit.sentencesDropped}/${each.edit.sentencesAdded}`,
      ]),
    )
    .join('') +
    '\\midrule\n' +
    row('mean', ['words' as const, ...measures, 'added' as const].map((name) => (name === 'words' ? mean(real.map((each) => each.words)).toFixed(0) : percent(mean(real.map((each) => each[name]))))).concat('')),
)
write(
  'real-ranks.tex',
  measures.map((a) => row(a, measures.map((b) => spearman(real.map((each) => each[a]), real.map((each) => each[b])).toFixed(2)))).join(''),
)
