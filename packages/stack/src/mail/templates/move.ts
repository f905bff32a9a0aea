import type { Template } from './template.js'

/** Exports, imports and moves of a Cozy. */
export const MOVE_TEMPLATES = {
  archiver: {
    en: v => ({
      subject: 'Your archive is ready',
      blocks: ['The archive of your Cozy is ready.', { label: 'Download it:', link: v('ArchiveLink') }]
    }),
    fr: v => ({
      subject: 'Votre archive est prête',
      blocks: ['L’archive de votre Cozy est prête.', { label: 'La télécharger :', link: v('ArchiveLink') }]
    })
  },
  export_error: {
    en: () => ({
      subject: 'The export has failed',
      blocks: ['Your Cozy could not be exported. Please try again.']
    }),
    fr: () => ({
      subject: 'L’export a échoué',
      blocks: ['Votre Cozy n’a pas pu être exporté. Veuillez réessayer.']
    })
  },
  import_success: {
    en: v => ({
      subject: 'The import is done',
      blocks: [
        'Your data are now in your Cozy.',
        { label: 'Open it:', link: v('CozyLink') },
        v('AppsNotInstalled') === '' ? undefined : `Not installed: ${v('AppsNotInstalled')}.`
      ]
    }),
    fr: v => ({
      subject: 'L’import est terminé',
      blocks: [
        'Vos données sont maintenant dans votre Cozy.',
        { label: 'L’ouvrir :', link: v('CozyLink') },
        v('AppsNotInstalled') === '' ? undefined : `Non installées : ${v('AppsNotInstalled')}.`
      ]
    })
  },
  import_error: {
    en: () => ({
      subject: 'The import has failed',
      blocks: ['The archive could not be imported. Please try again.']
    }),
    fr: () => ({
      subject: 'L’import a échoué',
      blocks: ['L’archive n’a pas pu être importée. Veuillez réessayer.']
    })
  },
  move_confirm: {
    en: v => ({
      subject: 'Confirm the move of your Cozy',
      blocks: [
        `Your Cozy is to move from ${v('Source')} to ${v('Target')}.`,
        { label: 'Confirm it:', link: v('ConfirmLink') }
      ]
    }),
    fr: v => ({
      subject: 'Confirmez le déménagement de votre Cozy',
      blocks: [
        `Votre Cozy doit déménager de ${v('Source')} à ${v('Target')}.`,
        { label: 'Le confirmer :', link: v('ConfirmLink') }
      ]
    })
  },
  move_success: {
    en: v => ({
      subject: 'Your Cozy has moved',
      blocks: ['Your Cozy has moved.', { label: 'Open it:', link: v('CozyLink') }]
    }),
    fr: v => ({
      subject: 'Votre Cozy a déménagé',
      blocks: ['Votre Cozy a déménagé.', { label: 'L’ouvrir :', link: v('CozyLink') }]
    })
  },
  move_error: {
    en: () => ({
      subject: 'The move has failed',
      blocks: ['Your Cozy could not move. Nothing has changed.']
    }),
    fr: () => ({
      subject: 'Le déménagement a échoué',
      blocks: ['Votre Cozy n’a pas pu déménager. Rien n’a changé.']
    })
  }
} as const satisfies Record<string, Template>
