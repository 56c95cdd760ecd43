/** Something that a contributor should mend. */
export interface Finding {
  /** The name of the check. */
  check: string
  file: string
  /** JSON path in the file, or empty. */
  path: string
  message: string
}
