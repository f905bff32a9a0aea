/** What `--print-config` writes: read back, it is exactly the defaults. */
export const EXAMPLE = `# The configuration of a stack, in the form that the real cozy-stack reads. Each value
# below is what holds where nothing is said; what begins with "# " is only shown.
#
# Kept as ~/.cozy/cozy.yaml it is found by itself; "cozy-jobs stack -c FILE" takes any
# other. A flag wins over a variable of the environment, and that over this file. The
# variable of admin.port is COZY_ADMIN_PORT, and so on.
#
# {{.Env.NAME}} stands for a variable of the environment, for what should not be
# written down; {{.NumCPU}} for the number of processors.

# Where the instances listen: on this machine alone, so a host is localhost. A port of
# 0 is any free one. Flags: --host, --port
host: localhost
port: 8080

# How the apps of an instance are named: nested is drive.cozy.localhost, flat is
# cozy-drive.localhost. Flag: --subdomains
subdomains: nested

# Where the command line asks for instances and tokens. Flags: --admin-host, --admin-port
admin:
  host: localhost
  port: 6060
  # A file of "cozy-stack config passwd" beside this one, cozy-admin-passphrase: the port
  # asks for its passphrase then (COZY_ADMIN_PASSPHRASE).
  # secret_filename:

fs:
  # Where the contents of files are, if not in the data folder: a folder, or mem:// to
  # forget them when the stack stops. Flag: --fs-url
  # url: file:///home/me/.cozy/storage

  # What a file was before it got another content is kept as a version of it.
  versioning:
    max_number_of_versions_to_keep: 20
    # Closer to each other than this, two are one.
    min_delay_between_two_versions: 15m

couchdb:
  # A CouchDB 3 for the documents, if they should not be in the data folder.
  # Flag: --couchdb-url
  # url: http://{{.Env.COUCHDB_USER}}:{{.Env.COUCHDB_PASSWORD}}@localhost:5984/

# What starts services and konnectors; Node itself where nothing is said.
konnectors:
  # A script that gets the folder of the run as its argument, and starts index.js
  # there. Flag: --konnectors-cmd
  # cmd: /home/me/.cozy/scripts/konnector-node-run.sh

jobs:
  # Whether only the workers below are there, and no others.
  allowlist: false

  # Limits of workers, by name. concurrency: jobs at once. max_exec_count: executions
  # of one job, the first one included. timeout: of one execution. false takes a worker
  # away; "workers: none" takes all of them.
  workers:
    # konnector:
    #   concurrency: {{mul .NumCPU 2}}
    #   max_exec_count: 2
    #   timeout: 300s
    # service:
    #   concurrency: {{mul .NumCPU 2}}
    #   max_exec_count: 2
    #   timeout: 300s
    # sendmail: false

  # A purge deletes jobs that ended longer ago: D, W, M, Y are days, weeks, months, years.
  defaultDurationToKeep: 2W

  # What is kept of what jobs do, for "cozy-jobs jobs": the oldest goes first. This stack
  # alone knows it.
  history:
    max_age: 168h
    max_megabytes: 50

# What is set for the instances of one context, by its name; "default" is for the
# others. An instance gets its context when it is made: cozy-jobs stack --context NAME
contexts:
  # dev:
  #   # New versions of apps are installed without a question about their permissions.
  #   permissions_skip_verification: true
  #   # Whatever apps should find at /settings/context.
  #   help_link: https://forum.cozy.io/

# Which clients of OAuth may ask for everything, by context. Without this a client proves
# to be the flagship app by a code that its owner gets by mail.
flagship:
  contexts:
    # dev:
    #   skip_certification: true

# Where registry:// finds apps and konnectors: a list for everybody, or one for each
# context, "default" for the rest.
registries:
  default:
    # - https://apps-registry.cozycloud.cc/

# Managers of instances, by context: apps and persons are led there, and nothing is ever
# asked of them. An instance needs a uuid for it.
clouderies:
  # default:
  #   api:
  #     url: https://manager.example.org/

# What the pages of apps may load from elsewhere, by the directive of the Content
# Security Policy; for everybody, and for one context.
csp_allowlist:
  # img: https://images.example.org/
  # contexts:
  #   dev:
  #     script: https://scripts.example.org/

# No Content Security Policy at all. Flag: --disable-csp
disable_csp: false

# Whom the stack writes as; reply_to gets what is written to the support. Each mail is a
# file in the folder mails of the data folder, and none leaves it.
mail:
  # noreply@ and the instance's domain where empty.
  noreply_address:
  noreply_name: My Cozy
  reply_to:

# A folder with the definitions of remote doctypes: what apps may ask of other sites by
# /remote, each in DOCTYPE/request. Flag: --doctypes
doctypes:

# Those definitions may name a port. Flag: --remote-allow-custom-port
remote_allow_custom_port: false

# What /remote/assets/NAME gives: an address, or a file.
remote_assets:
  # bank: https://example.org/banks.json

log:
  # The least that the terminal shows of the jobs: debug, info, warning, error. The file
  # services.log in the data folder gets everything. Flag: --log-level
  level: debug
`
