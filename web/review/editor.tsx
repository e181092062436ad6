/** The editor of an entry: plain Markdown in CodeMirror, with the sentences' states. */
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands'
import { HighlightStyle, Language, defineLanguageFacet, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState } from '@codemirror/state'
import { EditorView, keymap, placeholder, type ViewUpdate } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { parser } from '@lezer/markdown'
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from 'react'
import type { EditOp } from '../../server/review/schema.ts'
import { houseMarks, setNeverUsed, type HouseRemark } from './house-marks.ts'
import { looksSame, markAt, marksOf, sentenceField, setActive, setMarks, type SentenceMark } from './sentence-marks.ts'
import './editor.css'

export type EditorHandle = {
  /** In one transaction, which one undo takes back. */
  setText: (text: string) => void
  /** A text of the server in place of a clean one: not an edit. */
  renew: (text: string) => void
  text: () => string
  /** Where a checked sentence is now, half-open; null where it is gone. */
  sentence: (index: number) => { from: number; to: number } | null
  /** As `setText`, for a part. */
  replace: (from: number, to: number, words: string) => void
  /** The cursor goes into the sentence; without an index the editor only takes the focus. */
  edit: (index: number | null) => void
}
type Props = {
  initial: string
  readOnly: boolean
  /** Where the checked sentences stand in a text; another function when another check has come. */
  check: (text: string) => SentenceMark[]
  active: number | null
  onEdit: (text: string, ops: EditOp[]) => void
  /** The sentence that was clicked or that the cursor has moved into. */
  onSentence: (index: number | null) => void
  /** A mark has come, gone or changed its state; that they move along with the text is not told. */
  onMarks: (marks: readonly SentenceMark[]) => void
  /** Words and phrases that the house does not print. */
  neverUsed: readonly string[]
  /** What stands against the house style, told a moment after it was written. */
  onRemarks: (remarks: HouseRemark[]) => void
  onBlur: () => void
  ref?: Ref<EditorHandle>
}

export function Editor(props: Props) {
  const { initial, readOnly, check, active, neverUsed, onEdit, onSentence, onMarks, onRemarks, onBlur, ref } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const locked = useRef(new Compartment())
  const firstText = useRef(initial)

  const onUpdate = useEffectEvent((update: ViewUpdate) => {
    const fromServer = update.transactions.some((transaction) => transaction.isUserEvent('renew'))
    if (update.docChanged && !fromServer) onEdit(update.state.doc.toString(), opsOf(update))
    if (!looksSame(marksOf(update.startState), marksOf(update.state))) onMarks(marksOf(update.state))
    // Also where the cursor stayed and the sentences moved: a new check may count them otherwise.
    const moved = update.selectionSet || update.docChanged || marksOf(update.startState) !== marksOf(update.state)
    if (moved && update.view.hasFocus) {
      const mark = markAt(marksOf(update.state), update.state.selection.main.head, update.state.doc.toString())
      if ((mark?.index ?? null) !== active) onSentence(mark?.index ?? null)
    }
  })
  const blurred = useEffectEvent(() => onBlur())
  const remarked = useEffectEvent((remarks: HouseRemark[]) => onRemarks(remarks))

  useEffect(() => {
    if (!host.current) return undefined
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: firstText.current,
        extensions: [
          history({ newGroupDelay: 400 }),
          keymap.of([{ key: 'Escape', run: leave }, ...historyKeymap, ...defaultKeymap]),
          markdown(),
          EditorView.lineWrapping,
          placeholder('Write the entry here, in Markdown.'),
          EditorView.contentAttributes.of({
            'aria-label': 'Text of the entry',
            spellcheck: 'true',
            autocapitalize: 'sentences',
            lang: 'en',
          }),
          locked.current.of([]),
          sentenceField,
          houseMarks((remarks) => remarked(remarks)),
          EditorView.updateListener.of((update) => onUpdate(update)),
          EditorView.domEventHandlers({ blur: () => blurred() }),
        ],
      }),
    })
    view.current = editor
    return () => {
      editor.destroy()
      view.current = null
    }
  }, [])

  useEffect(() => {
    view.current?.dispatch({
      effects: locked.current.reconfigure(
        readOnly ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [],
      ),
    })
  }, [readOnly])
  useEffect(() => {
    view.current?.dispatch({ effects: setNeverUsed.of(neverUsed) })
  }, [neverUsed])
  useEffect(() => {
    const editor = view.current
    editor?.dispatch({ effects: setMarks.of(check(editor.state.doc.toString())) })
  }, [check])
  useEffect(() => {
    const editor = view.current
    if (!editor) return
    editor.dispatch({ effects: setActive.of(active) })
    const mark = marksOf(editor.state).find(({ index }) => index === active)
    // On a phone the evidence lies over the lower part of the text.
    const y = matchMedia('(max-width: 760px)').matches ? 'start' : 'nearest'
    if (mark && !editor.hasFocus) editor.dispatch({ effects: EditorView.scrollIntoView(mark.from, { y, yMargin: 60 }) })
  }, [active])

  useImperativeHandle(
    ref,
    () => ({
      setText: (text) => replaceAll(view.current, text, 'input.replace'),
      renew: (text) => replaceAll(view.current, text, 'renew', check(text)),
      text: () => view.current?.state.doc.toString() ?? '',
      sentence: (index) => (view.current && marksOf(view.current.state).find((one) => one.index === index)) ?? null,
      replace(from, to, insert) {
        view.current?.dispatch({
          ...{ changes: { from, to, insert }, userEvent: 'input.replace', annotations: isolateHistory.of('full') },
        })
      },
      edit(index) {
        const editor = view.current
        const mark = editor && marksOf(editor.state).find((one) => one.index === index)
        editor?.focus()
        if (mark) editor.dispatch({ selection: { anchor: mark.from }, scrollIntoView: true })
      },
    }),
    [check],
  )

  return <div ref={host} className="entry-editor" data-pane="text" tabIndex={-1} />
}

/** Not @codemirror/lang-markdown, which brings parsers of HTML, CSS and JavaScript along. */
const markdown = () => [
  new Language(defineLanguageFacet(), parser, [], 'markdown'),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.heading, fontWeight: '600' },
      { tag: tags.strong, fontWeight: '600' },
      { tag: tags.emphasis, fontStyle: 'italic' },
      { tag: tags.link, color: 'var(--accent)' },
      { tag: tags.monospace, fontFamily: 'var(--mono)', fontSize: '0.88em' },
      { tag: tags.processingInstruction, color: 'var(--ink-soft)' },
    ]),
  ),
]

function leave(view: EditorView): boolean {
  view.contentDOM.blur()
  return true
}

function replaceAll(
  view: EditorView | null,
  text: string,
  userEvent: string,
  marks: readonly SentenceMark[] = [],
): void {
  if (!view || view.state.doc.toString() === text) return
  const changes = { from: 0, to: view.state.doc.length, insert: text }
  view.dispatch({ changes, userEvent, effects: setMarks.of(marks), annotations: isolateHistory.of('full') })
}

/** The changes of one update, to be applied one after the other: within a transaction last first, so that none moves another. */
function opsOf(update: ViewUpdate): EditOp[] {
  const at = new Date().toISOString()
  return update.transactions.flatMap((transaction) => {
    const ops: EditOp[] = []
    transaction.changes.iterChanges((from, to, _fromB, _toB, inserted) =>
      ops.unshift({ at, from, to, insert: inserted.toString() }),
    )
    return ops
  })
}
