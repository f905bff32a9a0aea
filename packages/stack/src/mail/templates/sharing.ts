import type { Template } from './template.js'

/** What others share, or do with what is shared. */
export const SHARING_TEMPLATES = {
  sharing_request: {
    en: v => ({
      subject: `${v('SharerPublicName')} shares with you`,
      blocks: [
        `${v('SharerPublicName')} (${v('SharerEmail')}) would like to share with you: ${v('Description')}`,
        { label: 'See it:', link: v('SharingLink') }
      ]
    }),
    fr: v => ({
      subject: `${v('SharerPublicName')} partage avec vous`,
      blocks: [
        `${v('SharerPublicName')} (${v('SharerEmail')}) aimerait partager avec vous : ${v('Description')}`,
        { label: 'Le voir :', link: v('SharingLink') }
      ]
    })
  },
  sharing_to_confirm: {
    en: v => ({
      subject: 'Somebody waits for your confirmation',
      blocks: [
        `${v('MemberName')} has accepted your sharing.`,
        { label: 'Confirm who it is:', link: v('Link') }
      ]
    }),
    fr: v => ({
      subject: 'Une personne attend votre confirmation',
      blocks: [
        `${v('MemberName')} a accepté votre partage.`,
        { label: 'Confirmez son identité :', link: v('Link') }
      ]
    })
  },
  sharing_file_changed: {
    en: v => ({
      subject: `Changed: ${v('SharingDescription')}`,
      blocks: [`What you share has changed: ${v('FileName')}`, { label: 'See it:', link: v('FileURL') }]
    }),
    fr: v => ({
      subject: `Modifié : ${v('SharingDescription')}`,
      blocks: [`Ce que vous partagez a changé : ${v('FileName')}`, { label: 'Le voir :', link: v('FileURL') }]
    })
  },
  notifications_sharing: {
    en: v => ({
      subject: `${v('SharerPublicName')} shares with you`,
      blocks: [
        `${v('SharerPublicName')} shares with you: ${v('TargetName')}`,
        { label: 'See it:', link: v('SharingLink') }
      ]
    }),
    fr: v => ({
      subject: `${v('SharerPublicName')} partage avec vous`,
      blocks: [
        `${v('SharerPublicName')} partage avec vous : ${v('TargetName')}`,
        { label: 'Le voir :', link: v('SharingLink') }
      ]
    })
  }
} as const satisfies Record<string, Template>
