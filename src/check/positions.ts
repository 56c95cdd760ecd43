const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\n/g

interface Open {
  path: string
  /** The place in a list; undefined in an object. */
  index?: number
}

/** The line, from 1, on which the value or member at each JSON path of a valid text stands. */
export function positionsOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>([['', 1]])
  const open: Open[] = []
  let line = 1
  let path = ''
  let name: string | undefined
  const place = (inside: string): void => {
    path = inside
    if (!lines.has(inside)) lines.set(inside, line)
  }
  for (const [word] of text.matchAll(token)) {
    const around = open.at(-1)
    if (word === '\n') line++
    else if (word === ':') place(join(around?.path ?? '', name ?? ''))
    else if (word === '}' || word === ']') open.pop()
    else if (word === ',') {
      if (around?.index !== undefined) around.index++
    } else {
      if (around?.index !== undefined) place(`${around.path}[${around.index}]`)
      if (word.startsWith('"')) name = JSON.parse(word)
      if (word === '{') open.push({ path })
      if (word === '[') open.push({ path, index: 0 })
    }
  }
  return lines
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

/** The line of a path, or of the nearest place around it that the text has. */
export function lineOf(path: string, lines: ReadonlyMap<string, number>): number | null {
  for (
    let at = path;
    at !== '';
    at = at.slice(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['), 0))
  ) {
    const line = lines.get(at)
    if (line !== undefined) return line
  }
  return lines.get('') ?? null
}
