import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { zodProblems } from '../zod-problems.js'

/** Events, and the settings of a connection that they are tried with. */
export interface Case {
  name: string
  settings: Record<string, unknown>
  /** Where those are written, its own or those of all. */
  settingsFile: string
  events: unknown[]
}

/** A file that is no fixture, and why. */
export class Unusable extends Error {
  readonly file: string
  readonly reason: string

  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`)
    this.file = file
    this.reason = reason
  }
}

const settingsForm = z.record(z.string(), z.unknown(), 'must be an object')

const caseForm = z
  .strictObject({
    settings: settingsForm.optional(),
    event: z.unknown().optional(),
    events: z.array(z.unknown(), 'must be a list').min(1, 'must hold an event').optional(),
  })
  .refine(
    (given) => Object.hasOwn(given, 'event') !== Object.hasOwn(given, 'events'),
    'must have either "event" or "events"',
  )

/**
 * The cases of a destination: `events/*.json` of the folder, which every
 * destination shares, with `settings/<slug>.json`; and its own `<slug>/*.json`,
 * `{ settings?, event }` or `{ settings?, events }`, over those settings.
 * Files that are none of these are told, and left out.
 */
export function readCases(
  folder: string,
  slug: string,
  tell: (unusable: Unusable) => void = raise,
): Case[] {
  const [base] = usable([settingsFile(folder, slug)], readSettings, tell)
  if (base === undefined) return []
  const { file: common, content: settings } = base
  const shared = usable(jsonFiles(join(folder, 'events')), readEvents, tell)
  const own = usable(jsonFiles(join(folder, slug)), readCase, tell)
  return [
    ...shared.map(({ file, content }) => ({
      name: nameOf(file),
      settings,
      settingsFile: common,
      events: content,
    })),
    ...own.map(({ file, content: { settings: more, event, events } }) => ({
      name: nameOf(file),
      settings: { ...settings, ...more },
      settingsFile: more === undefined ? common : file,
      events: events ?? [event],
    })),
  ]
}

/** `events/*.json` of the folder: one event each, or a list of them. */
export function readShared(folder: string): { name: string; events: unknown[] }[] {
  const files = usable(jsonFiles(join(folder, 'events')), readEvents, raise)
  return files.map(({ file, content }) => ({ name: nameOf(file), events: content }))
}

/** `settings/<slug>.json` of the folder. */
export function settingsOf(folder: string, slug: string): Record<string, unknown> {
  return readSettings(settingsFile(folder, slug))
}

function raise(unusable: Unusable): never {
  throw unusable
}

function usable<Content>(
  files: readonly string[],
  read: (file: string) => Content,
  tell: (unusable: Unusable) => void,
): { file: string; content: Content }[] {
  return files.flatMap((file) => {
    try {
      return [{ file, content: read(file) }]
    } catch (error) {
      if (!(error instanceof Unusable)) throw error
      tell(error)
      return []
    }
  })
}

function settingsFile(folder: string, slug: string): string {
  return join(folder, 'settings', `${slug}.json`)
}

function jsonFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files.sort().map((file) => join(folder, file))
}

function nameOf(file: string): string {
  return basename(file, '.json')
}

const readEvents = (file: string): unknown[] => [readJson(file)].flat()
const readSettings = (file: string) => inForm(file, settingsForm)
const readCase = (file: string) => inForm(file, caseForm)

function inForm<Form extends z.ZodType>(file: string, form: Form): z.infer<Form> {
  const json = readJson(file)
  const read = form.safeParse(json)
  if (read.success) return read.data
  const problems = zodProblems(read.error, 'CONFIG_INVALID', '', form, json)
  throw new Unusable(
    file,
    problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '),
  )
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new Unusable(
      file,
      code === undefined ? `is not JSON: ${message}` : `cannot be read (${code})`,
    )
  }
}
