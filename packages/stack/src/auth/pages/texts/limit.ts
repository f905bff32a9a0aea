import type { Bilingual } from './language.js'

interface LimitTexts {
  title: string
  message(count: number, limit: number): string
  whatToDo: string
  devices: string
}

export const LIMIT_TEXTS: Bilingual<LimitTexts> = {
  en: {
    title: 'Too many connected devices',
    message: (count, limit) => `Your Cozy has ${count} connected devices, and may have ${limit}.`,
    whatToDo: 'Disconnect one that you no longer use, then come back to this page and load it again.',
    devices: 'Connected devices'
  },
  fr: {
    title: 'Trop d’appareils connectés',
    message: (count, limit) => `Votre Cozy a ${count} appareils connectés, et peut en avoir ${limit}.`,
    whatToDo: 'Déconnectez-en un que vous n’utilisez plus, puis revenez à cette page et rechargez-la.',
    devices: 'Appareils connectés'
  }
}
