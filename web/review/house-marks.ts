/** House style as quiet marks in the editor: a dotted underline with what to do as its title. */
import { StateEffect, StateField, type ChangeDesc, type Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin } from '@codemirror/view'
import { houseLint, type HouseFinding } from '../../server/text/house-lint.ts'
import { marksOf, setMarks } from './sentence-marks.ts'

/** One finding as the page says it. `sentence`: its place among the checked ones; null where it stands in none. */
export type HouseRemark = { sentence: number | null; words: string; message: string }

/** Looked at again so long after the last key. */
const idleMs = 400

const setFindings = StateEffect.define<readonly HouseFinding[]>()
/** The words and phrases that this house does not print. */
export const setNeverUsed = StateEffect.define<readonly string[]>()

const findingsField = StateField.define<readonly HouseFinding[]>({
  create: () => [],
  update(findings, transaction) {
    const moved = transaction.docChanged ? mapFindings(findings, transaction.changes) : findings
    return transaction.effects.reduce((found, effect) => (effect.is(setFindings) ? effect.value : found), moved)
  },
  provide: (field) =>
    EditorView.decorations.compute([field], (state) =>
      Decoration.set(
        state
          .field(field)
          .map(({ start, end, message }) =>
            Decoration.mark({ class: 'house-mark', attributes: { title: message } }).range(start, end),
          ),
        true,
      ),
    ),
})

/** They move along with the text; one that is typed in is gone until the next look. */
function mapFindings(findings: readonly HouseFinding[], changes: ChangeDesc): HouseFinding[] {
  return findings.flatMap((finding) => {
    if (changes.touchesRange(finding.start, finding.end)) return []
    return [{ ...finding, start: changes.mapPos(finding.start), end: changes.mapPos(finding.end) }]
  })
}

/** @param tell all findings, after each look; no look is taken while a character is being composed */
export function houseMarks(tell: (remarks: HouseRemark[]) => void): Extension {
  const plugin = ViewPlugin.define((view) => {
    let timer: ReturnType<typeof setTimeout>
    let neverUsed: readonly string[] = []
    const later = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(look, ms)
    }
    function look() {
      if (view.composing) return later(idleMs)
      const text = view.state.doc.toString()
      // A finding is at least one character long, also at the end of the text.
      const findings = houseLint(text, [], neverUsed).map((finding) => ({
        ...finding,
        end: Math.min(finding.end, text.length),
      }))
      const marks = marksOf(view.state)
      view.dispatch({ effects: setFindings.of(findings.filter(({ start, end }) => start < end)) })
      tell(
        findings.map(({ start, end, message }) => ({
          sentence: marks.find((mark) => mark.from < end && start < mark.to)?.index ?? null,
          words: text.slice(start, end),
          message,
        })),
      )
    }
    later(0)
    return {
      update({ docChanged, transactions }) {
        let asked = false
        for (const effect of transactions.flatMap(({ effects }) => effects)) {
          if (effect.is(setNeverUsed)) neverUsed = effect.value
          // Other sentences may stand at the same findings.
          asked ||= effect.is(setNeverUsed) || effect.is(setMarks)
        }
        if (docChanged || asked) later(asked ? 0 : idleMs)
      },
      destroy: () => clearTimeout(timer),
    }
  })
  return [findingsField, plugin]
}
