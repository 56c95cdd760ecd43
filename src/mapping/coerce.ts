export { toBoolean, toNumber, toText } from '../event/coerce.js'
