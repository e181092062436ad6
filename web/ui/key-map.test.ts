import { expect, test } from 'vitest'
import { clashes, printKeys, readStroke, strokeOf, type Binding, type Stroke } from './key-map.ts'

const press = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
})
const binding = (command: string, keys: string): Binding => ({ command, keys, label: command, run: () => undefined })
const page = [binding('next', 'j'), binding('draft', 'g d'), binding('diff', 'd'), binding('approve', 'Mod+Enter')]
const app = [binding('papers', 'g p'), binding('help', '?'), binding('menu', 'Mod+k'), binding('other-next', 'j')]
const read = (
  stroke: string,
  options: { pending?: string; inText?: boolean; overrides?: Record<string, string> } = {},
) => {
  const found = readStroke(
    [page, app],
    options.overrides ?? {},
    options.pending ?? null,
    stroke,
    options.inText ?? false,
  )
  return found.run?.command ?? found.pending
}

test.each([
  ['a letter', press('j'), 'j'],
  ['a capital is its own key', press('J', { shiftKey: true }), 'J'],
  ['Ctrl and Command are the same', press('Enter', { metaKey: true }), 'Mod+Enter'],
  ['a shifted sign keeps its sign', press('?', { shiftKey: true }), '?'],
  ['space has a name', press(' '), 'Space'],
  ['composing is not a command', press('n', { isComposing: true }), null],
  ['AltGr types a letter', press('@', { ctrlKey: true, altKey: true }), null],
  ['a bare modifier is nothing', press('Shift', { shiftKey: true }), null],
])('%s', (_name, event, stroke) => expect(strokeOf(event)).toBe(stroke))

test('the page wins over the app for the same key', () => expect(read('j')).toBe('next'))
test('two strokes reach their command, over both layers', () => {
  expect(read('g')).toBe('g')
  expect(read('d', { pending: 'g' })).toBe('draft')
  expect(read('p', { pending: 'g' })).toBe('papers')
})
test('a second stroke that means nothing together counts alone', () => expect(read('j', { pending: 'g' })).toBe('next'))
test('letters type while a text field has the focus, chords still work', () => {
  expect(read('j', { inText: true })).toBeNull()
  expect(read('g', { inText: true })).toBeNull()
  expect(read('Mod+Enter', { inText: true })).toBe('approve')
})
test('a remapped command leaves its old key', () => {
  expect(read('x', { overrides: { next: 'x' } })).toBe('next')
  expect(read('d', { overrides: { diff: 'D' } })).toBeNull()
})
test('two commands on one key are named', () => {
  expect(clashes(page, {})).toEqual([])
  expect(clashes(page, { diff: 'j' })).toEqual(['j'])
})
test('badges say what is pressed on this machine', () => {
  expect(printKeys('Mod+Enter', false)).toEqual(['Ctrl+↵'])
  expect(printKeys('Mod+Enter', true)).toEqual(['⌘↵'])
  expect(printKeys('g p', false)).toEqual(['g', 'p'])
  expect(printKeys('+', false)).toEqual(['+'])
})
