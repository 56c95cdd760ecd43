#!/usr/bin/env node
import { CrosswalkError, describeProblem } from '../errors.js'
import { didYouMean } from '../nearest.js'
import { UsageError } from './usage.js'

/** Loaded when asked for, so that no command waits for another's parts. */
const commands: Record<
  string,
  { about: string; run: () => Promise<(words: string[]) => Promise<number>> }
> = {
  map: {
    about: 'events → results, or with --requests what would be sent',
    run: async () => (await import('./map.js')).map,
  },
  send: {
    about: 'maps and delivers',
    run: async () => (await import('./send.js')).send,
  },
  explain: {
    about: 'where every field came from, what was left out and why',
    run: async () => (await import('./explain.js')).explain,
  },
  new: {
    about: 'the files of a new destination, green at once',
    run: async () => (await import('./new.js')).newDestination,
  },
  check: {
    about: 'mapping files: what is wrong, where, and the nearest right name',
    run: async () => (await import('./check.js')).check,
  },
  diff: {
    about: 'what a change of a mapping file does to events',
    run: async () => (await import('./diff.js')).diff,
  },
  compile: {
    about: "a mapping file of one's own → a module",
    run: async () => (await import('./compile.js')).compile,
  },
  accept: {
    about: "wire requests → would the vendor take each, by the vendor's published rules",
    run: async () => (await import('./accept.js')).accept,
  },
}

const usage = `crosswalk: canonical events → every vendor's own form

${Object.entries(commands)
  .map(([name, { about }]) => `  crosswalk ${name.padEnd(8)}${about}`)
  .join('\n')}

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
