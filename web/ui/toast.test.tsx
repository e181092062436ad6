import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createKeyRegistry, KeysProvider } from './keys.tsx'
import { ToastProvider, useToast, type ToastMessage } from './toast.tsx'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function Shows({ message }: { message: ToastMessage }) {
  const toast = useToast()
  return (
    <button type="button" onClick={() => toast(message)}>
      show
    </button>
  )
}
const show = (message: ToastMessage) => {
  render(
    <KeysProvider registry={createKeyRegistry({ getItem: () => null, setItem: () => undefined })}>
      <ToastProvider>
        <Shows message={message} />
      </ToastProvider>
    </KeysProvider>,
  )
  fireEvent.click(screen.getByText('show'))
}
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))

test('a message goes after 5 s, and its undo with it', () => {
  const undo = vi.fn<() => void>()
  show({ text: 'Skipped', undo })
  pass(4900)
  expect(screen.getByText('Skipped')).toBeTruthy()
  pass(200)
  expect(screen.queryByText('Skipped')).toBeNull()
  fireEvent.keyDown(document.body, { key: 'u' })
  expect(undo).not.toHaveBeenCalled()
})

test('u undoes once', () => {
  const undo = vi.fn<() => void>()
  show({ text: 'Skipped', undo })
  fireEvent.keyDown(document.body, { key: 'u' })
  fireEvent.keyDown(document.body, { key: 'u' })
  expect(undo).toHaveBeenCalledTimes(1)
})

test('an error stays until it is dismissed', () => {
  show({ text: 'No such paper.', tone: 'error' })
  pass(60_000)
  expect(screen.getByText('No such paper.')).toBeTruthy()
  fireEvent.click(screen.getByText('Dismiss'))
  expect(screen.queryByText('No such paper.')).toBeNull()
})
