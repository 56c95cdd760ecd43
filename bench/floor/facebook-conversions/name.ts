import { eventNameOf, tellWithoutAmount } from '../facebook/name.js'
import type { Reading } from '../facebook/reading.js'
import { settingsName, viewedName } from '../facebook/rule.js'
import { forget } from '../read-or-tell.js'

const names: ReadonlyMap<unknown, string> = new Map([
  ['Application Installed', 'MobileAppInstall'],
  ['Application Opened', 'ActivateApp'],
  ['Products Searched', 'Search'],
  ['Product Viewed', 'ViewContent'],
  ['Product Added', 'AddToCart'],
  ['Product Added to Wishlist', 'AddToWishlist'],
  ['Product Reviewed', 'Rate'],
  ['Checkout Started', 'InitiateCheckout'],
  ['Payment Info Entered', 'AddPaymentInfo'],
  ['Order Completed', 'Purchase'],
])
const nameWithoutValue: ReadonlyMap<unknown, string> = new Map([
  ['Purchase', 'Order Completed'],
  ['fb_mobile_purchase', 'Order Completed'],
  ['Rate', 'Product Reviewed'],
  ['fb_mobile_rate', 'Product Reviewed'],
])
/** Names of the App Events API, which a list of names may have been written for. */
const activityNames: ReadonlyMap<unknown, string> = new Map([
  ['MOBILE_APP_INSTALL', 'MobileAppInstall'],
  ['fb_mobile_activate_app', 'ActivateApp'],
  ['fb_mobile_search', 'Search'],
  ['fb_mobile_content_view', 'ViewContent'],
  ['fb_mobile_add_to_cart', 'AddToCart'],
  ['fb_mobile_add_to_wishlist', 'AddToWishlist'],
  ['fb_mobile_rate', 'Rate'],
  ['fb_mobile_initiated_checkout', 'InitiateCheckout'],
  ['fb_mobile_add_payment_info', 'AddPaymentInfo'],
  ['fb_mobile_purchase', 'Purchase'],
  ['fb_mobile_complete_registration', 'CompleteRegistration'],
  ['fb_mobile_level_achieved', 'LevelAchieved'],
  ['fb_mobile_achievement_unlocked', 'AchievementUnlocked'],
  ['fb_mobile_spent_credits', 'SpentCredits'],
  ['fb_mobile_tutorial_completion', 'TutorialCompletion'],
])
const needsValue = (name: string) => name === 'Purchase' || name === 'Rate'

/** A purchase without a value goes under its own name, for the vendor takes none. */
export function nameOf(
  { event, warnings }: Reading,
  settings: Readonly<Record<string, unknown>>,
  hasValue: boolean,
): string | undefined {
  const mark = warnings.length
  const given = settingsName(event, settings)
  const known =
    given === undefined
      ? (names.get(event.event) ?? activityNames.get(event.event))
      : activityNames.get(given)
  const wanted = given ?? event.event ?? viewedName(event)
  if (known === undefined && wanted === undefined) return undefined
  const name = known ?? eventNameOf(wanted as string, warnings, 'event_name', 'event, name')
  if (name !== undefined && (hasValue || !needsValue(name))) return name
  if (event.event === undefined) return undefined
  forget(warnings, mark)
  const own =
    nameWithoutValue.get(event.event) ?? eventNameOf(event.event, warnings, 'event_name', 'event')
  if (own === undefined || needsValue(own)) return undefined
  tellWithoutAmount(warnings, 'event_name')
  return own
}
