import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { BoxedPlace, PageBox } from '../../server/desk/schema.ts'
import { NumberList } from './number-list.tsx'

afterEach(cleanup)

const place = (pageIndex: number, context: string): BoxedPlace => ({
  span: { pageIndex, start: 0, end: 4 },
  context,
  cell: null,
  boxes: [{ pageIndex, box: [pageIndex, 0, 10, 10] }],
})
const number = { start: 0, end: 4, text: '69.7', status: 'near' as const, derivation: null, places: [place(5, '')] }

test('a number, the abstract’s own beside it, and a formula each lead to their place in the paper', () => {
  const shown: PageBox[][] = []
  const formula: PageBox & { number: string } = { number: '3', pageIndex: 4, box: [1, 2, 3, 4] }
  render(
    <NumberList
      sentence={{ numbers: [{ ...number, headline: place(0, 'from 77.3 to 85.0') }], formulas: [formula] }}
      onShow={(boxes) => shown.push(boxes)}
    />,
  )
  fireEvent.click(screen.getByRole('button', { name: 'p. 6' }))
  fireEvent.click(screen.getByRole('button', { name: 'the abstract has “from 77.3 to 85.0”, p. 1' }))
  fireEvent.click(screen.getByRole('button', { name: '(3), p. 5' }))
  expect(shown.map((boxes) => boxes[0]?.box)).toEqual([
    [5, 0, 10, 10],
    [0, 0, 10, 10],
    [1, 2, 3, 4],
  ])
})

test('a sentence without numbers and formulas shows no list, and what is nowhere leads nowhere', () => {
  const { container, rerender } = render(<NumberList sentence={{ numbers: [] }} onShow={() => undefined} />)
  expect(container.textContent).toBe('')
  rerender(
    <NumberList sentence={{ numbers: [{ ...number, status: 'missing', places: [] }] }} onShow={() => undefined} />,
  )
  expect(screen.queryByRole('button')).toBeNull()
  expect(container.textContent).toBe('69.7not found in the text we read')
})
