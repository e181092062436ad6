import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { createKeyRegistry, KeysProvider } from '../ui/keys.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import { RatingDialog } from './rating-dialog.tsx'

afterEach(cleanup)

const nothingKept = { getItem: () => null, setItem: () => undefined }
const withKeys = (element: React.ReactNode) =>
  render(<KeysProvider registry={createKeyRegistry(nothingKept)}>{element}</KeysProvider>)
const press = (key: string, more: object = {}) => fireEvent.keyDown(document.activeElement ?? window, { key, ...more })

test('who wants to be asked what was fixed answers with one key, or approves without saying', () => {
  const said: (number | null)[] = []
  withKeys(
    <ApproveDialog
      toLookAt={[]}
      asksReason
      onConfirm={(reason) => said.push(reason)}
      onLook={() => undefined}
      onClose={() => undefined}
    />,
  )
  expect(screen.getByRole('heading', { name: 'What did you fix?', hidden: true })).toBeDefined()
  press('4')
  press('Enter', { ctrlKey: true })
  expect(said).toEqual([4, null])
})

test('nobody else is asked, and the figures mean nothing', () => {
  const said: (number | null)[] = []
  withKeys(
    <ApproveDialog
      toLookAt={[{ sentence: 'It works.', why: 'Not found in the text we read.' }]}
      asksReason={false}
      onConfirm={(reason) => said.push(reason)}
      onLook={() => undefined}
      onClose={() => undefined}
    />,
  )
  press('4')
  expect(said).toEqual([])
  expect(screen.queryByText(/say what you fixed/)).toBeNull()
})

test('a rating is kept at each key; the question with the focus is the one that is rated', () => {
  const kept: object[] = []
  withKeys(<RatingDialog rating={null} onRate={(rating) => kept.push(rating)} onClose={() => undefined} />)
  press('4')
  fireEvent.focus(screen.getAllByRole('radio', { hidden: true })[5]!)
  press('2')
  expect(kept).toEqual([
    { faithful: 4, style: null, insight: null },
    { faithful: 4, style: 2, insight: null },
  ])
})
