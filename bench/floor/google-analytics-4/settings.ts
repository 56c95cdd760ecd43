/** What an event is written by. */
export interface Settings {
  platform?: 'ios' | 'android'
  eventNames: Readonly<Record<string, string>>
  lowercaseNames: boolean
  currency?: string
  engagementTimeMsec: number
  debugMode: boolean
}
