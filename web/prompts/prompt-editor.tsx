/** The editor of a prompt's text: plain, with line numbers, variables told apart, and problems underlined. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { EditorState, StateEffect, StateField, type Range, type Text } from '@codemirror/state'
import { Decoration, EditorView, keymap, lineNumbers, MatchDecorator, ViewPlugin } from '@codemirror/view'
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from 'react'
import type { PromptProblem } from '../../server/prompts/schema.ts'
import './prompt-editor.css'

export type PromptEditorHandle = {
  /** Another version in its place; the undo history begins anew. */
  renew: (text: string) => void
  focus: () => void
  /** The cursor goes there. */
  show: (place: Pick<PromptProblem, 'line' | 'column'>) => void
}
type Props = {
  initial: string
  label: string
  problems: readonly PromptProblem[]
  onEdit: (text: string) => void
  ref?: Ref<PromptEditorHandle>
}

export function PromptEditor({ initial, label, problems, onEdit, ref }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const first = useRef({ text: initial, label })
  const edited = useEffectEvent((text: string) => onEdit(text))
  const stateOf = useRef((text: string) =>
    EditorState.create({
      doc: text,
      extensions: [
        history(),
        keymap.of([{ key: 'Escape', run: leave }, ...historyKeymap, ...defaultKeymap]),
        lineNumbers(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': first.current.label,
          spellcheck: 'true',
          lang: 'en',
          tabindex: '0',
        }),
        problemField,
        variables,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) edited(update.state.doc.toString())
        }),
      ],
    }),
  )
  useEffect(() => {
    if (!host.current) return undefined
    const editor = new EditorView({ parent: host.current, state: stateOf.current(first.current.text) })
    view.current = editor
    return () => {
      editor.destroy()
      view.current = null
    }
  }, [])
  useEffect(() => {
    view.current?.dispatch({ effects: setProblems.of(problems) })
  }, [problems])
  useImperativeHandle(ref, () => ({
    renew: (text) => view.current?.setState(stateOf.current(text)),
    focus: () => view.current?.focus(),
    show(place) {
      const editor = view.current
      if (!editor) return
      editor.focus()
      editor.dispatch({ selection: { anchor: offsetOf(editor.state.doc, place) }, scrollIntoView: true })
    },
  }))
  return <div ref={host} className="prompt-editor" data-pane="text" tabIndex={-1} />
}

function leave(view: EditorView): boolean {
  view.contentDOM.blur()
  return true
}

/** The last place there is, where the text has become shorter since. */
function offsetOf(text: Text, { line, column }: Pick<PromptProblem, 'line' | 'column'>): number {
  const found = text.line(Math.min(line, text.lines))
  return Math.min(found.to, found.from + column - 1)
}

const setProblems = StateEffect.define<readonly PromptProblem[]>()
const problemField = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes)
    for (const effect of transaction.effects)
      if (effect.is(setProblems)) next = Decoration.set(effect.value.flatMap(underline(transaction.state.doc)), true)
    return next
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** From its place to the end of the word or tag; an empty line is marked as a whole by its number in the list. */
const underline =
  (text: Text) =>
  (problem: PromptProblem): Range<Decoration>[] => {
    const from = offsetOf(text, problem)
    const rest = text.sliceString(from, text.lineAt(from).to)
    const length = (/^\{\{?[^{}\s]*\}{0,2}|^[\w-]+/.exec(rest)?.[0] ?? rest).length
    const mark = Decoration.mark({ class: 'prompt-problem', attributes: { title: problem.message } })
    return length > 0 ? [mark.range(from, from + length)] : []
  }

const matcher = new MatchDecorator({
  regexp: /\{\{[ \t]*[a-z]\w*[ \t]*\}\}/gi,
  decoration: Decoration.mark({ class: 'prompt-variable' }),
})
const variables = ViewPlugin.define(
  (view) => {
    let marks = matcher.createDeco(view)
    return {
      get marks() {
        return marks
      },
      update: (update) => {
        marks = matcher.updateDeco(update, marks)
      },
    }
  },
  { decorations: (plugin) => plugin.marks },
)
