import { expect, test } from 'vitest'
import { back, forward, jumped, noJumps, type Jumps, type Place } from './jumps.ts'

const at = (pageIndex: number, share = 0): Place => ({ pageIndex, share })
const through = (...places: Place[]): Jumps =>
  places.slice(1).reduce((jumps, to, index) => jumped(jumps, places[index]!, to), noJumps)

test('back goes through the places in reverse, forward to where one was', () => {
  const first = back(through(at(0), at(5), at(9)), at(9, 0.5))!
  expect(first.to).toEqual(at(5))
  const second = back(first.jumps, at(5))!
  expect(second.to).toEqual(at(0))
  expect(back(second.jumps, at(0))).toBeNull()
  const ahead = forward(second.jumps, at(0))!
  expect(ahead.to).toEqual(at(5))
  expect(forward(ahead.jumps, at(5))!.to).toEqual(at(9, 0.5))
})

test('a jump from where one went back to forgets what lay ahead', () => {
  const { jumps } = back(through(at(0), at(5)), at(5))!
  expect(forward(jumped(jumps, at(0), at(2)), at(2))).toBeNull()
})

test('a step within the same quarter of a page is no jump', () => {
  expect(through(at(3, 0.1), at(3, 0.3))).toEqual(noJumps)
  expect(through(at(3, 0.9), at(4, 0.1))).toEqual(noJumps)
  expect(through(at(3, 0.1), at(3, 0.6)).past).toEqual([at(3, 0.1)])
})
