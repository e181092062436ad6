/** The head of a prompt: what it is for, which version is in use, which one is shown, and what can be done with it. */
import type { PromptView } from '../../server/prompts/schema.ts'
import { Button } from '../ui/button.tsx'
import { inUseWords, versionWords } from './prompt-words.ts'
import type { PromptActions } from './use-prompt-actions.ts'
import type { PromptText } from './use-prompt-text.ts'
import styles from './prompt-desk.module.css'

type Props = {
  view: PromptView
  state: Pick<PromptText, 'base' | 'dirty' | 'restored'>
  actions: PromptActions
  onTry: () => void
}

export function PromptHeader({ view, state: { base, dirty, restored }, actions, onTry }: Props) {
  return (
    <header className={styles.head}>
      <h2>{view.name}</h2>
      <p className={styles.purpose}>{view.purpose}</p>
      <p className={styles.state}>
        {inUseWords(view)}.
        {view.chosen && view.shippedSha !== null && (
          <Button look="quiet" onClick={() => void actions.use(null)}>
            Follow the shipped one
          </Button>
        )}
      </p>
      <div className={styles.tools}>
        <label>
          <span className="visually-hidden">Version shown</span>
          <select
            value={base.sha}
            disabled={dirty}
            title={dirty ? 'Save or discard your changes first' : undefined}
            onChange={(event) => void actions.choose(event.target.value)}
          >
            {view.versions.map((version) => (
              <option key={version.sha} value={version.sha}>
                {versionWords(version, view)}
              </option>
            ))}
          </select>
        </label>
        {dirty && (
          <span className={styles.unsaved}>
            ✎ {restored ? 'unsaved, from an earlier visit' : 'not saved'}
            <Button look="quiet" onClick={actions.discard}>
              Discard
            </Button>
          </span>
        )}
        <span className={styles.actions}>
          {actions.canUse && (
            <Button look="main" command="prompts.use" onClick={() => void actions.use(base.sha)}>
              {view.kind === 'part' ? 'Use this one' : 'Use for drafts'}
            </Button>
          )}
          <Button
            look={dirty ? 'main' : 'plain'}
            command="prompts.save"
            disabled={!actions.canSave}
            onClick={() => void actions.save()}
          >
            Save as version
          </Button>
          {view.use === 'draft' && (
            <>
              <Button command="prompts.try" disabled={dirty} onClick={onTry}>
                Try on 3 papers
              </Button>
              <Button command="prompts.eval" disabled={dirty} onClick={actions.compare}>
                Run the eval
              </Button>
            </>
          )}
        </span>
      </div>
    </header>
  )
}
