/** One prompt: its text with live checks on the left, the preview or the difference on the right. */
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { PromptView } from '../../server/prompts/schema.ts'
import { Button } from '../ui/button.tsx'
import type { Binding } from '../ui/key-map.ts'
import { useKeys } from '../ui/keys.tsx'
import { Split } from '../ui/split.tsx'
import { Loading } from '../ui/states.tsx'
import { useRead } from '../ui/use-api.tsx'
import { PreviewPane } from './preview-pane.tsx'
import { ProblemList } from './problem-list.tsx'
import type { PromptEditorHandle } from './prompt-editor.tsx'
import { PromptHeader } from './prompt-header.tsx'
import { TryDialog } from './try-dialog.tsx'
import { usePromptActions } from './use-prompt-actions.ts'
import { usePromptText } from './use-prompt-text.ts'
import { VersionDiff } from './version-diff.tsx'
import styles from './prompt-desk.module.css'

// CodeMirror weighs more than the rest of the page; the preview is there before it.
const PromptEditor = lazy(() => import('./prompt-editor.tsx').then((part) => ({ default: part.PromptEditor })))

export function PromptDesk({ view }: { view: PromptView }) {
  const [params] = useSearchParams()
  const [trying, setTrying] = useState(false)
  const editor = useRef<PromptEditorHandle>(null)
  const state = usePromptText(view.name, view)
  const actions = usePromptActions(view, state, editor)
  const { base, text, dirty, lint } = state
  const papers = useRead(['papers'], (client) => client.papers()).data?.rows ?? []
  const readable = papers.filter(({ stage }) => stage !== 'reading' && stage !== 'unreadable')
  const paper = readable.find((row) => row.paper.id === params.get('paper')) ?? readable[0]
  const isDiff = params.get('side') === 'diff'
  const hasPreview = view.kind === 'part' || view.use === 'draft'

  const openWanted = useEffectEvent(() => {
    const wanted = params.get('version')
    if (wanted !== null && wanted !== base.sha && !dirty) void actions.choose(wanted)
  })
  useEffect(() => openWanted(), [])
  const own = (command: string, keys: string, label: string, run: () => void): Binding => ({
    command: `prompts.${command}`,
    keys,
    label,
    badge: 'own',
    run,
  })
  useKeys([
    { command: 'prompts.edit', keys: 'e', label: 'edit (Esc out)', run: () => editor.current?.focus() },
    own('preview', 'v', 'preview', () => actions.put('side', 'preview')),
    own('diff', 'd', 'what changed', () => actions.put('side', 'diff')),
    own('save', 'Mod+s', 'save as version', () => void actions.save()),
    ...(actions.canUse ? [own('use', 'l', 'use this version', () => void actions.use(base.sha))] : []),
    ...(view.use === 'draft' && !dirty
      ? [
          own('try', 't', 'try on 3 papers', () => setTrying(true)),
          own('eval', 'r', 'run the eval', () => actions.compare()),
        ]
      : []),
  ])
  return (
    <div className={styles.desk}>
      <PromptHeader view={view} state={state} actions={actions} onTry={() => setTrying(true)} />
      <Split
        name="prompts"
        label="Width of the text"
        first={
          <div className={styles.text}>
            <Suspense fallback={<Loading what="the editor" />}>
              <PromptEditor
                ref={editor}
                initial={text}
                label={`Text of the prompt ${view.name}`}
                problems={lint.problems}
                onEdit={state.edit}
              />
            </Suspense>
            <ProblemList lint={lint} onShow={(problem) => editor.current?.show(problem)} />
          </div>
        }
        second={
          <div className={styles.side}>
            <div className={styles.tabs}>
              <Button aria-pressed={!isDiff} command="prompts.preview" onClick={() => actions.put('side', 'preview')}>
                Preview
              </Button>
              <Button aria-pressed={isDiff} command="prompts.diff" onClick={() => actions.put('side', 'diff')}>
                What changed
              </Button>
            </div>
            {isDiff && <VersionDiff key={base.sha} view={view} shown={base.sha} text={text} />}
            {!isDiff && !hasPreview && (
              <p className={styles.none}>
                It is filled while a draft is made, with what there is then: nothing can be shown before.
              </p>
            )}
            {!isDiff && hasPreview && (
              <PreviewPane
                text={lint.problems.length > 0 ? null : text}
                papers={readable}
                paperId={paper?.paper.id ?? null}
                onPaper={(id) => actions.put('paper', id)}
              />
            )}
          </div>
        }
      />
      {trying && <TryDialog name={view.name} sha={base.sha} papers={readable} onClose={() => setTrying(false)} />}
    </div>
  )
}
