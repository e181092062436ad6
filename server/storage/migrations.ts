/**
 * Append only. A shipped entry is never edited or reordered; its name, not its place, says that it ran. Only the
 * portable subset is used: what differs an engine (strict tables) is done here and nowhere else.
 */
import { sql, type CreateTableBuilder, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from './open-database.ts'

type Columns = Record<string, string>
type TableSpec = { columns: Columns; primary?: string[]; unique?: string[][]; index?: string[][] }

/**
 * Columns are written `type [null] [-> table.column]`, type one of text, integer, real, bytes. One line a column keeps
 * the schema readable; kysely writes the SQL.
 */
async function createTable(db: Kysely<unknown>, engine: Engine, name: string, spec: TableSpec): Promise<void> {
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name)
  for (const [column, definition] of Object.entries(spec.columns)) {
    const [, type = '', nullable, reference] = /^(\w+)( null)?(?: -> (\S+))?$/.exec(definition) ?? []
    const portable = { text: 'text', integer: 'integer', real: 'real', bytes: 'blob' }[type]
    if (!portable) throw new Error(`${name}.${column}: unreadable definition "${definition}"`)
    const dataType =
      engine === 'postgres' && type === 'real'
        ? sql`double precision`
        : engine === 'postgres' && type === 'bytes'
          ? sql`bytea`
          : sql.raw(portable)
    table = table.addColumn(column, dataType, (builder) => {
      let built = column === 'id' && !spec.primary ? builder.primaryKey() : builder
      if (!nullable) built = built.notNull()
      return reference ? built.references(reference) : built
    })
  }
  if (spec.primary) table = table.addPrimaryKeyConstraint(`${name}_pk`, spec.primary)
  for (const columns of spec.unique ?? [])
    table = table.addUniqueConstraint(`${name}_${columns.join('_')}_key`, columns)
  // Without it SQLite stores 'x' in an integer column and says nothing.
  if (engine === 'sqlite') table = table.modifyEnd(sql`strict`)
  await table.execute()
  for (const columns of spec.index ?? [])
    await db.schema
      .createIndex(`${name}_${columns.join('_')}_idx`)
      .on(name)
      .columns(columns)
      .execute()
}

const library = 'text -> library.id'
const paper = 'text -> paper.id'

