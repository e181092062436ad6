/** Where everything is kept, how it is copied, and which Galley this is. */
import type { PlaceView } from '../../server/settings/schema.ts'
import { useRead } from '../ui/use-api.tsx'
import styles from './settings-page.module.css'

export function LibrarySection({ place }: { place: PlaceView }) {
  const status = useRead(['status'], (api) => api.status())
  return (
    <section id="library">
      <h2>Library</h2>
      <dl className={styles.facts}>
        <dt>Data folder</dt>
        <dd>{place.dataFolder}</dd>
        <dt>Store</dt>
        <dd>
          {place.store === 'SQLite' ? 'SQLite, galley.db in that folder' : 'PostgreSQL (DATABASE_URL), PDFs included'}
        </dd>
        <dt>Backup</dt>
        <dd>
          {place.store === 'SQLite' ? (
            <>
              <code>npm run -s galley -- backup FOLDER</code> copies the database and the PDFs, also while this page is
              open. Keys are not in the copy: enter them again where you restore it.
            </>
          ) : (
            <>
              <code>pg_dump</code> of that database holds everything but the keys.
            </>
          )}
        </dd>
        <dt>Program</dt>
        <dd>Galley {status.data?.version ?? '…'}</dd>
      </dl>
    </section>
  )
}
