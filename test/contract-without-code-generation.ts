/** Runs every contract case of every destination, and prints how many there were. */
import { destinations } from 'crosswalk/destinations'
import { contractCases } from 'crosswalk/testing'
import { contractEvents, settingsFor } from './fixtures/read.js'

let generates = true
try {
  new Function('')
} catch {
  generates = false
}
if (generates) throw new Error('code can be made of text here, so this shows nothing')

let count = 0
for (const destination of destinations) {
  const settings = settingsFor(destination.slug)
  const events = contractEvents(destination.slug)
  for (const { name, run } of contractCases(destination, { settings, events })) {
    try {
      run()
      count++
    } catch (error) {
      console.error(`${destination.slug}, ${name}: ${(error as Error).message.split('\n')[0]}`)
      process.exitCode = 1
    }
  }
}
console.log(count)
