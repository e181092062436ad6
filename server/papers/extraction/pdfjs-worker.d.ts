/** The half of pdf.js that parses; the package has types for the other half only. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  import type { SharedPort } from './shared-port.ts'
  export const WorkerMessageHandler: { initializeFromPort(port: SharedPort): void }
}
