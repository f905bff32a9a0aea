import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { deployBuild, type DeployOptions, type DeployReport } from '../build-branch/deploy-build.js'
import { argumentsDuring } from '../testing/arguments-seen.js'
import { startGitServer, type GitServer } from '../testing/git-server.js'
import { createRepositories, snapshot, type Repositories } from '../testing/repositories.js'

const TOKEN = 'ghp_a-token-of-a-test'
const ENCODED = Buffer.from(`x-access-token:${TOKEN}`).toString('base64')

let here: Repositories
const servers: GitServer[] = []

beforeEach(() => {
  here = createRepositories()
})

afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()))
  await here.remove()
})

const serve = async (login: string, options = {}): Promise<GitServer> => {
  const server = await startGitServer(here.folder, login, options)
  servers.push(server)
  here.git('remote', 'set-url', 'origin', `${server.url}/remote.git`)
  return server
}

const deploy = (more: Partial<DeployOptions> = {}): Promise<DeployReport> =>
  deployBuild({ folder: here.work, env: here.env, signal: new AbortController().signal, ...more })

const allFiles = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile())
    .map(path => readFileSync(path, 'latin1'))
    .join('\n')

describe('GITHUB_TOKEN', () => {
  it('opens the remote, and is in no argument, no output and no file', async () => {
    const server = await serve(`x-access-token:${TOKEN}`)
    const env = { ...here.env, GITHUB_TOKEN: TOKEN, GITHUB_SERVER_URL: server.url, GIT_TRACE_CURL: '1' }
    const deployment = deploy({ env, tag: 'v1' })
    const seen = await argumentsDuring(deployment)
    const report = await deployment
    expect(report.state).toBe('deployed')
    expect(here.there('rev-parse', 'build')).toBe(report.commit)
    expect(server.seen).toContain(`Basic ${ENCODED}`)
    expect(seen.filter(line => /^git[ -]|\/git/.test(line)).join('\n')).toContain('push')
    for (const text of [...seen, JSON.stringify(report), allFiles(here.work), allFiles(here.remote)]) {
      expect(text).not.toContain(TOKEN)
      expect(text).not.toContain(ENCODED)
    }
  })

  it('goes to no other host', async () => {
    const server = await serve(`x-access-token:${TOKEN}`)
    await expect(deploy({ env: { ...here.env, GITHUB_TOKEN: TOKEN } })).rejects.toThrow(
      /did not take who you are\. Set GITHUB_TOKEN for GitHub, or a credential helper/
    )
    expect(server.seen).toEqual([])
  })

  it('that is wrong, or may not write, is said in one message, and nothing is changed', async () => {
    const server = await serve('x-access-token:another')
    const env = { ...here.env, GITHUB_TOKEN: TOKEN, GITHUB_SERVER_URL: server.url }
    const before = snapshot(here.work)
    const message = `Failed to deploy: origin (${server.url}/remote.git) did not take GITHUB_TOKEN. Give one that may write the contents of the repository. Nothing was changed.`
    await expect(deploy({ env })).rejects.toThrow(message)
    const strict = await serve(`x-access-token:${TOKEN}`, { mayWrite: false })
    await expect(deploy({ env: { ...env, GITHUB_SERVER_URL: strict.url } })).rejects.toThrow(
      'did not take GITHUB_TOKEN'
    )
    here.git('remote', 'set-url', 'origin', `${server.url}/remote.git`)
    expect(Object.keys(snapshot(here.work))).toEqual(Object.keys(before))
    expect(here.there('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main')
  })

  it('comes before the header that a checkout has left in the configuration', async () => {
    const server = await serve(`x-access-token:${TOKEN}`)
    here.git('config', `http.${server.url}/.extraheader`, 'AUTHORIZATION: basic d3Jvbmc6d3Jvbmc=')
    const env = { ...here.env, GITHUB_TOKEN: TOKEN, GITHUB_SERVER_URL: server.url }
    expect((await deploy({ env })).state).toBe('deployed')
    expect(new Set(server.seen)).toEqual(new Set([`Basic ${ENCODED}`]))
  })
})

describe('without a token', () => {
  it('the credential helper of a repository is asked', async () => {
    await serve('me:secret-of-helper')
    here.git('config', 'credential.helper', '!printf "username=me\\npassword=secret-of-helper\\n"; :')
    expect((await deploy()).state).toBe('deployed')
  })

  it('a header of the configuration is sent, as CI has it', async () => {
    const server = await serve('x:y')
    const header = `AUTHORIZATION: basic ${Buffer.from('x:y').toString('base64')}`
    here.git('config', `http.${server.url}/.extraheader`, header)
    expect((await deploy()).state).toBe('deployed')
  })

  it('user and password of an address are used, and are in no argument and no message', async () => {
    const server = await serve('me:pass-word@1')
    const address = `${server.url.replace('//', '//me:pass-word%401@')}/remote.git`
    here.git('remote', 'set-url', 'origin', address)
    const deployment = deploy()
    const seen = await argumentsDuring(deployment)
    expect(await deployment).toMatchObject({ state: 'deployed', url: `${server.url}/remote.git` })
    for (const text of [...seen, JSON.stringify(await deployment)])
      expect(text).not.toMatch(/pass-word(%40|@)1/)
    here.git('remote', 'set-url', 'origin', address.replace('pass-word', 'wrong-word'))
    await expect(deploy()).rejects.toThrow(
      `Failed to deploy: origin (${server.url}/remote.git) did not take who you are.`
    )
  })

  it.each([
    'ssh://git:pass-word@127.0.0.1:1/x.git',
    'ftp://me:pass-word@127.0.0.1:1/x',
    'HTTPS://me:pass-word@127.0.0.1:1/x',
    'http://me:pass-word@127.0.0.1:99999999/x'
  ])('a password is shown of no address, not of %s', async address => {
    here.git('remote', 'set-url', 'origin', address)
    const message = await deploy().catch((reason: Error) => reason.message)
    expect(message).toMatch(/^Failed to deploy: origin /)
    expect(message).not.toContain('pass-word')
  })

  it('a token may stand for the user, with an empty password', async () => {
    const server = await serve(`${TOKEN}:`)
    here.git('remote', 'set-url', 'origin', `${server.url.replace('//', `//${TOKEN}:@`)}/remote.git`)
    expect(await deploy()).toMatchObject({ state: 'deployed', url: `${server.url}/remote.git` })
  })

  it('SSH is asked as git would, and never for a password', async () => {
    const log = join(here.folder, 'ssh.log')
    const script = join(here.folder, 'ssh')
    // Runs what the far side would: the same protocol, without the network.
    execFileSync('sh', [
      '-c',
      `printf '#!/bin/sh\\necho "$@" >> %s\\nfor last; do :; done\\nunset GIT_DIR\\ncd %s && eval "$last"\\n' '${log}' '${here.folder}' > '${script}'; chmod +x '${script}'`
    ])
    here.git('remote', 'set-url', 'origin', 'git@github.localhost:remote.git')
    here.git('config', 'core.sshCommand', script)
    const report = await deploy()
    expect(report).toMatchObject({
      state: 'deployed',
      install: { source: 'git+ssh://git@github.localhost/remote.git#build' }
    })
    expect(readFileSync(log, 'utf8')).toContain("git@github.localhost git-receive-pack 'remote.git'")
    here.git('config', 'core.sshCommand', 'echo "git@x: Permission denied (publickey)." >&2; exit 255; :')
    await expect(deploy()).rejects.toThrow('did not take your SSH key. Add it to your account there')
  })
})