const first: Record<string, TableSpec> = {
  library: { columns: { id: 'text', created_at: 'text' } },
  setting: { columns: { library_id: library, key: 'text', value_json: 'text' }, primary: ['library_id', 'key'] },
  blob: { columns: { sha256: 'text', bytes: 'bytes' }, primary: ['sha256'] },
  paper: {
    columns: {
      id: 'text',
      library_id: library,
      title: 'text',
      authors_json: 'text',
      arxiv_id: 'text null',
      doi: 'text null',
      starred: 'integer',
      length_json: 'text',
      skipped_at: 'text null',
      discarded_at: 'text null',
      added_at: 'text',
    },
    unique: [['library_id', 'arxiv_id']],
    index: [['library_id', 'added_at']],
  },
  paper_file: {
    columns: {
      library_id: library,
      sha256: 'text',
      paper_id: paper,
      file_name: 'text',
      byte_count: 'integer',
      version: 'integer null',
      password: 'text null',
      added_at: 'text',
    },
    primary: ['library_id', 'sha256'],
    index: [['paper_id']],
  },
  paper_text: {
    columns: {
      id: 'text',
      library_id: library,
      sha256: 'text',
      extractor_version: 'text',
      text_json: 'text null',
      error_json: 'text null',
      summary_json: 'text null',
      created_at: 'text',
    },
    unique: [['library_id', 'sha256', 'extractor_version']],
  },
  job: {
    columns: {
      id: 'text',
      queue: 'text',
      key: 'text',
      payload_json: 'text',
      state: 'text',
      attempts: 'integer',
      progress_json: 'text null',
      error_json: 'text null',
      created_at: 'text',
      started_at: 'text null',
      finished_at: 'text null',
    },
    index: [['state'], ['queue', 'key']],
  },
  prompt_version: {
    columns: { sha256: 'text', library_id: library, name: 'text', text: 'text', created_at: 'text' },
    primary: ['library_id', 'sha256'],
  },
  llm_call: {
    columns: {
      id: 'text',
      library_id: library,
      purpose: 'text',
      model: 'text',
      prompt_sha: 'text null',
      request_json: 'text',
      reply: 'text',
      error_json: 'text null',
      finish: 'text null',
      input_tokens: 'integer null',
      output_tokens: 'integer null',
      cost_usd: 'real null',
      started_at: 'text',
      duration_ms: 'integer',
    },
    index: [['library_id', 'started_at']],
  },
  draft: {
    columns: {
      id: 'text',
      library_id: library,
      paper_id: paper,
      paper_text_id: 'text -> paper_text.id',
      // Drafts point at the call that wrote them, so a bad sentence leads back to its exact prompt.
      call_id: 'text null -> llm_call.id',
      prompt_name: 'text',
      prompt_sha: 'text null',
      model: 'text',
      status: 'text',
      reply: 'text',
      parsed_json: 'text null',
      plan_json: 'text null',
      notes_json: 'text',
      words: 'integer',
      error_json: 'text null',
      created_at: 'text',
      finished_at: 'text null',
    },
    index: [['paper_id', 'created_at'], ['status']],
  },
  note: {
    columns: {
      id: 'text',
      library_id: library,
      paper_id: paper,
      position: 'integer',
      text: 'text',
      anchor_json: 'text null',
      deleted_at: 'text null',
      author: 'text',
      created_at: 'text',
      updated_at: 'text',
    },
    index: [['paper_id', 'position']],
  },
  revision: {
    columns: {
      id: 'text',
      library_id: library,
      paper_id: paper,
      sequence: 'integer',
      text: 'text',
      draft_id: 'text null -> draft.id',
      origin: 'text',
      active_ms: 'integer',
      ops_json: 'text',
      author: 'text',
      created_at: 'text',
    },
    unique: [['paper_id', 'sequence']],
  },
  grounding: {
    columns: {
      id: 'text',
      library_id: library,
      revision_id: 'text -> revision.id',
      paper_text_id: 'text -> paper_text.id',
      grounding_json: 'text',
      to_look_at: 'integer',
      created_at: 'text',
    },
    unique: [['revision_id', 'paper_text_id']],
  },
  checked_sentence: {
    columns: { id: 'text', library_id: library, paper_id: paper, sentence: 'text', author: 'text', created_at: 'text' },
    index: [['paper_id']],
  },
  approval: {
    columns: {
      id: 'text',
      library_id: library,
      paper_id: paper,
      revision_id: 'text -> revision.id',
      looked_at_json: 'text',
      author: 'text',
      approved_at: 'text',
      withdrawn_at: 'text null',
    },
    index: [['paper_id', 'approved_at']],
  },
  edit_record: {
    columns: {
      approval_id: 'text -> approval.id',
      library_id: library,
      draft_id: 'text null -> draft.id',
      cost: 'real null',
      fixed_cost: 'real null',
      added_cost: 'real null',
      sentences_kept: 'integer null',
      sentences_changed: 'integer null',
      sentences_dropped: 'integer null',
      sentences_added: 'integer null',
      active_ms: 'integer',
      reason: 'integer null',
      created_at: 'text',
    },
    primary: ['approval_id'],
  },
  rating: {
    columns: {
      id: 'text',
      library_id: library,
      paper_id: paper,
      revision_id: 'text -> revision.id',
      faithful: 'integer null',
      style: 'integer null',
      insight: 'integer null',
      author: 'text',
      created_at: 'text',
    },
    index: [['paper_id']],
  },
  eval_run: {
    columns: {
      id: 'text',
      library_id: library,
      name: 'text',
      set_sha: 'text',
      spec_json: 'text',
      state: 'text',
      created_at: 'text',
      finished_at: 'text null',
    },
    index: [['library_id', 'created_at']],
  },
  eval_case: {
    columns: {
      id: 'text',
      library_id: library,
      run_id: 'text -> eval_run.id',
      paper_id: 'text null -> paper.id',
      approval_id: 'text null -> approval.id',
      case_json: 'text',
    },
    index: [['run_id']],
  },
  eval_result: {
    columns: {
      id: 'text',
      library_id: library,
      run_id: 'text -> eval_run.id',
      case_id: 'text -> eval_case.id',
      variant: 'text',
      repeat: 'integer',
      output: 'text null',
      scores_json: 'text',
      error_json: 'text null',
      usage_json: 'text null',
      cost_usd: 'real null',
      duration_ms: 'integer',
      created_at: 'text',
    },
    // A run that is killed and resumed must do exactly the rest.
    unique: [['run_id', 'case_id', 'variant', 'repeat']],
  },
  blind_choice: {
    columns: {
      id: 'text',
      library_id: library,
      run_id: 'text -> eval_run.id',
      case_id: 'text -> eval_case.id',
      left_variant: 'text',
      right_variant: 'text',
      choice: 'text',
      author: 'text',
      created_at: 'text',
    },
    index: [['run_id']],
  },
  issue: {
    columns: {
      id: 'text',
      library_id: library,
      issue_date: 'text',
      title: 'text',
      sponsor: 'text',
      intro: 'text',
      outro: 'text',
      published_at: 'text null',
      created_at: 'text',
      updated_at: 'text',
    },
    index: [['library_id', 'issue_date']],
  },
  issue_entry: {
    columns: {
      id: 'text',
      library_id: library,
      issue_id: 'text -> issue.id',
      paper_id: paper,
      approval_id: 'text -> approval.id',
      position: 'integer',
      starred: 'integer',
      heading: 'text',
      label: 'text null',
      text: 'text',
    },
    unique: [['issue_id', 'paper_id']],
  },
}

