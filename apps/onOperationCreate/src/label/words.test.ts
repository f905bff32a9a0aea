import { describe, expect, it } from '@jest/globals'
import { tellingWords, wordsOf } from './words.js'

describe('the words of a label', () => {
  it('have no accents, capitals or punctuation', () => {
    expect(wordsOf('Épicerie DU COIN, Été')).toEqual(['epicerie', 'du', 'coin', 'ete'])
  })

  it('leave out dates, references and card numbers', () => {
    expect(wordsOf('CARTE 12/03/26 MONOPRIX 4412 X77B12')).toEqual(['carte', 'monoprix'])
  })

  it('take the names of sites and H&M as one word', () => {
    expect(wordsOf('H&M VEEPEE.FR ASOS.CO.UK')).toEqual(['hm', 'veepee', 'asos'])
  })
})

describe('the telling words', () => {
  it('leave out how and when the money moved', () => {
    expect(tellingWords('PRLV SEPA DE OCTOPUS ENERGY LTD REF 99120 JANVIER')).toEqual(['octopus', 'energy'])
  })

  it('are all words where there is nothing but jargon', () => {
    expect(tellingWords('VIREMENT RECU')).toEqual(['virement', 'recu'])
  })

  it('are none for a label of digits', () => {
    expect(tellingWords('0123 4567')).toEqual([])
  })
})
