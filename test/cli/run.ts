import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export const environment = {
  PATH: process.env.PATH,
  FB_ACCESS_TOKEN: 'facebook-token',
  AMPLITUDE_API_KEY: 'amplitude-key',
  CIO_SITE_ID: 'site',
  CIO_API_KEY: 'customerio-key',
}

/** Three connections, `fb`, `amp` and `cio`, for what does not depend on a destination. */
export const configFile = join(root, 'test/cli/config.json')

/** Runs the built command line; gives its exit code, its NDJSON and its words. */
export async function crosswalk(
  words: string[],
  {
    input = '',
    env = environment,
    cwd = root,
  }: { input?: string; env?: NodeJS.ProcessEnv; cwd?: string } = {},
) {
  const child = spawn(process.execPath, [join(root, 'dist/src/cli/index.js'), ...words], {
    cwd,
    env,
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [out, said] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return {
    code: child.exitCode,
    said,
    out,
    get lines() {
      const lines = out.split('\n').filter((line) => line !== '')
      return lines.map((line) => JSON.parse(line))
    },
  }
}
