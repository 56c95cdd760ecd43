import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../shared/', import.meta.url))

/** Whether the vendors' facts and recorded inputs lie beside the project; tests that read them are skipped where not. */
export const sharedIsThere = existsSync(folder)
if (!sharedIsThere) console.log('skipped: nothing is shared beside the project')

/** A JSON file of that folder; an empty list where it is not there. */
export function sharedJson<Value>(file: string): Value[] {
  return sharedIsThere ? JSON.parse(sharedText(file)) : []
}

export function sharedText(file: string): string {
  return sharedIsThere ? readFileSync(`${folder}${file}`, 'utf8') : ''
}

export function sharedFiles(under: string): string[] {
  return sharedIsThere ? readdirSync(`${folder}${under}`).map((file) => `${under}/${file}`) : []
}
