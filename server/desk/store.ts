/** The SQL of the read models: a few queries a page, none a row. */
import type { Database } from '../storage/open-database.ts'
import type { Grounding, SecondLook } from '../grounding/schema.ts'
import { looksBySentence } from '../grounding/second-look.ts'
import type { PaperId } from '../papers/schema.ts'
import type { FlagAnswer, SentenceSigns } from '../review/schema.ts'
import { signsOf, withDoubts } from '../review/sentence-signs.ts'
import type { EntryFacts } from './count-flags.ts'

/** What the list shows of a paper beside its reading. */
export type PaperFacts = {
  noteCount: number
  draft: { id: string; status: string; model: string; number: number } | null
  text: string
  /** Null where the text was never checked. */
  toLookAt: number | null
  approvedAt: string | null
  inIssue: string | null
}

export type DeskStore = ReturnType<typeof createDeskStore>

export function createDeskStore(db: Database, libraryId: string) {
  const of = (ids: PaperId[]) => ({
    notes: db
      .q()
      .selectFrom('note')
      .select((eb) => ['paper_id', eb.fn.countAll().as('count')])
      .where('paper_id', 'in', ids)
      .where('deleted_at', 'is', null)
      .groupBy('paper_id'),
    drafts: db
      .q()
      .selectFrom('draft')
      .select(['id', 'paper_id', 'status', 'model'])
      .where('paper_id', 'in', ids)
      .orderBy('created_at'),
    heads: db
      .q()
      .selectFrom('revision')
      .leftJoin('grounding', 'grounding.revision_id', 'revision.id')
      .select(['revision.paper_id', 'revision.text', 'grounding.to_look_at', 'grounding.still_open'])
      .where('revision.paper_id', 'in', ids)
      .where((eb) =>
        eb(
          'revision.sequence',
          '=',
          eb
            .selectFrom('revision as newer')
            .select((newer) => newer.fn.max('newer.sequence').as('last'))
            .whereRef('newer.paper_id', '=', 'revision.paper_id'),
        ),
      )
      .orderBy('grounding.created_at'),
    approvals: db
      .q()
      .selectFrom('approval')
      .select(['paper_id', 'approved_at'])
      .where('paper_id', 'in', ids)
      .where('withdrawn_at', 'is', null),
    entries: db
      .q()
      .selectFrom('issue_entry')
      .innerJoin('issue', 'issue.id', 'issue_entry.issue_id')
      .select(['issue_entry.paper_id', 'issue.issue_date'])
      .where('issue_entry.paper_id', 'in', ids)
      .orderBy('issue.issue_date'),
  })

  return {
    async factsOf(ids: PaperId[]): Promise<Map<PaperId, PaperFacts>> {
      const facts = new Map<PaperId, PaperFacts>()
      if (ids.length === 0) return facts
      for (const id of ids)
        facts.set(id, { noteCount: 0, draft: null, text: '', toLookAt: null, approvedAt: null, inIssue: null })
      const at = (id: string) => facts.get(id as PaperId)!
      const queries = of(ids)
      for (const row of await queries.notes.execute()) at(row.paper_id).noteCount = Number(row.count)
      for (const row of await queries.drafts.execute()) {
        const fact = at(row.paper_id)
        fact.draft = { id: row.id, status: row.status, model: row.model, number: (fact.draft?.number ?? 0) + 1 }
      }
      for (const row of await queries.heads.execute())
        Object.assign(at(row.paper_id), { text: row.text, toLookAt: row.still_open ?? row.to_look_at })
      for (const row of await queries.approvals.execute()) at(row.paper_id).approvedAt = row.approved_at
      for (const row of await queries.entries.execute()) at(row.paper_id).inIssue = row.issue_date
      return facts
    },
    /** For every entry what the checks said of the drafts that became its text, and of its approved (else newest) text. */
    async entryFacts(): Promise<EntryFacts[]> {
      const rows = await db
        .q()
        .selectFrom('revision')
        .innerJoin('paper', 'paper.id', 'revision.paper_id')
        .leftJoin('grounding', 'grounding.revision_id', 'revision.id')
        .leftJoin('approval', (join) =>
          join.onRef('approval.revision_id', '=', 'revision.id').on('approval.withdrawn_at', 'is', null),
        )
        .select((eb) => [
          'revision.paper_id',
          'revision.text',
          'paper.title',
          'approval.approved_at',
          'grounding.signs_json',
          // Rows of the first version alone are read whole.
          eb
            .case()
            .when('grounding.signs_json', 'is', null)
            .then(eb.ref('grounding.grounding_json'))
            .end()
            .as('whole_json'),
        ])
        .where('revision.library_id', '=', libraryId)
        .where('paper.discarded_at', 'is', null)
        .where((eb) =>
          eb.or([
            eb('revision.origin', '=', 'draft'),
            eb('approval.approved_at', 'is not', null),
            eb(
              'revision.sequence',
              '=',
              eb
                .selectFrom('revision as newer')
                .select((newer) => newer.fn.max('newer.sequence').as('last'))
                .whereRef('newer.paper_id', '=', 'revision.paper_id'),
            ),
          ]),
        )
        .orderBy('paper.added_at', 'desc')
        .orderBy('revision.sequence')
        .orderBy('grounding.created_at')
        .execute()
      const answers = await db
        .q()
        .selectFrom('flag_answer')
        .select(['paper_id', 'sentence', 'status', 'flag', 'answer'])
        .where('library_id', '=', libraryId)
        .where('removed_at', 'is', null)
        .execute()
      const byPaper = Map.groupBy(answers, (row) => row.paper_id)
      const looked = await db
        .q()
        .selectFrom('second_look')
        .select(['paper_id', 'looks_json'])
        .where('library_id', '=', libraryId)
        .orderBy('created_at')
        .execute()
      const looksByPaper = Map.groupBy(looked, (row) => row.paper_id)
      const looksOf = (paperId: string) =>
        looksBySentence((looksByPaper.get(paperId) ?? []).flatMap((row) => JSON.parse(row.looks_json) as SecondLook[]))
      return [...Map.groupBy(rows, (row) => row.paper_id)].map(([paperId, own]): EntryFacts => ({
        paperId: paperId as PaperId,
        title: own[0]!.title,
        approved: own.some((row) => row.approved_at !== null),
        text: (own.findLast((row) => row.approved_at !== null) ?? own.at(-1)!).text,
        checked: own
          .flatMap((row) => signsIn(row.signs_json, row.whole_json))
          .map((signs) => withDoubts(signs, looksOf(paperId))),
        answers: (byPaper.get(paperId) ?? []).map((row) => ({
          sentence: row.sentence,
          status: row.status as FlagAnswer['status'],
          flag: row.flag as FlagAnswer['flag'],
          answer: row.answer,
        })),
      }))
    },
    async counts(): Promise<{ papers: number }> {
      const row = await db
        .q()
        .selectFrom('paper')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('library_id', '=', libraryId)
        .where('discarded_at', 'is', null)
        .executeTakeFirst()
      return { papers: Number(row?.count ?? 0) }
    },
  }
}

function signsIn(signs: string | null, whole: string | null): SentenceSigns[][] {
  if (signs !== null) return [JSON.parse(signs) as SentenceSigns[]]
  return whole === null ? [] : [signsOf(JSON.parse(whole) as Grounding)]
}
