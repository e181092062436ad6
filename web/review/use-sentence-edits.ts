/** What can be done to the words of the sentence at hand: the draft's words again, or the model's as a proposal. */
import { useState, type RefObject } from 'react'
import type { ReviewView } from '../../server/desk/schema.ts'
import { useToast } from '../ui/toast.tsx'
import { draftSentence } from './draft-sentence.ts'
import type { EditorHandle } from './editor.tsx'

type Parts = {
  view: ReviewView
  /** From 0; null before one is chosen. */
  sentence: number | null
  canWrite: boolean
  editor: RefObject<EditorHandle | null>
}

/** The sentence that a rewrite is asked for, as it stood then. */
export type AskedSentence = { name: string; from: number; words: string }

/** Each action is null where it has nothing to act on: then its key is not offered either. */
export function useSentenceEdits({ view, sentence, canWrite, editor }: Parts) {
  const toast = useToast()
  const [asked, setAsked] = useState<AskedSentence | null>(null)
  const name = `sentence ${(sentence ?? 0) + 1}`
  const draft = view.draft?.prose ?? ''
  const usable = canWrite && sentence !== null && view.grounding?.sentences[sentence] !== undefined

  const put = (from: number, before: string, words: string, done: string) => {
    editor.current?.replace(from, from + before.length, words)
    const after = editor.current?.text()
    const undo = () => {
      if (editor.current?.text() === after) editor.current?.replace(from, from + words.length, before)
      else toast({ text: 'The text has changed since. In the editor, Ctrl+Z goes back step by step.' })
    }
    toast({ text: done, undo })
  }
  const placeNow = () => (sentence === null ? null : (editor.current?.sentence(sentence) ?? null))

  return {
    restore:
      usable && draft !== ''
        ? () => {
            const place = placeNow()
            const text = editor.current?.text() ?? ''
            const found = place && draftSentence(draft, text, place)
            if (!found) return toast({ text: `The draft has no sentence like ${name}: nothing to restore.` })
            const { start, end } = found.place
            const words = text.slice(start, end)
            if (words === found.words) return toast({ text: `The words of ${name} are the draft’s.` })
            put(start, words, found.words, `The draft’s words again: ${name}`)
          }
        : null,
    rewrite: usable
      ? () => {
          const place = placeNow()
          const words = place && editor.current?.text().slice(place.from, place.to)
          if (words) setAsked({ name, from: place.from, words })
        }
      : null,
    asked,
    take(proposal: string) {
      if (!asked) return
      const text = editor.current?.text() ?? ''
      const from = text.startsWith(asked.words, asked.from) ? asked.from : text.indexOf(asked.words)
      setAsked(null)
      if (from === -1) toast({ text: 'The sentence has changed meanwhile: ask again.', tone: 'error' })
      else put(from, asked.words, proposal, `Rewritten: ${asked.name}`)
    },
    drop: () => setAsked(null),
  }
}
export type SentenceEdits = ReturnType<typeof useSentenceEdits>
