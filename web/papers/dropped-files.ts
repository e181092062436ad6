/** The files of a drop, folders opened to any depth. */
import { isPastIssue } from '../ui/use-past-issues.ts'

export type DroppedFiles = {
  pdfs: File[]
  /** Past issues: text, Markdown, HTML. */
  issues: File[]
  /** Names of files that are not PDFs, so that none is left out in silence. */ others: string[]
}

/** Sorts by what the name says; the server looks at the bytes. */
export function sortFiles(files: readonly File[]): DroppedFiles {
  const visible = files.filter((file) => !file.name.startsWith('.'))
  const isPdf = (file: File) => file.type === 'application/pdf' || /\.pdf$/i.test(file.name)
  const others = visible.filter((file) => !isPdf(file))
  return {
    pdfs: visible.filter(isPdf),
    issues: others.filter(isPastIssue),
    others: others.filter((file) => !isPastIssue(file)).map((file) => file.name),
  }
}

/** Call it inside the drop event: the list of a drop is empty once the event is over. */
export function droppedFiles(items: DataTransferItemList): Promise<File[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  return Promise.all(entries.map(filesOf)).then((lists) => lists.flat())
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  if (!isFolder(entry)) return []
  const reader = entry.createReader()
  const children: FileSystemEntry[] = []
  // A reader gives at most 100 entries a call and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    children.push(...some)
  }
  const sorted = children.toSorted((one, other) => one.name.localeCompare(other.name))
  return (await Promise.all(sorted.map(filesOf))).flat()
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
