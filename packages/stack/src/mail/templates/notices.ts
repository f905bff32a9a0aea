import type { Block, Template } from './template.js'

const link = (label: string, address: string): Block =>
  address === '' ? undefined : { label, link: address }

/** What the stack has to tell its owner. */
export const NOTICE_TEMPLATES = {
  support_request: {
    en: v => ({
      subject: 'Your request to the support',
      blocks: [
        'Your request has been sent to the support:',
        { quote: v('Body') },
        'You will get an answer by mail.'
      ]
    }),
    fr: v => ({
      subject: 'Votre demande au support',
      blocks: [
        'Votre demande a été envoyée au support :',
        { quote: v('Body') },
        'La réponse vous parviendra par mail.'
      ]
    })
  },
  alert_account: {
    en: v => ({ subject: 'A problem with an account', blocks: [v('Domain'), { quote: v('Error') }] }),
    fr: v => ({ subject: 'Un problème avec un compte', blocks: [v('Domain'), { quote: v('Error') }] })
  },
  notifications_diskquota: {
    en: v => ({
      subject: 'Your Cozy is almost full',
      blocks: [
        'Your Cozy is almost full.',
        link('Get more space:', v('OffersLink')),
        link('Make room:', v('CozyDriveLink'))
      ]
    }),
    fr: v => ({
      subject: 'Votre Cozy est presque plein',
      blocks: [
        'Votre Cozy est presque plein.',
        link('Obtenir plus d’espace :', v('OffersLink')),
        link('Faire de la place :', v('CozyDriveLink'))
      ]
    })
  },
  notifications_oauthclients: {
    en: v => ({
      subject: 'Too many devices',
      blocks: [
        `${v('ClientName')} is connected, and your Cozy takes ${v('ClientsLimit')} devices.`,
        link('Take more:', v('OffersLink')),
        link('See your devices:', v('DevicesLink'))
      ]
    }),
    fr: v => ({
      subject: 'Trop d’appareils',
      blocks: [
        `${v('ClientName')} est connecté, et votre Cozy accepte ${v('ClientsLimit')} appareils.`,
        link('En accepter plus :', v('OffersLink')),
        link('Voir vos appareils :', v('DevicesLink'))
      ]
    })
  },
  notifications_antivirus: {
    en: v => ({
      subject: 'A file may be dangerous',
      blocks: [`${v('IssueDescription')}: ${v('FileName')}`, link('See it:', v('FileURL'))]
    }),
    fr: v => ({
      subject: 'Un fichier est peut-être dangereux',
      blocks: [`${v('IssueDescription')} : ${v('FileName')}`, link('Le voir :', v('FileURL'))]
    })
  }
} as const satisfies Record<string, Template>
