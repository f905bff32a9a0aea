import { styleText } from 'node:util'

const coloured = process.stdout.isTTY && !process.env.NO_COLOR
const style = format => text => (coloured ? styleText(format, text) : text)

export const dim = style('dim')
export const bold = style('bold')
export const green = style('green')
export const yellow = style('yellow')

export const say = line => process.stdout.write(`${line}\n`)

let count = 0
export const step = title => say(`\n${bold(`${++count}. ${title}`)}`)
