import { describe, expect, it } from '@jest/globals'
import { linesFor } from '../testing/checked.js'
import { withFolder } from '../testing/temporary-folder.js'

const BUILD = {
  'icon.svg': '',
  'index.html': '',
  services: { 'onOperationCreate.js': '', 'daily.js': '' },
  screenshots: { 'start.png': '' },
  public: { 'index.html': '' },
  notifications: { 'balance.tpl': '' }
}

const inBuild = (attributes: Record<string, unknown>): string[] =>
  withFolder(BUILD, build => linesFor(attributes, { build }))

const fileLines = (file: string): string[] => inBuild({ services: { daily: { type: 'node', file } } })

describe('files of services', () => {
  it.each(['services/daily.js', '/services/daily.js', './services/daily.js'])('are found at %s', file => {
    expect(fileLines(file)).toEqual([])
  })

  it.each([
    ['src/daily.ts', 'services/daily.js'],
    ['src/services/daily.js', 'services/daily.js'],
    ['onOperationCreate.tsx', 'services/onOperationCreate.js'],
    ['src/onOperationCreate/index.ts', 'services/onOperationCreate.js'],
    ['src/weekly.ts', 'weekly.js']
  ])('are no sources: %s is %s once it is built', (file, built) => {
    expect(fileLines(file)).toEqual([
      `manifest.webapp:10:15 warning: Failed to run services.daily.file: "${file}" is a source, and the stack runs the built file. Write "file": "${built}", its path in the build. [service-file-is-source]`
    ])
  })

  it('are no sources where nothing was built yet', () => {
    expect(linesFor({ services: { daily: { type: 'node', file: 'src/daily.ts' } } })).toEqual([
      'manifest.webapp:10:15 warning: Failed to run services.daily.file: "src/daily.ts" is a source, and the stack runs the built file. Write "file": "daily.js", its path in the build. [service-file-is-source]'
    ])
  })

  it.each([
    ['daily.js', 'services/daily.js'],
    ['build/services/daily.js', 'services/daily.js'],
    ['services/onOperatonCreate.js', 'services/onOperationCreate.js']
  ])('are in the build: instead of %s it proposes %s', (file, proposed) => {
    expect(fileLines(file)).toEqual([
      `manifest.webapp:10:15 warning: Failed to run services.daily.file: there is no ${file} in the build. Did you mean "${proposed}"? [service-file-missing]`
    ])
  })

  it('are in the build: what it has instead is listed', () => {
    expect(fileLines('categorize.js')).toEqual([
      'manifest.webapp:10:15 warning: Failed to run services.daily.file: there is no categorize.js in the build. The build has services/daily.js, services/onOperationCreate.js: write one of these, or build it. [service-file-missing]'
    ])
  })

  it('are not in a build that is not there', () => {
    const services = { daily: { type: 'node', file: 'daily.js' } }
    expect(linesFor({ services }, { build: '/nowhere/build' })).toEqual([
      'manifest.webapp:10:15 warning: Failed to run services.daily.file: there is no daily.js in the build. Build first, then write its path from the root of the build. [service-file-missing]'
    ])
  })
})

describe('files that the manifest names', () => {
  it('may be in the build, or elsewhere', () => {
    const notifications = { balance: { templates: { mail: 'file:./notifications/balance.tpl' } } }
    const screenshots = ['screenshots/start.png', 'https://cozy.io/start.png']
    expect(inBuild({ icon: '/icon.svg', screenshots, notifications })).toEqual([])
  })

  it('are told where they are not in the build', () => {
    const notifications = { balance: { templates: { mail: 'file:./balance-mail.tpl' } } }
    expect(inBuild({ icon: 'icon.png', screenshots: ['start.png'], notifications })).toEqual([
      'manifest.webapp:7:11 warning: Failed to find icon in the build: there is no icon.png in it. Did you mean "icon.svg"? [file-missing]',
      'manifest.webapp:9:5 warning: Failed to find screenshots[0] in the build: there is no start.png in it. Did you mean "screenshots/start.png"? [file-missing]',
      'manifest.webapp:14:17 warning: Failed to find notifications.balance.templates.mail in the build: there is no balance-mail.tpl in it. Did you mean "notifications/balance.tpl"? [file-missing]'
    ])
  })
})

describe('routes', () => {
  it('may name folders and pages of the build, and folders without a page', () => {
    const routes = {
      '/': { folder: '/', index: 'index.html' },
      '/public': { folder: '/public', index: 'index.html', public: true },
      '/pictures': { folder: 'screenshots', public: true }
    }
    expect(inBuild({ routes })).toEqual([])
  })

  it('are not looked for where the manifest names none', () => {
    withFolder({}, build => {
      expect(linesFor({}, { build })).toEqual([])
    })
  })

  it('are told where folder or page are not in the build, or the path cannot match', () => {
    const routes = {
      '/admin': { folder: '/', index: 'admin.html' },
      '/assets': { folder: '/assets' },
      public: { folder: '/public' }
    }
    expect(inBuild({ routes })).toEqual([
      'manifest.webapp:10:16 warning: Failed to serve routes["/admin"].index: there is no admin.html in the build. Build first, then write its path from the root of the build. [route-missing]',
      'manifest.webapp:13:17 warning: Failed to serve routes["/assets"].folder: there is no folder assets in the build. Build first, or name a folder of the build. [route-missing]',
      'manifest.webapp:15:5 warning: Failed to serve routes.public: requests start with a slash, so none would ever match it. Write "/public". [route-missing]'
    ])
  })
})
