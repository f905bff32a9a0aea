import { BaseKonnector as Base } from '../../base-konnector/base-konnector.js'
import { withOldNames } from './old-names.js'

/** `BaseKonnector` of cozy-konnector-libs: with a function it runs at once, and `new` answers the promise of the run. */
export class BaseKonnector extends withOldNames(Base) {}
