import type { CozyJobs } from './api.js'
import { askJson, type Ask } from './request/ask.js'

interface Created {
  data: { id: string; attributes: { state: string } }
}

/** Puts jobs into the queue. */
export const jobCreation = (ask: Ask): CozyJobs => ({
  async create(worker, message, options = {}) {
    const { data } = await askJson<Created>(ask, {
      act: `start a job of the worker ${worker}`,
      method: 'POST',
      path: `/jobs/queue/${encodeURIComponent(worker)}`,
      headers: { 'content-type': 'application/vnd.api+json' },
      json: { data: { attributes: { arguments: message, options } } }
    })
    return { id: data.id, state: data.attributes.state }
  }
})
