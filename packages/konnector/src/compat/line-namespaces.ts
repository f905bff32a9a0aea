/** How the lines of cozy-konnector-libs begin or end, by the module that names itself in them. */
const NAMESPACES: readonly (readonly [namespace: string, lines: RegExp])[] = [
  [
    'saveFiles',
    /^(?:saveFiles?\b|filereplacement:|No file to download|There is no sourceAccount\w* given to saveFiles|Missing filename property|File .* does not exist yet|Could not (?:download file after|get a file name|find mime type)|SAVE_FILE_FAILED|BAD_FILE_SIZE|BAD_MIME_TYPE|Renaming |Found .* corresponding to|Error in shouldReplaceFile|Wrong file type from content|Be carefull postProcessFile)|(?: is empty| is invalid| do not correspond| already exists\. Removing .*)$/
  ],
  [
    'saveBills',
    /^(?:saveBills:|processPdf:|There is no sourceAccount\w* given to saveBills|contractLabel used without)/
  ],
  ['hydrateAndFilter', /^\d+ items (?:before|after) hydrateAndFilter$/],
  [
    'saveIdentity',
    /identity\b|^formatIdentityContact|^passing a io\.cozy\.contacts|^There is no .* in \w+ object$/
  ],
  ['CookieKonnector', /\bsession\b/],
  ['BaseKonnector', /^waitForTwoFaCode|^The timeout option for waitForTwoFaCode/],
  ['linkBankOperations', /\bbank operations?\b/i]
]

/** Whose line it is; undefined where cozy-konnector-libs has none like it. */
export const namespaceOf = (type: string, message: string): string | undefined =>
  type === 'critical' ? 'BaseKonnector' : NAMESPACES.find(([, lines]) => lines.test(message))?.[0]

/** Whose line it is by its label, where the message is another library's. */
export const namespaceOfLabel = (label: unknown): string | undefined =>
  typeof label === 'string' && label.startsWith('Error caught while trying to save') ? 'saveFiles' : undefined
