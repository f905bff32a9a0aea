type Flags = Readonly<Record<string, unknown>>

const APPLE_ID = 'id1600636174'
const ANDROID_ID = 'io.cozy.flagship.mobile'

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise)

/** Where a phone gets the flagship app; flags may name another app. */
export const storeLink = (userAgent: string, locale: string, flags: Flags): string => {
  if (/iphone|ipad/i.test(userAgent)) {
    const id = encodeURIComponent(textOf(flags['flagship.appstore_id'], APPLE_ID))
    return `https://apps.apple.com/${encodeURIComponent(locale)}/app/${id}`
  }
  if (/android/i.test(userAgent)) {
    const query = new URLSearchParams({ id: textOf(flags['flagship.playstore_id'], ANDROID_ID), hl: locale })
    return `https://play.google.com/store/apps/details?${query.toString()}`
  }
  return `https://cozy.io/${encodeURIComponent(locale)}/download`
}
