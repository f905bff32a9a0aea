import type { Logger } from '@cozy-jobs/logging'

/** `io.cozy.contacts`, as far as a konnector fills it in. Single values are taken for lists of one. */
export interface Contact {
  name?: { givenName?: string; familyName?: string; [part: string]: unknown }
  phone?: { number?: string; [attribute: string]: unknown }[] | string
  address?: { formattedAddress?: string; [attribute: string]: unknown }[] | string
  email?: { address?: string; [attribute: string]: unknown }[] | string
  [attribute: string]: unknown
}

type Log = Pick<Logger, 'warn'>

const listOf = <T extends object>(
  log: Log | undefined,
  label: string,
  value: T[] | string,
  attribute: string
): T[] => {
  if (Array.isArray(value)) return value
  log?.warn(`formatIdentityContact ${label} is not an array, you should fix it`)
  return [{ [attribute]: value } as T]
}

/** Keeps digits, points and `+` of phone numbers. */
const cleanPhone = (log: Log | undefined, phone: { number?: string }): object => {
  if (phone.number) return { ...phone, number: phone.number.replace(/[^\d.+]/g, '') }
  log?.warn('There is no number in phone object')
  return phone
}

/** Takes HTML tags and line ends out of addresses. */
const cleanAddress = (log: Log | undefined, address: { formattedAddress?: string }): object => {
  const { formattedAddress } = address
  if (formattedAddress) {
    return {
      ...address,
      formattedAddress: formattedAddress.replace(/<[^>]*>/g, '').replace(/\r\n|[\n\r]/g, ' ')
    }
  }
  log?.warn('There is no formattedAddress in address object')
  return address
}

/** A contact with lists for phone, address and e-mail, their values cleaned. */
export const formatIdentityContact = (given: Contact, log?: Log): Contact => {
  const { phone, address, email, ...others } = given
  return {
    ...others,
    ...(phone && {
      phone: listOf(log, 'Phone', phone, 'number').map(each => cleanPhone(log, each) as { number?: string })
    }),
    ...(address && {
      address: listOf(log, 'Address', address, 'formattedAddress').map(
        each => cleanAddress(log, each) as { formattedAddress?: string }
      )
    }),
    ...(email && { email: listOf(log, 'Email', email, 'address') })
  }
}

/** Trims every text of an object, however deep, in place. */
export const trimProperties = <T extends object>(object: T): T => {
  for (const [key, value] of Object.entries(object)) {
    if (typeof value === 'string') (object as Record<string, unknown>)[key] = value.trim()
    else if (typeof value === 'object' && value !== null) trimProperties(value as object)
  }
  return object
}
