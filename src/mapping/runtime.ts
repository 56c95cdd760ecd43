/**
 * What generated mappings call: the functions of the interpreter, so that both
 * mean the same; the subpath `crosswalk/program`.
 */

export { isEmptied, isNothing } from '../event/nothing.js'
export { members, none, own, put } from '../event/values.js'
export { blankList, emptyList, listOf } from '../young.js'
export { lookUpIn, tableOf } from './bind.js'
export { toText } from './coerce.js'
export { UNMET } from './compiling.js'
export { asListed } from './condition.js'
export { NameSet } from './names.js'
export { kept, settled, standIn } from './node.js'
export { isPoured, pour } from './object.js'
export { asGiven, ownContext, ownFunction, ownStep } from './own-step.js'
export { chain } from './pipeline.js'
export { programOf, push } from './program.js'
export {
  asAny,
  asBoolean,
  asInteger,
  asList,
  asNumber,
  asObject,
  asText,
  asTime,
  isCatalogued,
  quiet,
  quietAny,
  quietBoolean,
  quietNumber,
  quietText,
  reader,
  typed,
} from './read.js'
export { dedupeKey, fail, untake, warn } from './run.js'
export { builtIn } from './steps/built-in.js'
export { refuseListed } from './steps/convert.js'
