import { limitedDataUse as own } from '../../../destinations/facebook-app-events/limited-data-use.js'
import type { Warning } from '../../../src/result.js'
import { plain, own as read } from '../read-or-tell.js'

interface DataUse {
  options: string[] | undefined
  country: number | undefined
  state: number | undefined
}

type Settings = Readonly<Record<string, unknown>>

/** What the settings of a connection say, worked out once. */
const bySettings = new WeakMap<Settings, DataUse>()

/** Where Limited Data Use is asked for: by the event, else by the settings. */
export function dataUseOf(options: unknown, settings: Settings, warnings: Warning[]): DataUse {
  const said =
    options === undefined
      ? undefined
      : (plain(read(options, 'limitedDataUse')) ?? plain(read(options, 'dataProcessingOptions')))
  if (said !== undefined) return dataUse(said, settings, warnings)
  let known = bySettings.get(settings)
  if (known === undefined) {
    known = dataUse(plain(read(settings, 'limitedDataUse')), settings, warnings)
    bySettings.set(settings, known)
  }
  return known
}

function dataUse(value: unknown, settings: Settings, warnings: Warning[]): DataUse {
  if (value === undefined) return { options: undefined, country: undefined, state: undefined }
  const source = 'options.limitedDataUse, options.dataProcessingOptions, settings.limitedDataUse'
  return {
    options: own.dataProcessingOptions(value, {
      settings,
      refuse: () => undefined,
      warn: (code, message) =>
        warnings.push({ code, path: 'data_processing_options', message: `${source}: ${message}` }),
    }),
    country: own.dataProcessingCountry(value),
    state: own.dataProcessingState(value),
  }
}
