import { readFileSync } from 'node:fs'

export const readJson = (path: string) =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
