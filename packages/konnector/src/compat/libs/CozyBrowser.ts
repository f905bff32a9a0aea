/** Refused: it rests on zombie, which nobody keeps and which cannot read the pages of today. */
class CozyBrowser {
  constructor() {
    throw new Error(
      'Failed to open a CozyBrowser: zombie, on which it rests, is no longer kept and reads no page of today. Use signin and requestFactory, or a konnector that runs in the app (cozy-clisk).'
    )
  }
}

export { CozyBrowser as 'module.exports', CozyBrowser as default }
