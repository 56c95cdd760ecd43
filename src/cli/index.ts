#!/usr/bin/env node
import { CrosswalkError, describeProblem } from '../errors.js'
import { didYouMean } from '../nearest.js'
import { UsageError } from './usage.js'

/** Loaded when asked for, so that no command waits for another's parts. */
const commands: Record<
  string,
  { words: string; about: string; run: () => Promise<(words: string[]) => Promise<number>> }
> = {
  map: {
    words: '[--config FILE] [--to ID]… [--now TIME] [--requests] [--show-secrets] [FILE]',
    about: 'events → results, or with --requests what would be sent',
    run: async () => (await import('./map.js')).map,
  },
  send: {
    words: '[--config FILE] [--dead-letters FILE] [--journal FILE] [--dry-run] [FILE]',
    about: 'maps and delivers',
    run: async () => (await import('./send.js')).send,
  },
  explain: {
    words:
      '[--config FILE] --to ID [--field TARGET] [--source PATH] [--message ID] [--now TIME] [--json] [FILE]',
    about: 'where every field came from, what was left out and why',
    run: async () => (await import('./explain.js')).explain,
  },
  new: {
    words: 'SLUG [--title TEXT]',
    about: 'the files of a new destination, green at once',
    run: async () => (await import('./new.js')).newDestination,
  },
  check: {
    words: '[--json] [--strict] [FILE]…',
    about: 'mapping files: what is wrong, where, and the nearest right name',
    run: async () => (await import('./check.js')).check,
  },
  diff: {
    words: 'OLD NEW --events FILE [--config FILE] [--now TIME] [--json]',
    about: 'what a change of a mapping file does to events',
    run: async () => (await import('./diff.js')).diff,
  },
  compile: {
    words: 'FILE [--as SLUG]',
    about: "a mapping file of one's own → a module",
    run: async () => (await import('./compile.js')).compile,
  },
  accept: {
    words: '[--now TIME] [FILE]',
    about: "wire requests → would the vendor take each, by the vendor's published rules",
    run: async () => (await import('./accept.js')).accept,
  },
}

const usage = `crosswalk: canonical events → every vendor's own form

${Object.entries(commands)
  .map(([name, { about }]) => `  crosswalk ${name.padEnd(8)}${about}`)
  .join('\n')}

\`crosswalk COMMAND --help\` shows what a command takes.
Events come from a file or standard input: NDJSON, a JSON list, or one object.
Exit: 0 nothing failed · 1 at least one failed · 2 usage or configuration wrong
`

async function main([name, ...words]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(usage)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) {
    throw new UsageError(
      `no command "${name}"${didYouMean(name, Object.keys(commands))}; see crosswalk --help`,
    )
  }
  if (words.includes('--help')) {
    process.stdout.write(`crosswalk ${name} ${command.words}\n\n${command.about}\n`)
    return 0
  }
  return (await command.run())(words)
}

/** What the person can mend is told in words; all else is a bug and shows where. */
function complain(error: unknown): number {
  if (error instanceof CrosswalkError) {
    process.stderr.write(`${error.problems.map(describeProblem).join('\n')}\n`)
    return 2
  }
  const { code } = error as NodeJS.ErrnoException
  if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`crosswalk: ${(error as Error).message}\n`)
    return 2
  }
  if (code === 'EPIPE' || code === 'ENOSPC' || code === 'ERR_STREAM_DESTROYED') {
    process.stderr.write(
      `crosswalk: the output could not be written (${code}); it is not complete\n`,
    )
    return 1
  }
  process.stderr.write(`crosswalk: ${(error as Error)?.stack ?? error}\n`)
  return 1
}

process.exitCode = await main(process.argv.slice(2)).catch(complain)
