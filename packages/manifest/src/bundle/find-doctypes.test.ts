import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { findDoctypes } from './find-doctypes.js'

const literal = (code: string): string[] => findDoctypes(code).literal
const computed = (code: string): string[] => findDoctypes(code).computed

describe('findDoctypes', () => {
  it.each([
    [`client.query(Q('io.cozy.bills'))`, 'io.cozy.bills'],
    [`client.query((0,n.Q)("io.cozy.bank.operations").where({a:1}))`, 'io.cozy.bank.operations'],
    ['const d=`io.cozy.bills`;go(d)', 'io.cozy.bills'],
    [`client.save({_type:"io.cozy.bank.settings"})`, 'io.cozy.bank.settings'],
    [`client.stackClient.fetchJSON("GET","/data/io.cozy.bills/_all_docs")`, 'io.cozy.bills'],
    ['fetch(`/data/io.cozy.bills/${id}`)', 'io.cozy.bills'],
    [`fetch("/data/io.cozy.bills/".concat(id))`, 'io.cozy.bills'],
    [`fetch(url+"/data/io.cozy.bills")`, 'io.cozy.bills'],
    [`log("of",id),query(Q("io.cozy.bills"))`, 'io.cozy.bills']
  ])('finds the doctype of %s', (code, doctype) => {
    expect(literal(code)).toEqual([doctype])
    expect(computed(code)).toEqual([])
  })

  it.each([
    `// Q('io.cozy.bills')\ngo()`,
    `/* "io.cozy.bills" */go()`,
    `go(/"io.cozy.bills"/)`,
    `log("nothing found in io.cozy.bills today")`,
    `const rootDir="io.cozy.files.root-dir"`,
    `const id="io.cozy.konnectors/orange"`,
    `go("io.cozy")`
  ])('finds no doctype in %s', code => {
    expect(findDoctypes(code)).toEqual({ literal: [], computed: [] })
  })

  it.each([
    [`Q("io.cozy."+x)`, 'io.cozy.'],
    ['Q(`io.cozy.bank.${x}`)', 'io.cozy.bank.'],
    [`Q("io.cozy.".concat(x,".y"))`, 'io.cozy.'],
    [`Q("io.cozy.bank"+x)`, 'io.cozy.bank'],
    [`fetch("/data/io.cozy."+x+"/")`, 'io.cozy.'],
    [`fetch(url+"/data/io.cozy.bank."+x)`, 'io.cozy.bank.'],
    ['fetch(`/data/io.cozy.bank${x}`)', 'io.cozy.bank']
  ])('tells that the doctype of %s is put together at run time', (code, beginning) => {
    expect(computed(code)).toEqual([beginning])
    expect(literal(code)).toEqual([])
  })

  it('reads scripts, modules and a first line for the shell', () => {
    expect(literal(`#!/usr/bin/env node\nrequire("x");Q("io.cozy.a")`)).toEqual(['io.cozy.a'])
    expect(literal(`import x from 'x';await x;Q("io.cozy.b")`)).toEqual(['io.cozy.b'])
  })

  it('survives an expression that nests deeper than a call stack', () => {
    const code = `x=Q("io.cozy.bills")${'.then(f)'.repeat(20_000)}`
    expect(literal(code)).toEqual(['io.cozy.bills'])
  })

  it('finds any doctype, however it is quoted', () => {
    const part = fc.stringMatching(/^[a-z0-9_]{1,8}$/)
    const doctypes = fc.array(part, { minLength: 1, maxLength: 4 }).map(parts => `io.cozy.${parts.join('.')}`)
    fc.assert(
      fc.property(doctypes, fc.constantFrom("'", '"', '`'), (doctype, quote) => {
        expect(literal(`f(${quote}${doctype}${quote})`)).toEqual([doctype])
      })
    )
  })
})
