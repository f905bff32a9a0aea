'use strict'

// node --require …/loopback.cjs: names below localhost are loopback in this process. See loopback-lookup.cjs.
require('./loopback-lookup.cjs').install()
