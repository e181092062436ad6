import { expect, test } from 'vitest'
import { madePaper } from '../../test/made-paper.ts'
import { parseReply } from '../drafting/parse-reply.ts'
import { ground } from '../grounding/ground.ts'
import { indexPaper } from '../grounding/paper-index.ts'
import { withMarks } from './marked-text.ts'

const paper = madePaper([
  { kind: 'title', text: 'Widgets' },
  { kind: 'paragraph', text: 'The widget raises accuracy from 69.7 to 80.7 points on all of the tests that we ran.' },
  { kind: 'paragraph', text: 'It does not work on wet floors, where the gadget is still the better one.', page: 2 },
])

test('an approved text gets the marks of its found quotes back, and nothing else of it changes', () => {
  const reply = `It gains 11 points. [[p1: "from 69.7 to 80.7 points on all"]] Wet floors are out. [[p2: "does not work on wet floors"]]

It flies. [[p2: "it flies like a bird over hills"]]`
  const draft = parseReply(reply)
  // The editor's own sentence stands between them.
  const text = draft.prose.replace('Wet floors', 'I like that. Wet floors')
  const { sentences } = ground({ text, draft, paper: indexPaper(paper) })
  const marked = withMarks(text, sentences)
  expect(marked)
    .toBe(`It gains 11 points. [[p1: "from 69.7 to 80.7 points on all"]] I like that. Wet floors are out. [[p2: "does not work on wet floors"]]

It flies.`)
  expect(parseReply(marked).prose).toBe(text)
})
