// cozy-client asks on which device it runs: never on a phone, never inside the flagship app.
const no = () => false

module.exports = {
  isFlagshipApp: no,
  isAndroid: no,
  isAndroidApp: no,
  isIOS: no,
  isIOSApp: no,
  isMobile: no,
  isMobileApp: no,
  isWebApp: no
}
