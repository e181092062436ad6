/** What can be done with a prompt's text: open a version, save it as one, choose the one in use, compare two. */
import type { RefObject } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { PromptView } from '../../server/prompts/schema.ts'
import { useToast } from '../ui/toast.tsx'
import { useAct, useApi } from '../ui/use-api.tsx'
import type { PromptEditorHandle } from './prompt-editor.tsx'
import { savedWords, shortSha } from './prompt-words.ts'
import { promptsApi } from './prompts-api.ts'
import type { PromptText, PromptVersionText } from './use-prompt-text.ts'

const stale = [['prompts']]

export type PromptActions = ReturnType<typeof usePromptActions>

export function usePromptActions(
  view: PromptView,
  { base, text, dirty, lint, edit, open, saved }: PromptText,
  editor: RefObject<PromptEditorHandle | null>,
) {
  const api = promptsApi(useApi())
  const act = useAct()
  const toast = useToast()
  const [, navigate] = useLocation()
  const [, setParams] = useSearchParams()

  /** A position of the page: it stays in the address. */
  const put = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        next.set(name, value)
        return next
      },
      { replace: true },
    )
  const show = (version: PromptVersionText) => {
    open(version)
    editor.current?.renew(version.text)
  }
  const isUsed = base.sha === view.sha
  // What was typed a moment ago is checked by the server, which refuses what cannot be used.
  const canSave = dirty && !(lint.fresh && lint.problems.length > 0)
  return {
    put,
    canSave,
    canUse: !dirty && !isUsed,
    async choose(sha: string) {
      const answer = await act(api.version(view.name, sha))
      if (!answer) return
      show(answer.version)
      put('version', sha)
    },
    discard() {
      show(base)
      const undo = () => {
        edit(text)
        editor.current?.renew(text)
      }
      toast({ text: 'The changes are taken back', undo })
    },
    async save() {
      if (!canSave) return
      const answer = await act(api.save(text), stale)
      if (!answer) return
      const { name, sha } = answer.version
      saved({ sha, text })
      toast({ text: savedWords({ name, sha }, view) })
      if (name === view.name) put('version', sha)
      else setParams({ name, version: sha })
    },
    /** null: the shipped version, whatever it becomes. */
    async use(sha: string | null) {
      const answer = await act(api.use(view.name, sha), stale)
      if (!answer) return
      const said = sha === null ? 'the shipped version, also after an upgrade' : `version ${shortSha(sha)}`
      toast({ text: `In use now: ${said}`, undo: () => void act(api.use(view.name, answer.before), stale) })
    },
    /** The version shown against the one in use; the one in use against the newest of the others. */
    compare() {
      const other = isUsed ? view.versions.find(({ sha }) => sha !== base.sha)?.sha : view.sha
      const shas = other === undefined ? [base.sha] : [other, base.sha]
      navigate(`/evals?${shas.map((sha) => `compare=${view.name}@${sha}`).join('&')}`)
    },
  }
}
