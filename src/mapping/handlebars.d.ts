/** The parser alone: the package's entry also brings its run time and Node's `fs`. */
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  interface Statement {
    type: string
    value: string
    path?: { type: string; parts: string[]; depth: number; data: boolean }
    params?: unknown[]
    hash?: unknown
  }
  export function parse(text: string): { body: Statement[] }
}
