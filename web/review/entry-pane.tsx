/** The right half of the desk: notes, the text with its evidence, the diff and the preview, one of them at a time. */
import { lazy, Suspense, type ReactNode, type RefObject } from 'react'
import type { PageBox, ReviewView } from '../../server/desk/schema.ts'
import type { EditOp, Note } from '../../server/review/schema.ts'
import { Button } from '../ui/button.tsx'
import { Key } from '../ui/key.tsx'
import { Scroller } from '../ui/scroller.tsx'
import { Loading } from '../ui/states.tsx'
import { Editor, type EditorHandle } from './editor.tsx'
import { EmptyText } from './empty-text.tsx'
import { EvidenceBar } from './evidence-bar.tsx'
import { MarkdownView } from './markdown-view.tsx'
import { NotesPane } from './notes-pane.tsx'
import { CurrentText, WordCount } from './current-text.tsx'
import type { Saver } from './saver.ts'
import type { SentenceMark } from './sentence-marks.ts'
import { StopDraft, StreamPreview } from './stream-preview.tsx'
import type { Tab } from './use-position.ts'
import type { HouseRemark } from './house-marks.ts'
import type { SentenceActions } from './use-sentence-actions.ts'
import type { SentenceEdits } from './use-sentence-edits.ts'
import { draftNews, draftStateWords } from './words.ts'
import styles from './entry-pane.module.css'

const RewritePanel = lazy(() => import('./rewrite-panel.tsx').then((part) => ({ default: part.RewritePanel })))
const DiffView = lazy(() => import('./diff-view.tsx').then((part) => ({ default: part.DiffView })))

type Props = {
  view: ReviewView
  tab: Tab
  onTab: (tab: Tab) => void
  saver: Saver
  hasText: boolean
  canWrite: boolean
  banners: ReactNode
  /** Where the sentences are now, and where the last check puts them in a text. */
  marks: readonly SentenceMark[]
  check: (text: string) => SentenceMark[]
  onMarks: (marks: readonly SentenceMark[]) => void
  sentence: number | null
  passage: number
  onSentence: (sentence: number | null) => void
  onPassage: (passage: number) => void
  onShow: (boxes: PageBox[]) => void
  say: SentenceActions
  edits: SentenceEdits
  neverUsed: readonly string[]
  remarks: readonly HouseRemark[]
  onRemarks: (remarks: HouseRemark[]) => void
  onEdit: (text: string, ops: EditOp[]) => void
  onBlur: () => void
  onDraft: () => void
  onOwn: () => void
  onAdopt: (draftId: string) => void
  onDrafts: () => void
  /** An earlier state of the text is wanted again. */
  onRestore: (revisionId: string) => void
  onShowNote: (note: Note) => void
  onLength: () => void
  editorRef: RefObject<EditorHandle | null>
  noteRef: RefObject<HTMLTextAreaElement | null>
}

export function EntryPane(props: Props) {
  const { view, tab, saver } = props
  const tabs: { tab: Tab; name: string; command?: string; off?: boolean }[] = [
    { tab: 'notes', name: `Notes ${view.notes.length || ''}`, command: 'review.notes' },
    { tab: 'draft', name: 'Text' },
    { tab: 'diff', name: 'Diff', command: 'review.diff', off: !props.hasText },
    { tab: 'preview', name: 'Preview', command: 'review.preview', off: !props.hasText },
  ]
  return (
    <div className={styles.entry}>
      <div className={styles.tabs}>
        <ul>
          {tabs.map((one) => (
            <li key={one.tab}>
              <button
                type="button"
                aria-pressed={one.tab === tab}
                disabled={one.off}
                onClick={() => props.onTab(one.tab)}
              >
                {one.name} {one.command !== undefined && <Key command={one.command} />}
              </button>
            </li>
          ))}
        </ul>
        {view.drafts.length > 0 && (
          <Button look="quiet" command="review.drafts" onClick={props.onDrafts}>
            Drafts {view.drafts.length}
          </Button>
        )}
        <WordCount saver={saver} length={view.paper.length} onLength={props.onLength} />
      </div>
      <div className={styles.banners}>{props.banners}</div>
      <div className={styles.content} hidden={tab !== 'notes'}>
        <NotesPane paperId={view.paper.id} notes={view.notes} onShow={props.onShowNote} inputRef={props.noteRef} />
        {tab === 'notes' && <AfterNotes {...props} />}
      </div>
      <TextTab {...props} hidden={tab !== 'draft'} />
      {tab === 'diff' && (
        <Scroller className={styles.content} label="Diff">
          <Suspense fallback={<Loading what="the diff" />}>
            <CurrentText saver={saver}>
              {(text) => <DiffView view={view} text={text} onRestore={props.canWrite ? props.onRestore : null} />}
            </CurrentText>
          </Suspense>
        </Scroller>
      )}
      {tab === 'preview' && (
        <Scroller className={styles.content} label="Preview">
          <EntryTitle view={view} />
          <CurrentText saver={saver}>{(text) => <MarkdownView text={text} />}</CurrentText>
        </Scroller>
      )}
    </div>
  )
}

