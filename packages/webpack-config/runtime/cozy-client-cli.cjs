// Stands for the part of cozy-client that asks a person in a browser for rights, with a server of its own.
module.exports = {
  createClientInteractive() {
    throw new Error(
      'Failed to create an interactive client: a job has nobody to ask. Use CozyClient.fromEnv(process.env).'
    )
  }
}
