/** Where the databases of a store are, and which there are. */
export interface Location {
  readonly kind: 'disk' | 'memory'
  has(prefix: string, doctype: string): Promise<boolean>
  /** Makes room for a database and says what PouchDB is to open. */
  make(prefix: string, doctype: string): Promise<string>
  remove(prefix: string, doctype: string): Promise<void>
  /** In order of their names. */
  doctypes(prefix: string): Promise<string[]>
  prefixes(): Promise<string[]>
}
