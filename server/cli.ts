/** galley <command>: reads the arguments, calls a command, prints its answer; errors are one line on standard error, exit code 1. */
import { Command, InvalidArgumentError } from 'commander'
import { availableParallelism } from 'node:os'
import { CommandFailed, print } from './commands/command.ts'
import type { EvalRunOptions } from './commands/eval.ts'
import { version } from './version.ts'

const whole = (text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number, 0 or more')
  return value
}
const json = ['--json', 'the answer as JSON (shapes: server/cli-schema.ts)'] as const
const program = new Command('galley')
  .version(version)
  .description('The workbench of an editor who writes a weekly roundup of papers.')

program
  .command('serve')
  .description('open the library and serve the pages (what npm start does)')
  .option('--no-build', 'do not look whether the pages are stale')
  .action(async (options: { build: boolean }) => (await import('./commands/serve.ts')).serveCommand(options))

program
  .command('ingest')
  .description('add PDFs to the library (through the running server, where there is one)')
  .argument('<file...>')
  .option('--password <password>')
  .option(...json)
  .action(async (files: string[], options: { password?: string; json?: true }) =>
    print(await (await import('./commands/ingest.ts')).ingestCommand(files, options), options.json === true),
  )

program
  .command('extract')
  .description('read PDFs without a library: text, structure and figures as JSON')
  .argument('<file...>')
  .option('--out <dir>', 'write NAME.json a file')
  .option('--password <password>')
  .option('--jobs <n>', 'child processes', whole, availableParallelism())
  .option(...json)
  .action(async (files: string[], options: { out?: string; password?: string; jobs: number; json?: true }) =>
    print(await (await import('./commands/extract.ts')).extractCommand(files, options), options.json === true),
  )

program
  .command('draft')
  .description('draft a PDF (without a library) or a paper of the library by its id or arXiv id')
  .argument('<file|paper>')
  .option('--model <name>', '"offline", or a name of the endpoint')
  .option('--prompt <name>', 'a prompt of prompts/', 'draft')
  .option('--notes <file>', 'of a file: one note a line')
  .option(
    '--length <length>',
    'of a file: one-liner, short, normal (unless said otherwise), starred, or a number of words',
  )
  .option(...json)
  .action(
    async (target: string, options: { model?: string; prompt: string; notes?: string; length?: string; json?: true }) =>
      print(await (await import('./commands/draft.ts')).draftCommand(target, options), options.json === true),
  )

program
  .command('ground')
  .description('where each sentence and number of a draft stands in a PDF')
  .requiredOption('--pdf <file>')
  .requiredOption('--draft <file>', 'Markdown, with or without [[p4: "…"]] marks')
  .option(...json)
  .action(async (options: { pdf: string; draft: string; json?: true }) =>
    print(await (await import('./commands/ground.ts')).groundCommand(options), options.json === true),
  )

const style = program.command('style').description('past issues')
style
  .command('import')
  .description('read a past issue (text, Markdown, HTML) and say what was found')
  .argument('<file>')
  .option('--keep', 'keep it in the library: its entries are measured, and serve as examples')
  .option(...json)
  .action(async (file: string, options: { keep?: true; json?: true }) =>
    print(await (await import('./commands/style.ts')).styleImportCommand(file, options), options.json === true),
  )

const evals = program.command('eval').description('compare prompts and models')
evals
  .command('run')
  .description('run a suite (evals/suites/*.yaml) over its papers, or over the approved papers of the library')
  .argument('[suite]')
  .option(
    '--variants <names>',
    'PROMPT[@VERSION]@MODEL,…: e.g. draft@gpt-5.2-mini,plain@gpt-5.2-mini (without a suite)',
  )
  .option('--repeats <n>', 'drafts a paper and variant', whole, 1)
  .option('--papers <dir>', 'where the files of a suite are; default: from the folder of the suite')
  .option('--recordings', 'answer from the recorded replies: free, and the same every time')
  .option('--gate', 'exit code 1 when a variant is worse than the first')
  .option(...json)
  .action(async (suite: string | undefined, options: EvalRunOptions) =>
    print(await (await import('./commands/eval.ts')).evalRunCommand(suite, options), options.json === true),
  )
evals
  .command('compare')
  .description('the card and the table of a run (the newest, unless named)')
  .argument('[run]')
  .option(...json)
  .action(async (run: string | undefined, options: { json?: true }) =>
    print(await (await import('./commands/eval.ts')).evalCompareCommand(run), options.json === true),
  )
evals
  .command('export')
  .description('what the editor did, as data for others')
  .argument('[run]')
  .option('--format <format>', 'flat, sft or preference', 'flat')
  .option('--out <dir>', 'writes data and manifest there; else the data to standard output')
  .option(...json)
  .action(async (run: string | undefined, options: { format: string; out?: string; json?: true }) =>
    print(await (await import('./commands/eval.ts')).evalExportCommand(run, options), options.json === true),
  )

const issue = program.command('issue').description('the roundup that goes out')
issue
  .command('show')
  .description('the issues of the library')
  .option(...json)
  .action(async (options: { json?: true }) =>
    print(await (await import('./commands/issue.ts')).issueShowCommand(), options.json === true),
  )
issue
  .command('export')
  .description('an issue (the newest, unless a date is given) as Markdown or HTML')
  .argument('[date]', 'YYYY-MM-DD')
  .option('--format <format>', 'markdown or html', 'markdown')
  .option('--out <file>')
  .option(...json)
  .action(async (date: string | undefined, options: { format: string; out?: string; json?: true }) =>
    print(await (await import('./commands/issue.ts')).issueExportCommand(date, options), options.json === true),
  )

program
  .command('stub-model')
  .description('a chat API that answers from recordings or by rule, and misbehaves on demand (the model name says how)')
  .option('--port <n>', 'default: a free one', whole, 0)
  .option('--delay <ms>', 'before the first byte', whole, 0)
  .action(async (options: { port: number; delay: number }) =>
    (await import('./commands/stub-model.ts')).stubModelCommand(options),
  )

program
  .command('backup')
  .description('a consistent copy of the library, also while it is in use')
  .argument('<folder>', 'a new folder')
  .option(...json)
  .action(async (folder: string, options: { json?: true }) =>
    print(await (await import('./commands/backup.ts')).backupCommand(folder), options.json === true),
  )

program
  .command('doctor')
  .description('what is configured, what is missing, and one request to the model')
  .option(...json)
  .action(async (options: { json?: true }) =>
    print(await (await import('./commands/doctor.ts')).doctorCommand(), options.json === true),
  )

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommandFailed)) throw error
  // An error of a command asked for JSON is JSON too, so that scripts need no second parser.
  console.error(
    process.argv.includes('--json') ? JSON.stringify({ error: error.failure }) : `galley: ${error.failure.message}`,
  )
  process.exitCode = 1
}
