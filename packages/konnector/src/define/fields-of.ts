/** A `manifest.konnector`, or as much of it as the types of the fields need. */
export interface ManifestShape {
  fields: object
}

type ValueOf<F> = F extends { type: 'checkbox' } ? boolean : string

type OptionalNames<F> = {
  [Name in keyof F]: F[Name] extends { isRequired: false } ? Name : never
}[keyof F]

type Entered<F> = Omit<F, 'advancedFields'>

/**
 * What the owner enters, by the manifest's `fields`: a text each, a boolean for a checkbox, perhaps absent where
 * `isRequired` is false. A type without `fields` is taken for that of the fields itself.
 *
 * @example FieldsOf<{ fields: { login: { type: 'text' }; phone: { type: 'text'; isRequired: false } } }>
 * // { login: string; phone?: string }
 */
export type FieldsOf<M> = M extends ManifestShape
  ? {
      [Name in keyof Omit<Entered<M['fields']>, OptionalNames<Entered<M['fields']>>>]: ValueOf<
        M['fields'][Name & keyof M['fields']]
      >
    } & { [Name in OptionalNames<Entered<M['fields']>> & keyof M['fields']]?: ValueOf<M['fields'][Name]> }
  : M
