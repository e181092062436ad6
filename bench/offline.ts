/**
 * The bench of the offline drafter: one sentence of an abstract against one-line summaries (SciTLDR dev: fitted on the
 * even lines, reported on the odd ones), the sentence splitter, and whole papers drafted without a stray line.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { draftOffline } from '../server/drafting/offline/draft-offline.ts'
import { gistScores } from '../server/drafting/offline/gist-scores.ts'
import { parseReply } from '../server/drafting/parse-reply.ts'
import { createExtractionPool } from '../server/papers/extraction-pool.ts'
import type { PaperText } from '../server/papers/schema.ts'
import { foldSpace, squeeze } from '../server/text/normalize.ts'
import { sentences } from '../server/text/sentences.ts'
import type { Bench } from './bench.ts'
import { baselines, prototype, top, type Pick } from './offline-prototype.ts'
import { rouge, type Rouge } from './rouge.ts'

type Row = { source: string[]; target: string[] }

export const benchOffline: Bench = async ({ data, say }) => {
  const rows = readFileSync(path.join(data, 'scitldr/dev.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  const kept = rows.filter((_, index) => index % 2 === 1)
  const ours = score(kept, (abstract) => top(gistScores(abstract)))
  const theirs = score(kept, prototype)
  for (const [name, pick] of Object.entries({ ...baselines, prototype })) say(line(name, score(kept, pick)))
  say(line('oracle', oracle(kept)))
  say(
    `${line('ours', ours)}  (n = ${kept.length}; on the half it was fitted on: ${line(
      '',
      score(
        rows.filter((_, index) => index % 2 === 0),
        (abstract) => top(gistScores(abstract)),
      ),
    ).trim()})`,
  )
  const strays = await strayLines(path.join(data, 'extraction/papers'), say)
  return {
    measures: {
      rouge1OverPrototype: ours.rouge1 - theirs.rouge1,
      rouge2OverPrototype: ours.rouge2 - theirs.rouge2,
      rougeLOverPrototype: ours.rougeL - theirs.rougeL,
      sentenceF1: sentenceF1(),
      strayLines: strays,
      ...ours,
    },
    peers: {
      rouge1: { value: theirs.rouge1, who: 'prototype' },
      rouge2: { value: theirs.rouge2, who: 'prototype' },
      rougeL: { value: theirs.rougeL, who: 'prototype' },
    },
  }
}

function score(rows: readonly Row[], pick: Pick): Rouge {
  return mean(rows.map(({ source, target }) => rouge(source[pick(source)] ?? '', target)))
}
function oracle(rows: readonly Row[]): Rouge {
  return mean(
    rows.map(({ source, target }) =>
      rouge(source[top(source.map((sentence) => rouge(sentence, target).rouge1))] ?? '', target),
    ),
  )
}
function mean(all: readonly Rouge[]): Rouge {
  const of = (name: keyof Rouge) => all.reduce((sum, one) => sum + one[name], 0) / all.length
  return { rouge1: of('rouge1'), rouge2: of('rouge2'), rougeL: of('rougeL') }
}
const line = (name: string, { rouge1, rouge2, rougeL }: Rouge) =>
  `${name.padEnd(10)} ROUGE-1/2/L ${rouge1.toFixed(1)} / ${rouge2.toFixed(1)} / ${rougeL.toFixed(1)}`

/** F1 of sentence ends on every second paragraph of labelled-sentences.txt (one sentence a line; from the sample papers, labelled by hand). */
function sentenceF1(): number {
  const paragraphs = readFileSync(path.join(import.meta.dirname, 'labelled-sentences.txt'), 'utf8')
    .trim()
    .split('\n\n')
  let hits = 0
  let found = 0
  let labelled = 0
  for (const paragraph of paragraphs.filter((_, index) => index % 2 === 1)) {
    const ends = new Set<number>()
    let at = 0
    for (const sentence of paragraph.split('\n')) ends.add((at += sentence.length + 1) - 1)
    const ours = sentences(paragraph.replaceAll('\n', ' '))
    hits += ours.filter(({ end }) => ends.has(end)).length
    found += ours.length
    labelled += ends.size
  }
  return (2 * hits) / (found + labelled)
}

/**
 * Lines of offline drafts that are no sentence of the paper's prose: their words stand in no abstract or paragraph
 * block, they begin in lower case, or do not end. Over all bench papers that can be read.
 */
async function strayLines(folder: string, say: (line: string) => void): Promise<number> {
  const pool = createExtractionPool({ size: 2 })
  let strays = 0
  let drafts = 0
  try {
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith('.pdf'))
      .toSorted()) {
      const read = await pool.extract(new Uint8Array(readFileSync(path.join(folder, file))))
      if (!read.ok) continue
      const { prose } = parseReply(draftOffline(read.value, { length: 'starred' }))
      if (prose === '') continue
      drafts += 1
      for (const stray of straysOf(prose, read.value)) {
        strays += 1
        say(`stray line in ${file}: ${stray}`)
      }
    }
  } finally {
    pool.close()
  }
  say(`offline drafts of ${drafts} papers`)
  return strays
}

function straysOf(prose: string, paper: PaperText): string[] {
  const body = paper.blocks
    .filter(({ kind }) => kind === 'abstract' || kind === 'paragraph')
    .map(({ text }) => squeeze(text).text)
  const captions = paper.figures.map(({ caption }) => squeeze(caption).text)
  return prose
    .split('\n')
    .slice(2)
    .map((bullet) => foldSpace(bullet.replace(/^- \w+: /, '')))
    .filter((sentence) => {
      const letters = squeeze(sentence).text
      const whole = /^\W*\p{Lu}/u.test(sentence) && /[.!?]["”’)]*$/.test(sentence) && sentence.split(' ').length >= 6
      return (
        !whole || !body.some((text) => text.includes(letters)) || captions.some((caption) => caption.includes(letters))
      )
    })
}
