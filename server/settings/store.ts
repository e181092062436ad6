/** The SQL of settings: one row a key, JSON values. */
import type { Database } from '../storage/open-database.ts'
import { defaultSettings, Settings } from './schema.ts'

export type SettingsStore = ReturnType<typeof createSettingsStore>

export function createSettingsStore(db: Database, libraryId: string) {
  // Made once: zod compiles a schema when it is first used, and settings are read several times a draft.
  const SomeSettings = Settings.partial()
  return {
    /** What was never set, or can no longer be read, has its default; the others keep theirs. */
    async read(): Promise<Settings> {
      const rows = await db.q().selectFrom('setting').selectAll().where('library_id', '=', libraryId).execute()
      const kept = rows.flatMap(({ key, value_json }) => {
        const parsed = SomeSettings.safeParse({ [key]: JSON.parse(value_json) as unknown })
        return parsed.success ? Object.entries(parsed.data) : []
      })
      return { ...defaultSettings, ...Object.fromEntries(kept) }
    },
    async write(change: Partial<Settings>): Promise<void> {
      await db.tx(async () => {
        for (const [key, value] of Object.entries(change)) {
          const value_json = JSON.stringify(value)
          await db
            .q()
            .insertInto('setting')
            .values({ library_id: libraryId, key, value_json })
            .onConflict((conflict) => conflict.columns(['library_id', 'key']).doUpdateSet({ value_json }))
            .execute()
        }
      })
    },
  }
}
