// Stands for a module that a job cannot run. The build fails if anything in the bundle still asks for it.
module.exports = {}
