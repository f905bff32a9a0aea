import { createHash, timingSafeEqual } from 'node:crypto'
import type { OAuthClient } from './client.js'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compared in a time that says nothing of how much was right. */
export const hasSecret = ({ client_secret }: OAuthClient, sent: string): boolean =>
  timingSafeEqual(digest(sent), digest(client_secret))
