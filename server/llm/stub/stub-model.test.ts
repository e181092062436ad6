import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStubModel, type StubModel } from './stub-model.ts'

let stub: StubModel
beforeAll(async () => {
  stub = await startStubModel()
})
afterAll(() => stub.close())

async function ask(model: string, content: string): Promise<string> {
  const response = await fetch(`${stub.url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content }] }),
  })
  const answer = (await response.json()) as { choices: { message: { content: string } }[] }
  return answer.choices[0]!.message.content
}
const recording = (name: string) =>
  readFileSync(path.join(import.meta.dirname, 'recordings', `${name}.md`), 'utf8').trimEnd()
const plain = 'Please summarize this paper for a machine learning newsletter, in about 180 words.'
const house = 'You write the first draft of one entry in a weekly roundup.'

describe('a paper and a prompt that were recorded are answered with the recording', () => {
  test.each([
    ['good', plain, 'PLAYING ATARI WITH DEEP REINFORCEMENT LEARNING', 'tj_dqn13.plain'],
    ['good', house, 'Playing Atari with Deep Reinforcement Learning', 'tj_dqn13.house-v2'],
    ['good', house, 'RankGen: Improving Text Generation with Large Ranking Models', 'seed_rankgen.house-final'],
    ['good@house', house, 'Playing Atari with Deep Reinforcement Learning', 'tj_dqn13.house'],
  ])('%s, %s', async (model, prompt, title, name) => {
    expect(await ask(model, `${prompt}\nTitle: ${title}\n`)).toBe(recording(name))
  })
})

test('any other paper is answered by rule: its own sentences with right marks, and every note', async () => {
  const fact = 'The widget of this trial is described here with enough words to be quoted.'
  const prompt = `Title: None\n\nEditor's notes:\n1. is it fast?\n2. I like it\n\n<<<PAPER\n[page 1]\nShort.\n\n[page 2]\n${fact}\nPAPER>>>`
  expect(await ask('anything', prompt)).toBe(
    `is it fast. [[note 1]] I like it. [[note 2]]\n\n${fact} [[p2: "The widget of this trial is described here with enough"]]`,
  )
})

test('another path than the chat API is not found', async () => {
  expect((await fetch(`${stub.url}/nothing`, { method: 'POST', body: '{}' })).status).toBe(404)
})
