/** The house style: past issues as they were read, what was measured on them, and the card that drafts are shown. */
import { useRef, useState, type DragEvent } from 'react'
import { Button } from '../ui/button.tsx'
import { useKeys } from '../ui/keys.tsx'
import { Failed, Loading } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { useAct, useApi, useRead } from '../ui/use-api.tsx'
import { isPastIssue, removeIssue, usePastIssues } from '../ui/use-past-issues.ts'
import { PastIssue } from './past-issue.tsx'
import { ProfileTable } from './profile-table.tsx'
import { promptsApi } from './prompts-api.ts'
import { StyleCard } from './style-card.tsx'
import styles from './style-pane.module.css'

const stale = [['style']]

export function StylePane() {
  const api = useApi()
  const act = useAct()
  const toast = useToast()
  const importIssues = usePastIssues()
  const fileInput = useRef<HTMLInputElement>(null)
  const [dragging, setDragging] = useState(false)
  const answer = useRead(['style'], (client) => promptsApi(client).style())
  const choose = () => fileInput.current?.click()
  useKeys([{ command: 'style.import', keys: 'a', label: 'add a past issue', badge: 'own', run: choose }])
  const bring = (files: readonly File[]) => {
    void importIssues(files.filter(isPastIssue))
    const others = files.filter((file) => !isPastIssue(file)).map(({ name }) => name)
    if (others.length > 0) toast({ text: `Not text, Markdown or HTML, left out: ${others.join(', ')}`, tone: 'error' })
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setDragging(false)
    bring([...event.dataTransfer.files])
  }
  const remove = (id: string, name: string) =>
    act(removeIssue(api, id), stale, {
      text: `Taken away: ${name}`,
      undo: () => void act(promptsApi(api).restoreIssue(id), stale),
    })
  const style = answer.data?.style
  return (
    <div
      className={styles.style}
      data-dragging={dragging}
      onDragOver={(event) => {
        event.preventDefault()
        setDragging(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null))
          setDragging(false)
      }}
      onDrop={onDrop}
    >
      <input
        ref={fileInput}
        type="file"
        accept=".txt,.md,.markdown,.html,.htm,text/plain,text/markdown,text/html"
        multiple
        hidden
        aria-label="Past issues to add"
        onChange={(event) => {
          bring([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <section className={styles.drop}>
        <p>
          <strong>Drop a past issue: your lengths and your voice.</strong>
        </p>
        <p>
          Plain text, Markdown or HTML, as it was sent. Its entries are measured for the style card, and the nearest
          ones are shown to the model as examples; an entry about the very paper never is.
        </p>
        <p>
          <Button look={style?.issues.length === 0 ? 'main' : 'plain'} command="style.import" onClick={choose}>
            Choose a file
          </Button>
        </p>
      </section>
      {answer.isPending && <Loading what="the house style" />}
      {answer.error && <Failed error={answer.error} onRetry={() => void answer.refetch()} />}
      {style && (
        <>
          {style.issues.length > 0 && (
            <section>
              <h2>Past issues</h2>
              <ul className={styles.issues}>
                {style.issues.map((issue) => (
                  <li key={issue.id}>
                    <PastIssue issue={issue} onRemove={() => void remove(issue.id, issue.fileName)} />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <StyleCard measured={style.measuredCard} />
          {style.profile.entries > 0 && (
            <section>
              <h2>What was measured</h2>
              <p className={styles.soft}>
                {style.line}
                {style.profile.approved > 0 && `; ${style.profile.approved} of them approved here`}
              </p>
              <ProfileTable profile={style.profile} />
            </section>
          )}
        </>
      )}
    </div>
  )
}
