/** The desk of one paper: the PDF, the notes, the text with its evidence, and every key between them. */
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLocation } from 'wouter'
import type { FindHit, PageBox, ReviewView } from '../../server/desk/schema.ts'
import type { Note } from '../../server/review/schema.ts'
import type { PdfPaneHandle } from '../pdf/pdf-pane.tsx'
import type { PdfSelection } from '../pdf/selection.ts'
import { useKeyRegistry } from '../ui/keys.tsx'
import { Page } from '../ui/page.tsx'
import { Split } from '../ui/split.tsx'
import { useApi, useRead } from '../ui/use-api.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import { Banners } from './banners.tsx'
import { DeskDialogs, type OpenDialog } from './desk-dialogs.tsx'
import type { EditorHandle } from './editor.tsx'
import { EntryPane } from './entry-pane.tsx'
import { evidenceOf } from './evidence.ts'
import { pdfMarks, sentenceMarks } from './marks-of-view.ts'
import { PaperPane } from './paper-pane.tsx'
import type { HouseRemark } from './house-marks.ts'
import { reviewApi } from './review-api.ts'
import { ReviewHeader } from './review-header.tsx'
import type { SentenceMark } from './sentence-marks.ts'
import { useApproval } from './use-approval.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import { usePaperActions } from './use-paper-actions.ts'
import { usePosition } from './use-position.ts'
import { useSentenceActions } from './use-sentence-actions.ts'
import { useSentenceEdits } from './use-sentence-edits.ts'
import { useText } from './use-text.ts'
import { useWholeText } from './use-whole-text.ts'
import { isUnfinished } from './words.ts'

const noBoxes: PageBox[] = []
const noWords: string[] = []
type Found = { hits: FindHit[]; at: number } | null

/** Asked again each frame; given up after three seconds, so that no fault can leave the keyboard dead. */
async function becomes(done: () => boolean): Promise<void> {
  for (const deadline = performance.now() + 3000; performance.now() < deadline && !done();)
    await new Promise((resolve) => requestAnimationFrame(resolve))
}

