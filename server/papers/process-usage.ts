/** What the system tells of a process from outside: its memory and its processor time. Linux tells; elsewhere null. */
import { readFileSync } from 'node:fs'

/** Resident memory in MiB: now (`VmRSS`), or the most that it ever had (`VmHWM`). Null elsewhere, or when the process is gone. */
export function memoryMiBOf(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): number | null {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(told(pid, 'status'))?.[1]
  return kilobytes ? Number(kilobytes) / 1024 : null
}

/** User and system time of all its threads so far, in ms (in steps of 10). Null elsewhere, or when the process is gone. */
export function cpuMsOf(pid: number | undefined): number | null {
  // The name, in brackets, may hold spaces; 11 and 12 fields after it come utime and stime, in hundredths of a second.
  const fields = told(pid, 'stat').split(') ').at(-1)?.split(' ') ?? []
  return fields.length > 12 ? (Number(fields[11]) + Number(fields[12])) * 10 : null
}

function told(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}
