/** What an owner would have entered: a value of the right kind for each field of the manifest. */
const KINDS = {
  email: () => 'camille@example.org',
  password: () => 'open-sesame-1',
  date: () => '1990-01-02',
  dropdown: ({ options = [] }) => options[0]?.value ?? '1',
  checkbox: () => true
}

const textOf = (name, { min, max }) => {
  if (min > 0 || max > 0) return '1234567890'.repeat(9).slice(0, min ?? max)
  if (/url/i.test(name)) return 'https://cloud.example.org'
  return /mail|login|identifier/.test(name) ? 'camille@example.org' : '123456789'
}

const valueOf = (name, { type = 'text', ...field }) => KINDS[type]?.(field) ?? textOf(name, field)

/** The account of a konnector, as the stack has it. */
export const accountOf = ({ slug, fields = {} }) => ({
  _id: 'account-1',
  account_type: slug,
  auth: {
    login: 'camille@example.org',
    password: 'open-sesame-1',
    ...Object.fromEntries(
      Object.entries(fields)
        .filter(([name, field]) => name !== 'advancedFields' && typeof field === 'object' && field !== null)
        .map(([name, field]) => [name, valueOf(name, field)])
    )
  }
})
