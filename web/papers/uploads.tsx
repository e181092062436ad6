/** What became of each file that was added: sending, added, known already, or what was wrong with it. */
import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/states.tsx'
import type { Upload } from './use-uploads.ts'
import styles from './uploads.module.css'

type Props = {
  uploads: readonly Upload[]
  onAgain: (id: number, file: File, password?: string) => void
  onDismiss: (id: number) => void
}

export function Uploads({ uploads, onAgain, onDismiss }: Props) {
  const settled = uploads.filter((upload) => upload.state === 'added' || upload.state === 'failed').length
  // A file that went well is in the list below; only work and trouble are shown.
  const open = uploads.filter((upload) => upload.state !== 'added' || upload.already)
  if (open.length === 0) return null
  return (
    <section className={styles.uploads} aria-label="Files being added">
      {settled < uploads.length && <Progress done={settled} total={uploads.length} label="Adding" />}
      <ul>
        {open.map((upload) => (
          <li key={upload.id} data-state={upload.state}>
            <UploadLine upload={upload} onAgain={onAgain} onDismiss={onDismiss} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function UploadLine({ upload, onAgain, onDismiss }: { upload: Upload } & Omit<Props, 'uploads'>) {
  const [password, setPassword] = useState('')
  const { id, file } = upload
  const dismiss = (
    <Button look="quiet" aria-label={`Dismiss ${file.name}`} onClick={() => onDismiss(id)}>
      Dismiss
    </Button>
  )
  if (upload.state === 'waiting') return <span>{file.name}: waiting</span>
  if (upload.state === 'sending') return <span>{file.name}: sending…</span>
  if (upload.state === 'added') {
    return (
      <>
        <span>
          {file.name}: <Link href={`/review/${upload.paperId}`}>already in your papers</Link>
        </span>
        {dismiss}
      </>
    )
  }
  const locked = upload.error.kind === 'password-required' || upload.error.kind === 'wrong-password'
  return (
    <>
      <span role="alert">
        <strong>! {file.name}</strong>: {withoutName(upload.error.message, file.name)}
      </span>
      {locked && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            onAgain(id, file, password)
          }}
        >
          <input
            type="password"
            autoComplete="off"
            aria-label={`Password of ${file.name}`}
            placeholder="Password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button type="submit">Open</Button>
        </form>
      )}
      {upload.error.kind === 'offline' && <Button onClick={() => onAgain(id, file)}>Try again</Button>}
      {dismiss}
    </>
  )
}

/** The server's message may begin with the name, which stands before it here. */
const withoutName = (message: string, name: string) =>
  message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message
