/** The categories that the store of apps sorts by. */
export const CATEGORIES = [
  'banking',
  'cozy',
  'energy',
  'health',
  'host_provider',
  'insurance',
  'isp',
  'online_services',
  'others',
  'partners',
  'press',
  'productivity',
  'public_service',
  'shopping',
  'social',
  'telecom',
  'transport'
] as const

/** What a konnector may say that it fetches. */
export const DATA_TYPES = [
  'activity',
  'appointment',
  'bankAccounts',
  'bankTransactions',
  'bill',
  'bloodPressure',
  'calendar',
  'certificate',
  'commit',
  'consumption',
  'contact',
  'contract',
  'courseMaterial',
  'document',
  'event',
  'family',
  'geopoint',
  'heartbeat',
  'home',
  'phonecommunicationlog',
  'podcast',
  'profile',
  'refund',
  'sinister',
  'sleepTime',
  'stepsNumber',
  'temperature',
  'travelDate',
  'tweet',
  'videostream',
  'weight'
] as const

/** What a konnector may say of how it was made. */
export const FEATURES = [
  '2FA',
  'BILLS',
  'CAPTCHA_RESOLUTION',
  'CARBON_COPY',
  'DOC_QUALIFICATION',
  'DOC_QUALIFICATION_V2',
  'ELECTRONIC_SAFE',
  'FILES',
  'HEALTH',
  'HTML_TO_PDF',
  'IDENTITY',
  'LOGIN_OK',
  'METADATA_DEDUP',
  'SENTRY_V2',
  'VENDOR_REF'
] as const

/** The inputs that forms of konnectors know. */
export const FIELD_TYPES = ['checkbox', 'dropdown', 'email', 'hidden', 'password', 'text'] as const

/** The most common actions of intents; any other is allowed. */
export const ACTIONS = ['CREATE', 'EDIT', 'OPEN', 'PICK', 'SHARE'] as const
