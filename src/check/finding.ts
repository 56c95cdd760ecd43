/** An error is to be mended; a warning is to be looked at, and may be right. */
export type Severity = 'error' | 'warning'

/** What a check finds, at a JSON path of the mapping file. */
export interface Found {
  path: string
  message: string
  /** Where it stands in another file. */
  file?: string
  /** Where it is not the check's own. */
  severity?: Severity
}

/** Something that a contributor should mend. */
export interface Finding {
  /** The name of the check. */
  check: string
  severity: Severity
  file: string
  /** JSON path in the file, or empty. */
  path: string
  /** From 1; null where the file has no such place. */
  line: number | null
  message: string
}
