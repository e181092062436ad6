/** vitest globalSetup: the pages as they ship, built once. */
import { buildWebIfStale } from '../server/build-web.ts'

export default async function setup(): Promise<void> {
  await buildWebIfStale((line) => console.log(line))
}
