const pause = () => new Promise(resolve => setTimeout(resolve, 100))

const openCategories = async database =>
  (await database.all('io.cozy.bank.operations')).filter(doc => doc.automaticCategoryId === undefined).length

/** Until every operation has a category and no job waits or runs; a minute at most. */
export const jobsEnded = async (database, slug) => {
  const deadline = Date.now() + 60_000
  for (;;) {
    const jobs = (await database.all('io.cozy.jobs')).filter(job => job.message?.slug === slug)
    const failed = jobs.find(job => job.state === 'errored')
    if (failed) throw new Error(`a run of ${failed.message.name} failed: ${failed.error}`)
    const ended = jobs.length > 0 && jobs.every(job => job.state === 'done')
    if (ended && (await openCategories(database)) === 0) return
    if (Date.now() > deadline)
      throw new Error(`the service did not end within a minute (${jobs.length} jobs)`)
    await pause()
  }
}
