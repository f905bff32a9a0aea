// cozy-client asks for feature flags of the web page that it usually runs in: a job has none.
module.exports = () => null
