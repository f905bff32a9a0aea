import { describe, expect, it } from '@jest/globals'
import { notificationCategories } from './find-notifications.js'
import { parseProgram } from './program.js'

const categories = (code: string): string[] => notificationCategories(parseProgram(code))

describe('notificationCategories', () => {
  it('finds the category in the body of a notification', () => {
    const code = `c.fetchJSON("POST","/notifications",{data:{attributes:{category:"balance-lower",title:t}}})`
    expect(categories(code)).toEqual(['balance-lower'])
  })

  it('finds it where the body was made before', () => {
    expect(categories(`const n={"category":"a",message:m};post("/notifications",n)`)).toEqual(['a'])
  })

  it.each([
    `const rule={category:"food",label:"x"};post("/notifications",n)`,
    `const n={category:"a",title:"x"};post("/data/io.cozy.bills",n)`,
    `post("/notifications",{category:c,title:"x"})`
  ])('finds none in %s', code => {
    expect(categories(code)).toEqual([])
  })
})
