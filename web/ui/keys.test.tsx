import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Binding } from './key-map.ts'
import { Key, KeyBar } from './key.tsx'
import { createKeyRegistry, KeysProvider, useKeys, type KeyLayer } from './keys.tsx'

afterEach(cleanup)

const storage = (stored: Record<string, string> = {}) => ({
  getItem: (name: string) => stored[name] ?? null,
  setItem: (name: string, value: string) => void (stored[name] = value),
})
function Offers({ bindings, layer = 'page' }: { bindings: Binding[]; layer?: KeyLayer }) {
  useKeys(bindings, layer)
  return null
}
const binding = (keys: string, run: () => void, more: Partial<Binding> = {}): Binding => ({
  command: `test.${keys}`,
  keys,
  label: `do ${keys}`,
  run,
  ...more,
})
const show = (children: ReactNode, registry = createKeyRegistry(storage())) => {
  const view = render(<KeysProvider registry={registry}>{children}</KeysProvider>)
  return {
    ...view,
    registry,
    again: (next: ReactNode) => view.rerender(<KeysProvider registry={registry}>{next}</KeysProvider>),
  }
}

test('a letter types while a text field has the focus; a chord works there too', () => {
  const letter = vi.fn<() => void>()
  const chord = vi.fn<() => void>()
  show(
    <>
      <Offers bindings={[binding('j', letter), binding('Mod+Enter', chord)]} />
      <textarea aria-label="text" />
    </>,
  )
  const text = screen.getByLabelText('text')
  fireEvent.keyDown(text, { key: 'j' })
  fireEvent.keyDown(text, { key: 'Enter', ctrlKey: true })
  fireEvent.keyDown(text, { key: 'Enter', ctrlKey: true, isComposing: true })
  expect(letter).not.toHaveBeenCalled()
  expect(chord).toHaveBeenCalledTimes(1)
  fireEvent.keyDown(document.body, { key: 'j' })
  expect(letter).toHaveBeenCalledTimes(1)
})

test('an open dialog silences the page, and the page speaks again when it is closed', () => {
  const page = vi.fn<() => void>()
  const dialog = vi.fn<() => void>()
  const below = <Offers key="page" bindings={[binding('j', page), binding('x', page)]} />
  const { again } = show([below, <Offers key="dialog" layer="dialog" bindings={[binding('j', dialog)]} />])
  fireEvent.keyDown(document.body, { key: 'j' })
  fireEvent.keyDown(document.body, { key: 'x' })
  expect([page.mock.calls.length, dialog.mock.calls.length]).toEqual([0, 1])
  again([below])
  fireEvent.keyDown(document.body, { key: 'x' })
  expect(page).toHaveBeenCalledTimes(1)
})

test('every key without a badge of its own is in the bar, and a badge needs its command', () => {
  const nothing = () => undefined
  const bindings = [binding('j', nothing), binding('d', nothing, { badge: 'own' })]
  const { again } = show([
    <Offers key="offers" bindings={bindings} />,
    <KeyBar key="bar" />,
    <Key key="own" command="test.d" />,
  ])
  expect(screen.getByRole('list', { name: 'Keys of this page' }).textContent).toContain('do j')
  expect(screen.queryByText('do d')).toBeNull()
  expect(screen.getByText('d').tagName).toBe('KBD')
  again([<KeyBar key="bar" />, <Key key="own" command="test.d" />])
  expect(screen.queryByText('d')).toBeNull()
})

test('a remapped key is kept in this browser', () => {
  const stored: Record<string, string> = {}
  const run = vi.fn<() => void>()
  createKeyRegistry(storage(stored)).remap('test.j', 'm')
  show(<Offers bindings={[binding('j', run)]} />, createKeyRegistry(storage(stored)))
  fireEvent.keyDown(document.body, { key: 'j' })
  fireEvent.keyDown(document.body, { key: 'm' })
  expect(run).toHaveBeenCalledTimes(1)
})

test('a focused button keeps its Enter', () => {
  const run = vi.fn<() => void>()
  show(
    <>
      <Offers bindings={[binding('Enter', run)]} />
      <button type="button">Skip</button>
    </>,
  )
  fireEvent.keyDown(screen.getByText('Skip'), { key: 'Enter' })
  expect(run).not.toHaveBeenCalled()
})
