/** How Cozy Drive files a document: `metadata.qualification` of a file. */
export interface Qualification {
  /** One of cozy-client's: `energy_invoice`, `pay_sheet` … */
  label: string
  icon?: string
  purpose?: string
  sourceCategory?: string
  sourceSubCategory?: string
  subjects?: string[]
}

interface Model {
  Qualification: { getByLabel(label: string): Qualification }
}

// Node gives an ES module all of what CommonJS exports as its default, a bundle what that names.
const loadModel = async (): Promise<Model['Qualification']> => {
  // @ts-expect-error -- cozy-client has no types for it
  const loaded = (await import('cozy-client/dist/models/document/qualification.js')) as Partial<Model> & {
    default?: Model
  }
  const { Qualification } = loaded.Qualification ? (loaded as Model) : (loaded.default as Model)
  return Qualification
}

/**
 * The qualification of a label, from the list of cozy-client (`models/document`), which is loaded at the first use.
 *
 * @throws Error for a label that the list lacks
 * @example const qualification = await getQualification('telecom_invoice')
 */
export const getQualification = async (label: string): Promise<Qualification> => {
  const model = await loadModel()
  try {
    return { ...model.getByLabel(label) }
  } catch (error) {
    throw new Error(
      `Failed to qualify a document: there is no label ${JSON.stringify(label)}. Look at qualifications.json of cozy-client.`,
      { cause: error }
    )
  }
}
