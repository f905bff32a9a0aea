/** What the models read of a bank operation, and what they write. */
export interface Transaction {
  label: string
  amount: number
  /** What the owner chose: the local model learns from it. */
  manualCategoryId?: string
  /** The word of the model that is made from all Cozys that take part. */
  cozyCategoryId?: string
  /** 0 to 1. */
  cozyCategoryProba?: number
  /** The word of the model that is made from the owner's own choices. */
  localCategoryId?: string
  /** 0 to 1. */
  localCategoryProba?: number
}
