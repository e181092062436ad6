/** Sentence states in the editor: placed once, mapped through every edit, shown as underline and glyph. */
import { StateEffect, StateField, type ChangeDesc, type EditorState, type Range } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view'
import { sentenceStates, type SentenceState } from '../ui/status-glyph.tsx'

export type SentenceMark = {
  /** Its place among the checked sentences. */
  index: number
  /** Half-open, in the editor's text. */
  from: number
  to: number
  state: SentenceState
  /** Something in it wants a look. */
  look: boolean
  /** Numbers that were not found, relative to `from`. */
  doubts: readonly { start: number; end: number }[]
}

/**
 * A touched sentence is "changed since the check"; words put before or behind it are not its own, but behind one that is
 * being changed they are, until the next check knows better. One that is gone is dropped.
 */
export function mapMarks(marks: readonly SentenceMark[], changes: ChangeDesc): SentenceMark[] {
  return marks.flatMap((mark) => {
    const from = changes.mapPos(mark.from, 1)
    const to = changes.mapPos(mark.to, mark.state === 'changed' ? 1 : -1)
    if (to <= from) return []
    let touched = false
    changes.iterChangedRanges((start, end) => {
      if (start === end ? start > mark.from && start < mark.to : start < mark.to && end > mark.from) touched = true
    })
    return [touched ? { ...mark, from, to, state: 'changed', doubts: [] } : { ...mark, from, to }]
  })
}

/** True when only places differ. */
export function looksSame(some: readonly SentenceMark[], others: readonly SentenceMark[]): boolean {
  return (
    some === others ||
    (some.length === others.length &&
      some.every((mark, at) => {
        const other = others[at]
        return mark.index === other?.index && mark.state === other.state && mark.look === other.look
      }))
  )
}

/** The sentence at `pos`, else the nearest one before it in the same paragraph. */
export function markAt(marks: readonly SentenceMark[], pos: number, text: string): SentenceMark | null {
  const inside = marks.find((mark) => mark.from <= pos && pos <= mark.to)
  if (inside) return inside
  const before = marks.findLast((mark) => mark.to < pos)
  return before && !text.slice(before.to, pos).includes('\n') ? before : null
}

export const setMarks = StateEffect.define<readonly SentenceMark[]>()
export const setActive = StateEffect.define<number | null>()

type Value = { marks: readonly SentenceMark[]; active: number | null }

export const sentenceField = StateField.define<Value>({
  create: () => ({ marks: [], active: null }),
  update(value, transaction) {
    let { marks, active } = value
    if (transaction.docChanged) marks = mapMarks(marks, transaction.changes)
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) marks = effect.value
      if (effect.is(setActive)) active = effect.value
    }
    return marks === value.marks && active === value.active ? value : { marks, active }
  },
  provide: (field) => EditorView.decorations.compute([field], (state) => decorations(state.field(field))),
})

export const marksOf = (state: EditorState): readonly SentenceMark[] => state.field(sentenceField).marks

function decorations({ marks, active }: Value): DecorationSet {
  const ranges: Range<Decoration>[] = []
  for (const mark of marks) {
    const isActive = mark.index === active
    ranges.push(
      Decoration.mark({
        class: `sentence sentence-${mark.state}${mark.look ? ' sentence-look' : ''}${isActive ? ' sentence-active' : ''}`,
        attributes: { 'data-sentence': String(mark.index) },
      }).range(mark.from, mark.to),
    )
    for (const doubt of mark.doubts) {
      ranges.push(Decoration.mark({ class: 'number-missing' }).range(mark.from + doubt.start, mark.from + doubt.end))
    }
    ranges.push(Decoration.widget({ widget: new Glyph(mark.state), side: -1 }).range(mark.to))
  }
  return Decoration.set(ranges, true)
}

class Glyph extends WidgetType {
  readonly state: SentenceState
  constructor(state: SentenceState) {
    super()
    this.state = state
  }
  override eq(other: Glyph): boolean {
    return other.state === this.state
  }
  override toDOM(): HTMLElement {
    const { glyph, words } = sentenceStates[this.state]
    const element = document.createElement('span')
    element.className = `glyph glyph-${this.state}`
    element.textContent = glyph
    element.title = words
    element.setAttribute('aria-label', words)
    element.setAttribute('role', 'img')
    return element
  }
  override ignoreEvent(): boolean {
    return false
  }
}
