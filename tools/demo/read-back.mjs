const SCOPE = [
  'io.cozy.bank.operations',
  'io.cozy.bank.accounts',
  'io.cozy.bank.settings',
  'io.cozy.apps',
  'io.cozy.jobs',
  'io.cozy.triggers',
  'io.cozy.notifications'
].join(' ')

const refuse = (what, { status, text }) => {
  throw new Error(`${what} was answered ${status}: ${text.slice(0, 300)}`)
}

/** The data of a stack over HTTP, with a token that the command line gives. */
export const openDatabase = async stack => {
  let current = stack
  const token = await stack.token('cli', SCOPE)
  const get = async path => {
    const answer = await current.call('GET', path, { token })
    return answer.status === 200
      ? answer.json
      : answer.status === 404
        ? undefined
        : refuse(`GET ${path}`, answer)
  }
  return {
    get,
    reconnect: next => {
      current = next
    },
    async bulk(doctype, docs) {
      const path = `/data/${doctype}/_bulk_docs`
      const answer = await current.call('POST', path, { token, json: { docs } })
      if (answer.status !== 201) refuse(`POST ${path}`, answer)
    },
    async all(doctype) {
      const answer = await get(`/data/${doctype}/_all_docs?include_docs=true`)
      return (answer?.rows ?? []).map(row => row.doc).filter(doc => !doc._id.startsWith('_design/'))
    }
  }
}