/** Below the notes: the way on to the text. */
function AfterNotes(props: Props) {
  const { view, hasText } = props
  if (hasText || view.drafts.some((draft) => draft.status === 'streaming')) {
    return (
      <p className={styles.way}>
        <Button onClick={() => props.onTab('draft')}>
          {view.head?.origin === 'draft' ? 'Show the draft' : 'To the text'}
        </Button>
      </p>
    )
  }
  return (
    <div className={styles.way}>
      <EmptyText
        view={view}
        canWrite={props.canWrite}
        onDraft={props.onDraft}
        onOwn={props.onOwn}
        onAdopt={props.onAdopt}
      />
    </div>
  )
}

function EntryTitle({ view: { paper } }: { view: ReviewView }) {
  return (
    <h2 className={styles.title}>
      {paper.starred && '★ '}
      {paper.title || paper.fileName}
    </h2>
  )
}

function TextTab(props: Props & { hidden: boolean }) {
  const { view, hidden, hasText, sentence, saver, canWrite, check, editorRef } = props
  const streaming = view.drafts.find((draft) => draft.status === 'streaming')
  const untouched = view.head === null || view.head.origin === 'draft'
  const mark = props.marks.find((one) => one.index === sentence) ?? null
  return (
    <div className={styles.text} hidden={hidden}>
      <div className={styles.content}>
        <EntryTitle view={view} />
        {streaming && <Streaming view={view} draft={streaming} whole={untouched && !hidden} />}
        {!hasText && !streaming && (
          <EmptyText
            view={view}
            canWrite={canWrite}
            onDraft={props.onDraft}
            onOwn={props.onOwn}
            onAdopt={props.onAdopt}
          />
        )}
        {/* It stays while a new draft is being written: the text of now is not gone before the new one is whole. */}
        <div hidden={!hasText || (streaming !== undefined && untouched)}>
          <Editor
            ref={editorRef}
            initial={saver.state().text}
            readOnly={!canWrite}
            check={check}
            active={sentence}
            onEdit={props.onEdit}
            onSentence={props.onSentence}
            onMarks={props.onMarks}
            neverUsed={props.neverUsed}
            onRemarks={props.onRemarks}
            onBlur={props.onBlur}
          />
          {view.draft && view.head?.draftId === view.draft.id && <DraftFacts view={view} />}
        </div>
      </div>
      {props.edits.asked && (
        <Suspense>
          <RewritePanel
            paperId={view.paper.id}
            asked={props.edits.asked}
            noteCount={view.notes.length}
            onTake={props.edits.take}
            onClose={props.edits.drop}
          />
        </Suspense>
      )}
      {hasText && !props.edits.asked && (
        <EvidenceBar
          mark={mark}
          sentence={(sentence === null ? undefined : view.grounding?.sentences[sentence]) ?? null}
          count={props.marks.length}
          pagesNotRead={view.grounding?.pagesNotRead ?? []}
          passage={props.passage}
          onPassage={props.onPassage}
          onShow={props.onShow}
          say={props.say}
          edits={props.edits}
          remarks={props.remarks}
          linksWithoutSentence={view.grounding?.linksWithoutSentence ?? []}
        />
      )}
    </div>
  )
}

function Streaming({ view, draft, whole }: { view: ReviewView; draft: ReviewView['drafts'][number]; whole: boolean }) {
  if (whole) return <StreamPreview draftId={draft.id} paperId={view.paper.id} model={draft.model} />
  return (
    <p className={styles.beside}>
      <span>
        Draft {draft.number} {draftStateWords(draft.status)} beside this text; your text is not touched.
      </span>
      <StopDraft draftId={draft.id} paperId={view.paper.id} />
    </p>
  )
}

/** What the draft says to the editor: what was sent, what was not used. Never part of the entry. */
function DraftFacts({ view }: { view: ReviewView }) {
  const { draft } = view
  if (!draft) return null
  return (
    <details className={styles.facts}>
      <summary>
        About this draft: {draft.model}
        {draft.promptName && `, prompt ${draft.promptName}`}
        {draft.tail.length > 0 && `, ${draft.tail.length === 1 ? '1 remark' : `${draft.tail.length} remarks`} for you`}
      </summary>
      <ul>
        {draftNews(draft).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}
