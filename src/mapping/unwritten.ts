/** Stands where no program is written yet: the mapping is interpreted. */
import type { WrittenProgram } from './written.js'

export const hash: WrittenProgram['hash'] = ''

const make: WrittenProgram['default'] = () => {
  throw new Error('no program is written for this mapping: run npm run prepare')
}
export default make
