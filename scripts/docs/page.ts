/** A page of docs/, made from what the code knows. */
export interface Page {
  file: string
  make(): string
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

export function code(text: string): string {
  return `\`${text}\``
}
