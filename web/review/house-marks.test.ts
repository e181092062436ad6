import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { houseMarks, setNeverUsed, type HouseRemark } from './house-marks.ts'
import { sentenceField, setMarks } from './sentence-marks.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function open(doc: string) {
  const told: HouseRemark[][] = []
  const extensions = [sentenceField, houseMarks((remarks) => void told.push(remarks))]
  const view = new EditorView({ parent: document.body, state: EditorState.create({ doc, extensions }) })
  const marked = () => [...view.dom.querySelectorAll('.house-mark')].map((mark) => mark.textContent)
  return { view, marked, words: () => told.at(-1)?.map(({ words }) => words) }
}

test('a doubled word, stray punctuation and a word that the house never prints are underlined, with what to do as title', () => {
  const { view, marked, words } = open('It works , and and we leverage it.')
  view.dispatch({ effects: setNeverUsed.of(['leverage']) })
  vi.advanceTimersByTime(0)
  expect(marked()).toEqual([' ', 'and and', 'leverage'])
  expect(words()).toEqual(marked())
  expect(view.dom.querySelector('.house-mark[title*="never prints"]')?.textContent).toBe('leverage')
})

test('typing waits: marks move along, one that is typed in goes at once, and the next look finds the new', () => {
  const { view, marked, words } = open('A novel way.')
  vi.advanceTimersByTime(0)
  expect(marked()).toEqual(['novel'])
  view.dispatch({ changes: { from: 0, insert: 'So, ' } })
  expect(marked()).toEqual(['novel'])
  view.dispatch({ changes: { from: 11, insert: 'ty' } })
  expect(marked()).toEqual([])
  view.dispatch({ changes: { from: 4, to: 4, insert: 'the the ' } })
  vi.advanceTimersByTime(399)
  expect(marked()).toEqual([])
  vi.advanceTimersByTime(1)
  expect(marked()).toEqual(['the the'])
  expect(words()).toEqual(['the the'])
})

test('while a character is composed no look is taken', () => {
  const { view, marked } = open('A way.')
  vi.advanceTimersByTime(0)
  const composing = vi.spyOn(view, 'composing', 'get').mockReturnValue(true)
  view.dispatch({ changes: { from: 2, insert: 'novel ' } })
  vi.advanceTimersByTime(2000)
  expect(marked()).toEqual([])
  composing.mockReturnValue(false)
  vi.advanceTimersByTime(400)
  expect(marked()).toEqual(['novel'])
})

test('a remark knows its sentence', () => {
  const { view } = open('')
  const told: HouseRemark[][] = []
  view.setState(
    EditorState.create({
      doc: 'Good. A novel way.',
      extensions: [sentenceField, houseMarks((all) => void told.push(all))],
    }),
  )
  const mark = { state: 'found' as const, look: false, doubts: [] }
  view.dispatch({
    effects: setMarks.of([
      { ...mark, index: 0, from: 0, to: 5 },
      { ...mark, index: 1, from: 6, to: 18 },
    ]),
  })
  vi.advanceTimersByTime(0)
  expect(told.at(-1)).toEqual([{ sentence: 1, words: 'novel', message: expect.any(String) }])
})
