// Loaded into a child by --import: tells its peak memory, in kilobytes, when it ends.
import { writeSync } from 'node:fs'

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))
