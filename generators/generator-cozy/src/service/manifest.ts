import { titleOf } from '../project/names.js'
import type { ServiceAnswers } from './answers.js'
import { wordOf } from './doctypes.js'

/** The permissions that a service needs, by the name that a manifest gives them. */
export const permissionsOf = ({
  doctypes,
  verbs
}: Pick<ServiceAnswers, 'doctypes' | 'verbs'>): Record<string, object> => {
  const words = doctypes.map(wordOf)
  return Object.fromEntries(
    doctypes.map((doctype, index) => {
      const word = words[index] ?? doctype
      const isUnique = words.indexOf(word) === words.lastIndexOf(word)
      const name = isUnique ? word : doctype.replaceAll('.', '_')
      return [
        name.replaceAll(' ', '_'),
        {
          description: `Look after your ${word}`,
          type: doctype,
          verbs: verbs.includes('ALL') ? ['ALL'] : [...verbs]
        }
      ]
    })
  )
}

/** The member of `services` of a manifest. */
export const serviceMember = ({ name, trigger, debounce }: ServiceAnswers): Record<string, string> => ({
  type: 'node',
  file: `${name}.js`,
  ...(trigger !== '' && { trigger }),
  ...(debounce !== '' && { debounce })
})

/** The `manifest.webapp` of an app that is there for one service. */
export const serviceManifest = (
  answers: ServiceAnswers,
  { schema, source, license }: { schema: string; source: string | undefined; license: string }
): Record<string, unknown> => {
  const title = titleOf(answers.name)
  return {
    $schema: schema,
    name: title,
    slug: answers.name,
    type: 'webapp',
    editor: answers.editor,
    version: '0.1.0',
    license,
    icon: 'icon.svg',
    categories: ['others'],
    ...(source !== undefined && { source }),
    langs: ['en', 'fr'],
    locales: {
      en: { short_description: `${title}, in the background` },
      fr: { name: title, short_description: `${title}, en arrière-plan` }
    },
    permissions: permissionsOf(answers),
    services: { [answers.name]: serviceMember(answers) },
    routes: { '/': { folder: '/', index: 'index.html', public: false } }
  }
}
