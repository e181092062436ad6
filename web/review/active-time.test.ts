import { expect, test } from 'vitest'
import { createActiveTime } from './active-time.ts'

test('short gaps count, long gaps and hidden time do not', () => {
  const time = createActiveTime()
  for (const at of [0, 10_000, 200_000, 205_000]) time.sign(at)
  time.pause()
  time.sign(230_000)
  expect(time.take()).toBe(15_000)
})

test('what was taken is not counted twice', () => {
  const time = createActiveTime()
  time.sign(0)
  time.sign(1000)
  time.take()
  time.sign(3000)
  expect(time.take()).toBe(2000)
})
