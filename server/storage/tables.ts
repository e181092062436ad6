/**
 * The whole schema on one page. Ids and instants (ISO-8601, UTC) are text, booleans 0/1, `…_json` columns hold JSON text:
 * the subset that SQLite and PostgreSQL share. Every row belongs to a library; writes by a person carry their `author`.
 */
import type { ColumnType } from 'kysely'

type Bool = 0 | 1
/** Set once, never updated. */
type Fixed<T> = ColumnType<T, T, never>

export type Tables = {
  library: { id: Fixed<string>; created_at: Fixed<string> }
  setting: { library_id: Fixed<string>; key: Fixed<string>; value_json: string }
  /** PostgreSQL only holds the bytes here; SQLite keeps files beside the database. */
  blob: { sha256: Fixed<string>; bytes: Fixed<Uint8Array> }

  paper: {
    id: Fixed<string>
    library_id: Fixed<string>
    title: string
    authors_json: string
    arxiv_id: string | null
    doi: string | null
    starred: Bool
    length_json: string
    skipped_at: string | null
    discarded_at: string | null
    added_at: Fixed<string>
  }
  paper_file: {
    library_id: Fixed<string>
    sha256: Fixed<string>
    paper_id: Fixed<string>
    file_name: Fixed<string>
    byte_count: Fixed<number>
    version: number | null
    password: string | null
    added_at: Fixed<string>
  }
  /** What extraction made of a file: `text_json` (PaperText), or why it could not (`error_json`). Append only a version. */
  paper_text: {
    id: Fixed<string>
    library_id: Fixed<string>
    sha256: Fixed<string>
    extractor_version: Fixed<string>
    text_json: Fixed<string | null>
    error_json: Fixed<string | null>
    /** ReadingSummary: what lists show, without the whole text. */
    summary_json: Fixed<string | null>
    created_at: Fixed<string>
  }

  job: {
    id: Fixed<string>
    queue: Fixed<string>
    /** Of a queue and key one job waits at most, and one runs. */
    key: Fixed<string>
    payload_json: Fixed<string>
    state: 'waiting' | 'running' | 'done' | 'failed' | 'interrupted'
    attempts: number
    progress_json: string | null
    error_json: string | null
    created_at: Fixed<string>
    started_at: string | null
    finished_at: string | null
  }

  /** Prompt texts by content hash, append only. */
  prompt_version: {
    sha256: Fixed<string>
    library_id: Fixed<string>
    name: Fixed<string>
    text: Fixed<string>
    created_at: Fixed<string>
  }
  /** Which version of a prompt bears a label (`live`). Append only: the newest row counts; no sha is the shipped version. */
  prompt_label: {
    id: Fixed<string>
    library_id: Fixed<string>
    name: Fixed<string>
    label: Fixed<string>
    sha: Fixed<string | null>
    author: Fixed<string>
    created_at: Fixed<string>
  }
  llm_call: {
    id: Fixed<string>
    library_id: Fixed<string>
    purpose: Fixed<string>
    model: Fixed<string>
    prompt_sha: Fixed<string | null>
    request_json: Fixed<string>
    reply: Fixed<string>
    error_json: Fixed<string | null>
    finish: Fixed<string | null>
    input_tokens: Fixed<number | null>
    output_tokens: Fixed<number | null>
    cost_usd: Fixed<number | null>
    started_at: Fixed<string>
    duration_ms: Fixed<number>
    /** What it was part of: an eval run, or a draft. */
    run_id: Fixed<string | null>
  }
  /**
   * What the spend limits count besides the known costs of `llm_call`: the most that a call can cost, held back while it is
   * `open`, kept where its cost was never told, gone once it is known. A row that stays open was left by a process that died.
   */
  spend: {
    id: Fixed<string>
    library_id: Fixed<string>
    run_id: Fixed<string | null>
    /** US dollars. */
    usd: number
    open: Bool
    created_at: Fixed<string>
  }
  /** Immutable once `status` is not `streaming`. */
  draft: {
    id: Fixed<string>
    library_id: Fixed<string>
    paper_id: Fixed<string>
    paper_text_id: Fixed<string>
    call_id: string | null
    prompt_name: Fixed<string>
    prompt_sha: Fixed<string | null>
    model: Fixed<string>
    status: 'streaming' | 'complete' | 'incomplete' | 'interrupted' | 'failed' | 'unreadable'
    reply: string
    /** ParsedReply, once finished. */
    parsed_json: string | null
    /** ContextPlan without the paper text. */
    plan_json: string | null
    /** The notes as they were shown to the model: NoteForDraft[]. */
    notes_json: Fixed<string>
    words: number
    error_json: string | null
    created_at: Fixed<string>
    finished_at: string | null
    /** Ids of every call that it took, in order; null before there was such a list. */
    calls_json: string | null
    /** LengthRepair; null where nothing was asked. */
    repair_json: string | null
    /** Drafts of one request bear the same; null for one that was alone. */
    batch_id: string | null
    /** DraftRank, once the batch is ranked. */
    rank_json: string | null
  }

  note: {
    id: Fixed<string>
    library_id: Fixed<string>
    paper_id: Fixed<string>
    /** Order in the notes box; notes are numbered from 1 without the deleted ones. */
    position: number
    text: string
    anchor_json: string | null
    deleted_at: string | null
    author: Fixed<string>
    created_at: Fixed<string>
    updated_at: string
  }
  /** Append only; `sequence` counts from 1 a paper, so two writers on one base cannot both win. */
  revision: {
    id: Fixed<string>
    library_id: Fixed<string>
    paper_id: Fixed<string>
    sequence: Fixed<number>
    text: Fixed<string>
    draft_id: Fixed<string | null>
    origin: Fixed<'draft' | 'edit' | 'own' | 'restored'>
    /** Visible, not idle, since the revision before. */
    active_ms: Fixed<number>
    /** EditOp[] since the revision before. */
    ops_json: Fixed<string>
    author: Fixed<string>
    created_at: Fixed<string>
  }
  /** What the checks said of a revision against one reading of the paper. Append only. */
  grounding: {
    id: Fixed<string>
    library_id: Fixed<string>
    revision_id: Fixed<string>
    paper_text_id: Fixed<string>
    grounding_json: Fixed<string>
    /** SentenceSigns[] of it; null in rows of the first version. */
    signs_json: Fixed<string | null>
    /** Sentences and numbers that approval would have asked about when it was checked. */
    to_look_at: Fixed<number>
    /** The same after the editor's word on them; null where nothing was said since. */
    still_open: number | null
    created_at: Fixed<string>
  }
  /** What a model said of some sentences of a draft beside their passages: a row for each call. Append only. */
  second_look: {
    id: Fixed<string>
    library_id: Fixed<string>
    paper_id: Fixed<string>
    draft_id: Fixed<string>
    /** The last call where the reply had to be asked for again; null where none was made or written down. */
    call_id: Fixed<string | null>
    /** SecondLook[]. */
    looks_json: Fixed<string>
    created_at: Fixed<string>
  }
  /** "I checked this"; `removed_at` once it was taken back. */
  checked_sentence: {
    id: Fixed<string>
    library_id: Fixed<string>
    paper_id: Fixed<string>
    sentence: Fixed<string>
    author: Fixed<string>
    created_at: Fixed<string>
    removed_at: string | null
  }
  /** A passage that the editor tied to a sentence, or said not to be its source. */
  sentence_link: {
    id: Fixed<string>
    library_id: Fixed<string>
    paper_id: Fixed<string>
    /** The words that it was said of. */
    sentence: Fixed<string>
    /** The same sentence as the newest revision has it; followed at each save. */
    sentence_now: string
    /** Anchor on the reading of then; found again on later ones. */
    anchor_json: Fixed<string>
    kind: Fixed<'linked' | 'unlinked'>
    author: Fixed<string>
    created_at: Fixed<string>
    removed_at: string | null
  }
  /** The editor's word on a flag of a sentence, and errors that no flag told of (`flag` 'missed'). */
  flag_answer: {
    id: Fixed<string>
    library_id: Fixed<string>
    paper_id: Fixed<string>
    revision_id: Fixed<string>
    sentence: Fixed<string>
    /** SentenceStatus that it was shown with. */
    status: Fixed<string>
    flag: Fixed<string>
    answer: Fixed<'agreed' | 'dismissed'>
    author: Fixed<string>
    created_at: Fixed<string>
    removed_at: string | null
  }
  approval: {
    id: Fixed<string>
    library_id: Fixed<string>
    paper_id: Fixed<string>
    revision_id: Fixed<string>
    /** ToLookAt[] that the editor was asked about and confirmed. */
    looked_at_json: Fixed<string>
    author: Fixed<string>
    approved_at: Fixed<string>
    withdrawn_at: string | null
  }
  edit_record: {
    approval_id: Fixed<string>
    library_id: Fixed<string>
    draft_id: Fixed<string | null>
    cost: Fixed<number | null>
    fixed_cost: Fixed<number | null>
    added_cost: Fixed<number | null>
    sentences_kept: Fixed<number | null>
    sentences_changed: Fixed<number | null>
    sentences_dropped: Fixed<number | null>
    sentences_added: Fixed<number | null>
    active_ms: Fixed<number>
    reason: number | null
    created_at: Fixed<string>
  }
  rating: {
    id: Fixed<string>
    library_id: Fixed<string>
    paper_id: Fixed<string>
    revision_id: Fixed<string>
    faithful: Fixed<number | null>
    style: Fixed<number | null>
    insight: Fixed<number | null>
    author: Fixed<string>
    created_at: Fixed<string>
  }

  eval_run: {
    id: Fixed<string>
    library_id: Fixed<string>
    name: Fixed<string>
    /** Hash over the case ids and their contents: the frozen set. */
    set_sha: Fixed<string>
    /** The variants, repeats, scorers: all that makes the run repeatable. */
    spec_json: Fixed<string>
    state: 'running' | 'done' | 'stopped' | 'failed'
    created_at: Fixed<string>
    finished_at: string | null
  }
  /** A frozen copy of what a case was when the run began. */
  eval_case: {
    id: Fixed<string>
    library_id: Fixed<string>
    run_id: Fixed<string>
    paper_id: Fixed<string | null>
    approval_id: Fixed<string | null>
    case_json: Fixed<string>
  }
  /** One cell: unique (run, case, variant, repeat). Errors are rows too, and are never reused. */
  eval_result: {
    id: Fixed<string>
    library_id: Fixed<string>
    run_id: Fixed<string>
    case_id: Fixed<string>
    variant: Fixed<string>
    repeat: Fixed<number>
    output: string | null
    scores_json: string
    error_json: string | null
    usage_json: string | null
    cost_usd: number | null
    duration_ms: number
    created_at: Fixed<string>
  }
  /** Blind comparisons by the editor: sides random and logged. */
  blind_choice: {
    id: Fixed<string>
    library_id: Fixed<string>
    run_id: Fixed<string>
    case_id: Fixed<string>
    left_variant: Fixed<string>
    right_variant: Fixed<string>
    choice: Fixed<'left' | 'right' | 'same'>
    author: Fixed<string>
    created_at: Fixed<string>
  }

  issue: {
    id: Fixed<string>
    library_id: Fixed<string>
    /** Day of publication, `YYYY-MM-DD`. */
    issue_date: string
    title: string
    sponsor: string
    intro: string
    outro: string
    published_at: string | null
    created_at: Fixed<string>
    updated_at: string
  }
  issue_entry: {
    id: Fixed<string>
    library_id: Fixed<string>
    issue_id: Fixed<string>
    paper_id: Fixed<string>
    approval_id: Fixed<string>
    position: number
    starred: Bool
    heading: string
    label: string | null
    /** A frozen copy of the approved text. */
    text: string
  }

  /** A past issue that was read in; the file is kept whole, so that nothing of it is lost. */
  imported_issue: {
    id: Fixed<string>
    library_id: Fixed<string>
    file_name: Fixed<string>
    /** Of `source`: the same file is the same issue. */
    sha256: Fixed<string>
    source: Fixed<string>
    /** Day of publication, `YYYY-MM-DD`, where its title gives one. */
    issue_date: Fixed<string | null>
    /** ImportedIssue without its entries. */
    issue_json: Fixed<string>
    author: Fixed<string>
    imported_at: Fixed<string>
    removed_at: string | null
  }
  imported_entry: {
    id: Fixed<string>
    library_id: Fixed<string>
    issue_id: Fixed<string>
    position: Fixed<number>
    heading: Fixed<string>
    starred: Fixed<Bool>
    link: Fixed<string | null>
    /** ImportedParagraph[]. */
    paragraphs_json: Fixed<string>
  }
}

/** Tables in an order in which foreign keys can be filled (and, reversed, emptied). */
export const tableNames = [
  'library',
  'setting',
  'blob',
  'paper',
  'paper_file',
  'paper_text',
  'job',
  'prompt_version',
  'prompt_label',
  'llm_call',
  'spend',
  'draft',
  'note',
  'revision',
  'grounding',
  'second_look',
  'checked_sentence',
  'sentence_link',
  'flag_answer',
  'approval',
  'edit_record',
  'rating',
  'eval_run',
  'eval_case',
  'eval_result',
  'blind_choice',
  'issue',
  'issue_entry',
  'imported_issue',
  'imported_entry',
] as const satisfies readonly (keyof Tables)[]
