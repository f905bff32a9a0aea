// The house's own lint rules: what DESIGN asks of every package, checked instead of remembered.

const isMember = (node, object, property) =>
  node.object.type === 'Identifier' && node.object.name === object && node.property.name === property

const onMember = (object, property, message) => ({
  meta: { type: 'problem', schema: [] },
  create: context => ({
    MemberExpression(node) {
      if (isMember(node, object, property)) context.report({ node, message })
    }
  })
})

const noDefaultExport = {
  meta: { type: 'problem', schema: [] },
  create: context => ({
    ExportDefaultDeclaration(node) {
      context.report({ node, message: 'Export by name, so that a thing has one name everywhere.' })
    }
  })
}

const sleeps = node =>
  node.callee.name === 'setTimeout' && node.arguments[1]?.type === 'Literal' && node.arguments[1].value >= 50

const noSleepInTests = {
  meta: { type: 'problem', schema: [] },
  create: context =>
    context.filename.endsWith('.test.ts')
      ? {
          CallExpression(node) {
            if (sleeps(node)) context.report({ node, message: 'Await an event instead of a time.' })
          }
        }
      : {}
}

export const houseRules = {
  rules: {
    'no-process-exit': onMember(
      'process',
      'exit',
      'Set process.exitCode in a bin, or throw: output may be lost.'
    ),
    'no-process-env': onMember('process', 'env', 'Only packages/env and the bins read the environment.'),
    'no-default-export': noDefaultExport,
    'no-sleep-in-tests': noSleepInTests
  }
}