export function Desk({ view }: { view: ReviewView }) {
  const api = useApi()
  const keys = useKeyRegistry()
  const [, navigate] = useLocation()
  const pdf = useRef<PdfPaneHandle>(null)
  const editor = useRef<EditorHandle>(null)
  const noteInput = useRef<HTMLTextAreaElement>(null)
  const { position, go } = usePosition(view)
  const settings = useRead(['settings'], (client) => client.settings()).data?.settings
  const actions = usePaperActions(view)
  const { status, saver, writing, leftOver, endLeftOver } = useText(view, (text) => editor.current?.renew(text))
  const approval = useApproval({
    view,
    saver,
    onApproved: actions.openNextWaiting,
    onUndone: () => navigate(`/review/${view.paper.id}`),
  })
  const [marks, setMarks] = useState<readonly SentenceMark[]>([])
  const [remarks, setRemarks] = useState<readonly HouseRemark[]>([])
  const [selection, setSelection] = useState<PdfSelection | null>(null)
  const [found, setFound] = useState<Found>(null)
  const [asked, setAsked] = useState(noBoxes)
  const [dialog, setDialog] = useState<OpenDialog>(null)

  const { paper, grounding } = view
  const { sentence, passage, tab } = position
  const check = useCallback((text: string) => sentenceMarks(grounding, text), [grounding])
  const shownMarks = useMemo(
    () => pdfMarks({ grounding, sentence, passage, asked, found }),
    [grounding, sentence, passage, asked, found],
  )
  const streaming = view.drafts.find((draft) => draft.status === 'streaming')
  const hasText = view.head !== null || position.own || !status.blank
  const canWrite = writing === true && !view.approval
  /** A cut draft that nobody has touched yet. */
  const asCut =
    view.head?.origin === 'draft' && view.draft !== null && isUnfinished(view.draft.status) && status.kind === 'saved'

  const showPlace = useCallback((boxes: readonly PageBox[]) => pdf.current?.show(boxes), [])
  const look = (index: number | null, at = 0) => {
    go({ sentence: index, passage: at })
    setAsked(noBoxes)
    const checked = index === null ? undefined : grounding?.sentences[index]
    const boxes = checked ? evidenceOf(checked)[at]?.boxes : undefined
    if (boxes && boxes.length > 0) showPlace(boxes)
  }
  // An address that names a sentence opens the paper at its passage.
  const lookAtAddress = useEffectEvent(() => {
    const checked = sentence === null ? undefined : grounding?.sentences[sentence]
    if (checked) showPlace(evidenceOf(checked)[passage]?.boxes ?? [])
  })
  useEffect(() => lookAtAddress(), [])
  const ask = (boxes: PageBox[]) => {
    setAsked(boxes)
    showPlace(boxes)
  }
  const showNote = async (note: Note) => {
    const pageIndex = note.anchor?.spans[0]?.pageIndex ?? 0
    const answer = await api.find(paper.id, note.anchor?.quote.slice(0, 60) ?? '')
    const hit = answer.ok ? answer.value.hits.find((one) => one.pageIndex === pageIndex) : undefined
    if (hit) ask(hit.boxes)
    else pdf.current?.goToPage(pageIndex + 1)
  }
  const draft = async () => {
    if (await actions.draft()) go({ tab: 'draft' })
  }
  // Focus goes there before the next key comes: "a" and then words must never be read as commands.
  const type = (change: Parameters<typeof go>[0], focus: () => boolean) => {
    flushSync(() => go(change))
    if (!focus()) keys.hold(becomes(focus))
  }
  const editText = (at: number | null) => () => {
    editor.current?.edit(at)
    return editor.current !== null
  }
  const writeOwn = () => type({ tab: 'draft', own: true }, editText(null))
  const endSelection = () => {
    document.getSelection()?.removeAllRanges()
    setSelection(null)
  }
  const keepSelection = () => {
    if (!selection) return
    void actions.keepSelection(selection)
    endSelection()
  }
  const say = useSentenceActions({
    view,
    sentence,
    passage,
    selection,
    onPassage: (at) => go({ passage: at }),
    onUsed: endSelection,
  })
  const edits = useSentenceEdits({ view, sentence, canWrite, editor })
  const whole = useWholeText({ view, saver, editor, onText: () => go({ tab: 'draft' }) })
  // Which of two texts would go out is not decided yet.
  const approve = status.kind === 'conflict' ? () => setDialog('conflict') : approval.ask

  useDeskKeys({
    view,
    position,
    marks,
    selection,
    streamingId: streaming?.id ?? null,
    canWrite,
    hasText,
    look,
    go,
    showPlace,
    actions,
    say,
    edits,
    approve,
    rates: approval.rates,
    keepSelection,
    draft: () => void draft(),
    writeOwn,
    openDialog: setDialog,
    editText: () => type({ tab: 'draft' }, editText(sentence)),
    writeNote: () =>
      type({ tab: 'notes' }, () => {
        noteInput.current?.focus()
        return noteInput.current !== null
      }),
  })

  const header = (
    <ReviewHeader
      view={view}
      place={actions.place}
      marks={tab === 'notes' && view.head?.origin === 'draft' && paper.starred ? [] : marks}
      status={status}
      canApprove={canWrite && !asCut && !status.blank && !approval.busy && status.kind !== 'conflict'}
      onStar={actions.star}
      onApprove={approve}
    />
  )
  return (
    <Page title={paper.title || paper.fileName} header={header} scroll="fill">
      <Split
        name="review"
        label="Width of the paper"
        initial={0.52}
        first={
          <PaperPane
            paperId={paper.id}
            url={reviewApi(api).fileUrl(paper.id)}
            marks={shownMarks}
            onFound={setFound}
            selection={selection}
            onSelect={setSelection}
            onNote={keepSelection}
            say={say}
            onOutline={() => setDialog('outline')}
            paneRef={pdf}
          />
        }
        second={
          <EntryPane
            view={view}
            tab={tab}
            onTab={(next) => go({ tab: next })}
            saver={saver}
            hasText={hasText}
            canWrite={canWrite}
            marks={marks}
            check={check}
            onMarks={setMarks}
            sentence={sentence}
            passage={passage}
            onSentence={look}
            onPassage={(at) => look(sentence, at)}
            onShow={ask}
            say={say}
            edits={edits}
            neverUsed={settings?.wordsNeverUsed ?? noWords}
            remarks={remarks}
            onRemarks={setRemarks}
            onEdit={(text, ops) => saver.edit(text, ops)}
            onBlur={() => void saver.flush()}
            onDraft={() => void draft()}
            onOwn={writeOwn}
            onAdopt={(id) => void whole.adopt(id)}
            onRestore={(id) => void whole.restore(id)}
            onDrafts={() => setDialog('drafts')}
            onShowNote={(note) => void showNote(note)}
            onLength={() => setDialog('length')}
            editorRef={editor}
            noteRef={noteInput}
            banners={
              <Banners
                view={view}
                status={status}
                writing={writing}
                leftOver={leftOver}
                onRestore={() => {
                  const kept = leftOver?.text ?? ''
                  endLeftOver(true)
                  go({ tab: 'draft', own: true })
                  editor.current?.renew(kept)
                }}
                onForget={() => endLeftOver(false)}
                onConflict={() => setDialog('conflict')}
                onDraft={() => void draft()}
                onWithdraw={() => void actions.withdraw()}
                onReadAgain={actions.readAgain}
              />
            }
          />
        }
      />
      <DeskDialogs
        view={view}
        open={dialog}
        saver={saver}
        status={status}
        canWrite={canWrite}
        onLength={actions.setLength}
        onAdopt={(id) => void whole.adopt(id)}
        onRate={actions.rate}
        onPlace={showPlace}
        onTheirs={() => void whole.takeTheirs(status.theirs?.text ?? '')}
        onClose={() => setDialog(null)}
      />
      {approval.toLookAt && (
        <ApproveDialog
          toLookAt={approval.toLookAt}
          asksReason={approval.asksReason}
          onConfirm={approval.confirm}
          onClose={approval.close}
          onLook={(words) => {
            approval.close()
            const index = grounding?.sentences.findIndex((one) => one.text === words) ?? -1
            if (index >= 0) look(index)
          }}
        />
      )}
    </Page>
  )
}
