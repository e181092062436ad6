import { expect, test } from 'vitest'
import { openQuestions } from './open-questions.ts'

const sentence = (text: string, change: object = {}) => ({
  text,
  status: 'quoted',
  changed: false,
  quotes: [],
  checks: [],
  numbers: [],
  ...change,
})
const grounding = JSON.stringify({
  sentences: [
    sentence('All is well.'),
    sentence('Nobody found this.', { status: 'missing' }),
    sentence('It says so.', { quotes: [{ status: 'not-found' }] }),
    sentence('It rose by 9.', { numbers: [{ text: '9', status: 'missing' }] }),
    sentence('It is the first.', { checks: [{ kind: 'overclaim' }] }),
  ],
})
const open = (said: { checked?: string[]; linked?: string[]; wrong?: string[] }, lookedAt: string[] = []) =>
  openQuestions(grounding, JSON.stringify(lookedAt.map((words) => ({ sentence: words }))), {
    checked: said.checked ?? [],
    linked: said.linked ?? [],
    wrong: said.wrong ?? [],
  }).map((question) => question.sentence)

test('what nobody found, confirmed or checked is open; white space makes no other sentence', () => {
  expect(open({})).toEqual(['Nobody found this.', 'It says so.', 'It rose by 9.', 'It is the first.'])
  expect(open({ checked: ['Nobody  found this.', 'It rose by 9.'] }, ['It is the first.'])).toEqual(['It says so.'])
})

test('a passage that the editor linked answers for the words of a sentence, not for its numbers or what a check compared', () => {
  const linked = ['Nobody found this.', 'It says so.', 'It rose by 9.', 'It is the first.']
  expect(open({ linked })).toEqual(['It rose by 9.', 'It is the first.'])
})

test('a sentence that the editor called wrong after the approval is open, and not what was asked about at the approval', () => {
  const wrong = ['All is  well.', 'Nobody found this.']
  const asked = ['Nobody found this.', 'It says so.', 'It rose by 9.', 'It is the first.']
  expect(open({ wrong }, asked)).toEqual(['All is well.'])
})

test('a text that was never checked has no open questions', () =>
  expect(openQuestions(null, '[]', { checked: [], linked: [], wrong: [] })).toEqual([]))
