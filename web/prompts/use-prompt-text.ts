/** One prompt while it is edited: the text of now, the version that it grew from, and what is wrong with it. */
import { useEffect, useState } from 'react'
import type { PromptProblem } from '../../server/prompts/schema.ts'
import type { ApiError } from '../api.ts'
import { useApi } from '../ui/use-api.tsx'
import { keep, readKept } from './kept-prompt.ts'
import { promptsApi } from './prompts-api.ts'

export type PromptVersionText = { sha: string; text: string }
export type PromptText = ReturnType<typeof usePromptText>

const none: readonly PromptProblem[] = []
/** Typing is checked after so long a pause. */
const pauseMs = 300
/** A server that does not answer is asked again after so long. */
const againMs = 3000

/** @param opened the version that the page shows first; an unsaved text from before wins over it */
export function usePromptText(name: string, opened: PromptVersionText) {
  const [first] = useState(() => readKept(localStorage, name))
  const [base, setBase] = useState(opened)
  const [text, setText] = useState(first ?? opened.text)
  const dirty = text !== base.text
  useEffect(() => keep(localStorage, name, dirty ? text : null), [name, dirty, text])
  return {
    base,
    text,
    dirty,
    /** It was typed at an earlier visit and never saved. */
    restored: dirty && text === first,
    lint: useLint(text),
    edit: setText,
    /** Another version in place of the text. */
    open(version: PromptVersionText) {
      setBase(version)
      setText(version.text)
    },
    /** It is a version now; what was typed since stays, unsaved. */
    saved: setBase,
  }
}

/**
 * The problems of the text as it stands, or, until that has been checked (`fresh`), those of a moment ago.
 * `error`: why it could not be checked.
 */
export type Lint = { problems: readonly PromptProblem[]; fresh: boolean; error: ApiError | null }

function useLint(text: string): Lint {
  const api = useApi()
  const [checked, setChecked] = useState<{ text: string; problems: PromptProblem[] } | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let gone = false
    const check = async () => {
      const answer = await promptsApi(api).lint(text)
      if (gone) return
      setError(answer.ok ? null : answer.error)
      if (answer.ok) setChecked({ text, problems: answer.value.problems })
      else timer = setTimeout(() => setAttempt(attempt + 1), againMs)
    }
    let timer = setTimeout(() => void check(), pauseMs)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [api, text, attempt])
  return { problems: checked?.problems ?? none, fresh: checked?.text === text, error }
}
