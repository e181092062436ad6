/** The papers and labelled drafts that the grounding bench runs on, read once. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseReply } from '../server/drafting/parse-reply.ts'
import type { EvidenceMark } from '../server/grounding/schema.ts'
import { indexPaper, type PaperIndex } from '../server/grounding/paper-index.ts'
import { createExtractionPool } from '../server/papers/extraction-pool.ts'

export type NumberLabel = { text: string; status: 'near-evidence' | 'elsewhere' | 'derived' | 'not-in-paper' }
export type SentenceLabel = {
  draft: string
  sentence: string
  label: 'supported' | 'opinion' | 'wrong-number' | 'wrong-direction' | 'wrong-entity' | 'overclaim' | 'not-in-paper'
  /** 1-based page of the passage that supports or contradicts it. */
  page: number | null
  numbers: NumberLabel[]
  mark: 'right' | 'altered' | 'invented' | null
}
export type LabelledDraft = { prose: string; marks: EvidenceMark[]; labels: SentenceLabel[] }
export type LabelledPaper = { name: string; index: PaperIndex; drafts: LabelledDraft[]; final: string }
export type GoldPaper = { name: string; file: string; index: PaperIndex; sentences: string[] }

type DraftsFile = { drafts: { id: string; markdown: string }[]; final: { markdown: string }; labels: SentenceLabel[] }

export async function readPapers(data: string): Promise<{ labelled: LabelledPaper[]; gold: GoldPaper[] }> {
  const draftFiles = await jsonFiles(path.join(data, 'drafts'))
  const goldFiles = await jsonFiles(path.join(data, 'extraction', 'gold'))
  const names = [...new Set([...draftFiles, ...goldFiles].map((file) => path.basename(file, '.json')))]
  const indexes = await indexAll(data, names)
  const labelled: LabelledPaper[] = []
  for (const file of draftFiles) {
    const name = path.basename(file, '.json')
    const index = indexes.get(name)
    const { drafts, final, labels } = JSON.parse(await readFile(file, 'utf8')) as DraftsFile
    if (!index) continue
    const read = drafts.map(({ id, markdown }) => {
      const { prose, marks } = parseReply(markdown)
      return { prose, marks, labels: labels.filter((label) => label.draft === id) }
    })
    labelled.push({ name, index, drafts: read, final: final.markdown })
  }
  const gold: GoldPaper[] = []
  for (const file of goldFiles) {
    const name = path.basename(file, '.json')
    const index = indexes.get(name)
    const { more_sentences: sentences } = JSON.parse(await readFile(file, 'utf8')) as { more_sentences: string[] }
    if (index)
      gold.push({
        name,
        file: paperFile(data, name),
        index,
        sentences: sentences.filter((text) => text.split(/\s+/).length >= 8),
      })
  }
  return { labelled, gold }
}

const paperFile = (data: string, name: string) => path.join(data, 'extraction', 'papers', `${name}.pdf`)

async function jsonFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => path.join(folder, name))
}

async function indexAll(data: string, names: readonly string[]): Promise<Map<string, PaperIndex>> {
  const pool = createExtractionPool({ size: 2 })
  const indexes = new Map<string, PaperIndex>()
  try {
    await Promise.all(
      names.map(async (name) => {
        const result = await pool.extract(await readFile(paperFile(data, name)))
        if (result.ok) indexes.set(name, indexPaper(result.value))
        // Figures of fewer papers would be other figures.
        else throw new Error(`${name} can't be read: ${result.error.kind}: ${result.error.message}`)
      }),
    )
  } finally {
    pool.close()
  }
  return indexes
}