const promptLabel: TableSpec = {
  columns: {
    id: 'text',
    library_id: library,
    name: 'text',
    label: 'text',
    sha: 'text null',
    author: 'text',
    created_at: 'text',
  },
  index: [['library_id', 'name']],
}

const importedIssue: TableSpec = {
  columns: {
    id: 'text',
    library_id: library,
    file_name: 'text',
    sha256: 'text',
    source: 'text',
    issue_date: 'text null',
    issue_json: 'text',
    author: 'text',
    imported_at: 'text',
    removed_at: 'text null',
  },
  unique: [['library_id', 'sha256']],
}
const importedEntry: TableSpec = {
  columns: {
    id: 'text',
    library_id: library,
    issue_id: 'text -> imported_issue.id',
    position: 'integer',
    heading: 'text',
    starred: 'integer',
    link: 'text null',
    paragraphs_json: 'text',
  },
  unique: [['issue_id', 'position']],
}

/** The editor's word on what the program offered: links of sentences to passages, and whether a flag was right. */
const sentenceLinks: Record<string, TableSpec> = {
  sentence_link: {
    columns: {
      id: 'text',
      library_id: library,
      paper_id: paper,
      sentence: 'text',
      sentence_now: 'text',
      anchor_json: 'text',
      kind: 'text',
      author: 'text',
      created_at: 'text',
      removed_at: 'text null',
    },
    index: [['paper_id']],
  },
  flag_answer: {
    columns: {
      id: 'text',
      library_id: library,
      paper_id: paper,
      revision_id: 'text -> revision.id',
      sentence: 'text',
      status: 'text',
      flag: 'text',
      answer: 'text',
      author: 'text',
      created_at: 'text',
      removed_at: 'text null',
    },
    index: [['paper_id']],
  },
}

const secondLook: TableSpec = {
  columns: {
    id: 'text',
    library_id: library,
    paper_id: paper,
    draft_id: 'text -> draft.id',
    call_id: 'text null -> llm_call.id',
    looks_json: 'text',
    created_at: 'text',
  },
  index: [['paper_id']],
}

const spend: TableSpec = {
  columns: {
    id: 'text',
    library_id: library,
    run_id: 'text null',
    usd: 'real',
    open: 'integer',
    created_at: 'text',
  },
  index: [['library_id', 'created_at'], ['run_id']],
}

export const migrationsFor = (engine: Engine): Record<string, Migration> => ({
  '001-first': {
    up: async (db) => {
      for (const [name, spec] of Object.entries(first)) await createTable(db, engine, name, spec)
      // The net below the lock: an entry is approved once, or not at all.
      await sql`create unique index approval_standing on approval (paper_id) where withdrawn_at is null`.execute(db)
    },
  },
  // What calls under way may cost has to be known to all of them, in every process, before the next one begins.
  '003-spend': { up: (db) => createTable(db, engine, 'spend', spend) },
  // A shipped prompt that changes with an upgrade must not push out the version that the editor chose.
  '004-prompt-labels': { up: (db) => createTable(db, engine, 'prompt_label', promptLabel) },
  '005-imported-issues': {
    up: async (db) => {
      await createTable(db, engine, 'imported_issue', importedIssue)
      await createTable(db, engine, 'imported_entry', importedEntry)
    },
  },
  '002-sentence-links': {
    up: async (db) => {
      for (const [name, spec] of Object.entries(sentenceLinks)) await createTable(db, engine, name, spec)
      await db.schema.alterTable('checked_sentence').addColumn('removed_at', 'text').execute()
      await db.schema.alterTable('grounding').addColumn('still_open', 'integer').execute()
    },
  },
  // Of several drafts of one request the best is shown; which one the editor kept teaches the ranking.
  '006-best-of': {
    up: async (db) => {
      for (const column of ['calls_json', 'repair_json', 'batch_id', 'rank_json'])
        await db.schema.alterTable('draft').addColumn(column, 'text').execute()
      await db.schema.createIndex('draft_batch_id_idx').on('draft').column('batch_id').execute()
    },
  },
  // What is spent is the sum of the calls. It is asked for before each one, so it is read from an index alone: the rows
  // hold whole prompts.
  '007-call-run': {
    up: async (db) => {
      await db.schema.alterTable('llm_call').addColumn('run_id', 'text').execute()
      await db.schema.dropIndex('llm_call_library_id_started_at_idx').execute()
      for (const by of ['started_at', 'run_id'])
        await db.schema
          .createIndex(`llm_call_cost_by_${by}_idx`)
          .on('llm_call')
          .columns(['library_id', by, 'cost_usd'])
          .execute()
    },
  },
  // How often the checks were wrong is counted over the whole library: whole groundings would be read for a few words each.
  '008-grounding-signs': {
    up: (db) => db.schema.alterTable('grounding').addColumn('signs_json', 'text').execute(),
  },
  '009-second-look': { up: (db) => createTable(db, engine, 'second_look', secondLook) },
})
