import { describe, expect, it } from '@jest/globals'
import { startTestContext } from '../testing/test-context.js'
import { categorize, createCategorizer } from './create-categorizer.js'
import { NaiveBayes } from './naive-bayes.js'
import { labelWithTags, tokensOf } from './tokens.js'
import type { Transaction } from './transaction.js'

const OPERATIONS = 'io.cozy.bank.operations'

const chosen = (label: string, manualCategoryId: string, amount = -12): Transaction => ({
  label,
  amount,
  manualCategoryId
})

const CHOSEN = [
  chosen('CB BAKERY MARTIN', '400110'),
  chosen('CB BAKERY SMITH', '400110'),
  chosen('PRLV POWER COMPANY', '401080', -80),
  chosen('VIR WAGES', '200110', 2000)
]

const fetched = (transactions: Transaction[]): { customTransactionFetcher: () => Transaction[] } => ({
  customTransactionFetcher: () => transactions
})

describe('tokens', () => {
  it('are words and phrases without accents, numbers and signs; dates are one word', () => {
    expect(tokensOf('CB Café 12/03 n°5')).toEqual([
      'cb cafe tag_date',
      'cb cafe',
      'cafe tag_date',
      'cb',
      'cafe',
      'tag_date'
    ])
    expect(tokensOf('')).toEqual([])
  })

  it.each([
    [-600, 'tag_neg tag_v_b_expense'],
    [-550, 'tag_neg tag_b_expense'],
    [-20, 'tag_neg tag_noise_neg'],
    [0, 'tag_pos tag_noise_pos'],
    [50, 'tag_pos tag_income'],
    [1200, 'tag_pos tag_activity_income']
  ])('of %d begin with %s', (amount, tags) => {
    expect(labelWithTags({ label: 'Shop', amount }).trim()).toBe(`${tags} shop`)
  })
})

describe('naive Bayes', () => {
  it('is the share of each token, smoothed, by hand', () => {
    const classifier = new NaiveBayes({ alpha: 1 })
    classifier.learn('red', 'warm')
    classifier.learn('blue', 'cold')
    classifier.learn('blue', 'cold')
    // Prior 1/3 and 2/3; "red" is (1+1)/(1+2) of the warm, (0+1)/(2+2) of the cold.
    const warm = (1 / 3) * (2 / 3)
    const cold = (2 / 3) * (1 / 4)
    const { likelihoods } = classifier.categorize('red green')
    expect(likelihoods.map(({ category }) => category)).toEqual(['warm', 'cold'])
    expect(likelihoods[0]?.proba).toBeCloseTo(warm / (warm + cold), 12)
  })

  it('knows nothing of words that every object has', () => {
    const classifier = new NaiveBayes()
    classifier.learn('shop', 'one')
    classifier.learn('constructor hasownproperty', 'two')
    expect(classifier.categorize('constructor').likelihoods[0]?.category).toBe('two')
    expect(classifier.vocabulary['constructor']).toBe(1)
  })

  it('lets a frequent token count by its logarithm', () => {
    const classifier = new NaiveBayes()
    for (let i = 0; i < 3; i++) classifier.learn('often', 'one')
    classifier.dampen(['often', 'never'])
    expect(classifier.vocabulary['often']).toBeCloseTo(1 + Math.log(3), 12)
  })
})

describe('the categorizer', () => {
  it('learns from what the owner chose in the Cozy, and writes into the transactions', async () => {
    const test = await startTestContext({
      fixture: { [OPERATIONS]: [...CHOSEN, { label: 'CB BAKERY', amount: -3, date: '2026-01-01' }] }
    })
    const mine: Transaction[] = [
      { label: 'CB BAKERY LEE', amount: -9 },
      { label: 'ZZYZX', amount: -9 }
    ]
    expect(await categorize(test.ctx, mine)).toBe(mine)
    expect(mine[0]).toMatchObject({ localCategoryId: '400110' })
    expect(mine[0]?.localCategoryProba).toBeGreaterThan(0.5)
    expect(mine[0]).not.toHaveProperty('cozyCategoryId')
    expect(mine[1]).toMatchObject({ localCategoryId: '0', localCategoryProba: 0.1 })
    // No global model here, and that is nothing to warn of.
    expect(test.lines).toEqual([])
    await test.close()
  })

  it('takes transactions, or a classifier, of the konnector', async () => {
    const test = await startTestContext()
    const { categorize: own, classifiers } = await createCategorizer(test.ctx, {
      ...fetched(CHOSEN),
      useGlobalModel: false
    })
    expect(classifiers).toHaveLength(1)
    expect(own([{ label: 'POWER COMPANY 33', amount: -70 }])[0]?.localCategoryId).toBe('401080')

    const pretrainedClassifier = {
      vocabulary: { shop: 1 },
      categorize: () => ({
        likelihoods: [
          { category: 'x', proba: 0.4 },
          { category: 'y', proba: 0.6 }
        ]
      })
    }
    expect(await categorize(test.ctx, [{ label: 'shop', amount: 1 }], { pretrainedClassifier })).toEqual([
      { label: 'shop', amount: 1, localCategoryId: 'y', localCategoryProba: 0.6 }
    ])
    await test.close()
  })

  it('is not sure of the only category there is', async () => {
    const test = await startTestContext()
    const [one] = await categorize(
      test.ctx,
      [{ label: 'BAKERY', amount: -5 }],
      fetched([chosen('CB BAKERY', '400110')])
    )
    expect(one?.localCategoryId).toBe('400110')
    expect(one?.localCategoryProba).toBeLessThan(1)
    await test.close()
  })

  it('leaves transactions as they are where nothing was chosen yet', async () => {
    const test = await startTestContext()
    expect(await categorize(test.ctx, [{ label: 'a shop', amount: 1 }])).toEqual([
      { label: 'a shop', amount: 1 }
    ])
    await test.close()
  })

  it('asks the model of the stack where it has one, and warns of one that is broken', async () => {
    const test = await startTestContext()
    const learned = new NaiveBayes()
    for (const { label, amount, manualCategoryId } of CHOSEN) {
      learned.learn(labelWithTags({ label, amount }), String(manualCategoryId))
    }
    const served = (asset: unknown): typeof test.ctx => ({
      ...test.ctx,
      stack: { ...test.ctx.stack, json: async <T>(): Promise<T> => asset as T }
    })
    const [one] = await categorize(served(JSON.parse(learned.toJson())), [
      { label: 'VIR WAGES', amount: 1900 }
    ])
    expect(one).toMatchObject({ cozyCategoryId: '200110' })
    await categorize(served({ vocabulary: 'none' }), [])
    expect(test.lines).toEqual([
      expect.objectContaining({ message: expect.stringContaining('bank_classifier_nb_and_voc') as unknown })
    ])
    await test.close()
  })
})
