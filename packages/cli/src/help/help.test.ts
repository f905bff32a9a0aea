import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { ALIASES, COMMANDS } from '../registry/commands.js'
import { runCli } from '../testing/run-cli.js'
import { referencePage } from './reference-page.js'

describe('the help', () => {
  it('lists all commands by topic', async () => {
    expect((await runCli('')).out).toMatchInlineSnapshot(`
     "Write, try, build and run the services and konnectors of a Cozy.

     Usage: cozy-jobs COMMAND [ARGUMENT …] [--option …]

     Write and try a job
       standalone [FOLDER]   Run a job with no server and no network, and show what
                             it would create or update
       dev [FOLDER]          Build a job and run it once against a stack
       build [FOLDER]        Build a job into build/: each service, or the konnector,
                             in one file
       watch [FOLDER]        Build a job, and again whenever it changes
       validate [FOLDER]     Check the manifest: all problems at once, each with its
                             line and what to do
       doctor [FOLDER]       Look at this machine, the job and its stack: what is
                             well, what is not, and what to do
       run BUILT             Run a built file once against a stack, as the stack
                             itself would
       start [FOLDER]        Run the build of a job with the COZY_* variables of this
                             environment
       shell [FILE]          Try a provider's site by hand: the konnector's http, the
                             last page as $
       init-config [FOLDER]  Make konnector-dev-config.json for the login of a
                             konnector; git ignores it
       test [FOLDER]         Run the tests of a job with Jest, set up as its
                             workspace is
       lint [FOLDER]         Check the sources of a job with ESLint, set up as its
                             workspace is

     Deploy a job
       deploy [FOLDER]   Build a job, check it, and put the build on its branch of
                         the git remote
       publish [FOLDER]  Publish a deployed build in a registry of Cozy

     Run a stack
       stack                    Run a stack: the cozy-stack's HTTP API in this
                                process, with nothing else to install
       token KIND SUBJECT       Print a token of a stack on this machine, and nothing
                                else
       instances ls             List the instances of a stack
       instances show DOMAIN    Show one instance
       instances add DOMAIN     Add an instance to a stack
       instances modify DOMAIN  Change an instance: what is named changes, all else
                                stays
       instances rm DOMAIN      Destroy an instance with all its documents and files
       clock show               Show the time of a stack, and whether it is the
                                machine's
       clock advance DURATION   Move the clock of a stack on: all that is due on the
                                way fires, in its order
       clock set DATE           Put the clock of a stack to a date, on or back
       clock resume             Let the clock of a stack run again, with the
                                machine's time

     Install on a stack
       apps install SLUG SOURCE         Install an app from a folder or a URL
       apps update SLUG [SOURCE]        Update an app from where it came from, or
                                        from another source
       apps ls                          List the apps that are installed
       apps show SLUG                   Show an app: where it came from, what it may
                                        do, its services
       apps uninstall SLUG              Uninstall an app, with its triggers
       konnectors install SLUG SOURCE   Install a konnector from a folder or a URL
       konnectors update SLUG [SOURCE]  Update a konnector from where it came from,
                                        or from another source
       konnectors ls                    List the konnectors that are installed
       konnectors show SLUG             Show a konnector: where it came from, what it
                                        may do
       konnectors uninstall SLUG        Uninstall a konnector, with its triggers

     Try things on a stack
       login [URL]              Log in at any stack, real or of this machine: its
                                owner consents in a browser
       whoami [URL]             Show the logins: where, as which client, what they
                                may do, until when
       logout [URL]             End a login: the stack forgets the client, this
                                machine the token
       data ls                  List the doctypes, and how many documents each has
       data get DOCTYPE ID      Show a document
       data find DOCTYPE        Find documents by what is in them
       data put DOCTYPE [FILE]  Create or update a document
       data rm DOCTYPE ID       Delete a document
       data import FILE         Put many documents in: of a fixture.json, a file of
                                lines, or an export
       data export FOLDER       Write the documents of a Cozy into a folder, one file
                                for each doctype
       files ls [PATH]          List a directory
       files cat PATH           Write the content of a file to the standard output,
                                as it is
       files put LOCAL [PATH]   Upload a file
       files mkdir PATH         Make a directory
       files rm PATH            Put a file or a directory into the trash
       files tree [PATH]        Draw a directory with all that is below it

     Look at jobs
       jobs ls            List what has run: when, why, how it ended
       jobs show ID       Show one job: why it ran, with what, its log, what it asked
                          of the stack and wrote
       jobs logs [ID]     Show what jobs have said, or say
       jobs rerun ID      Run a job again, with the input that it had or another one
       jobs why DOCUMENT  Say which triggers looked at the last changes of a
                          document, and why each fired or did not
       triggers ls        List the triggers: what each runs, and when next
       triggers fire ID   Make the job of a trigger as if it had fired by itself

     About this command
       help [COMMAND] [WORD]  List the commands, or show what one of them takes
       completion SHELL       Print what makes the Tab key complete commands and
                              options in a shell

     "cozy-jobs COMMAND --help" shows what a command takes, with examples.
     "
    `)
  })

  it('lists the commands of a group', async () => {
    expect((await runCli('apps --help')).out).toMatchInlineSnapshot(`
     "Write, try, build and run the services and konnectors of a Cozy.

     Usage: cozy-jobs COMMAND [ARGUMENT …] [--option …]

     Install on a stack
       apps install SLUG SOURCE   Install an app from a folder or a URL
       apps update SLUG [SOURCE]  Update an app from where it came from, or from
                                  another source
       apps ls                    List the apps that are installed
       apps show SLUG             Show an app: where it came from, what it may do,
                                  its services
       apps uninstall SLUG        Uninstall an app, with its triggers

     "cozy-jobs COMMAND --help" shows what a command takes, with examples.
     "
    `)
  })

  it('shows what a command takes, with examples', async () => {
    expect((await runCli('stack --help')).out).toMatchInlineSnapshot(`
     "Run a stack: the cozy-stack's HTTP API in this process, with nothing else to
     install

     Usage: cozy-jobs stack [options]

     Makes the instance where there is none. It listens on this machine only and
     stops at Ctrl-C. What is not said here comes from the environment (COZY_PORT,
     COZY_ADMIN_PORT, COZY_FS_URL, …), then from cozy.yaml. An instance that is there
     already stays as it is.

     Configuration
       -c, --config FILE  Configuration file (default: cozy.yaml here, in ~/.cozy, or
                          in /etc/cozy)
       --print-config     Write a configuration file with every default, and end

     Where it listens
       --domain HOST      Domain of the instance, without its port (default:
                          cozy.localhost)
       -p, --port PORT    Port of the instances; 0 takes a free one (default: 8080)
       --admin-port PORT  Admin port; 0 takes a free one (default: 6060)
       --subdomains FORM  Names of apps: nested or flat (default: nested)
       --host HOST        localhost: the stack listens on this machine alone
       --admin-host HOST  The same for the admin port

     Where the data are
       --data DIR         Folder of the data (default: ~/.cozy-jobs, or cozy-jobs in
                          XDG_DATA_HOME)
       --memory           Keep the data in memory: gone when the stack stops
       --fs-url URL       Contents of files: file:///FOLDER, or mem://
       --couchdb-url URL  CouchDB for the documents; --couchdb-url= keeps them in the
                          data folder

     Jobs and pages
       --konnectors-cmd FILE       Launcher of services and konnectors (default: Node
                                   itself)
       --profile NAME              How jobs are held: plain, prod (bubblewrap, limits
                                   of production) or cmd (default: plain, cmd with a
                                   launcher)
       --no-pool                   Start the process of each job anew, from no pool
                                   that stands ready
       --log-level LEVEL           Least severe lines of jobs to show: debug, info,
                                   warning, error (default: debug)
       --fidelity WHAT             crash: a job that ran when the stack was killed is
                                   lost, as in production; else it runs again
       --doctypes FOLDER           Definitions of remote doctypes: what apps may ask
                                   of other sites
       --remote-allow-custom-port  Let definitions of remote doctypes name a port
       --disable-csp               Give pages no Content Security Policy

     A new instance
       --passphrase TEXT   Passphrase; COZY_PASSPHRASE keeps it off the command line
                           (default: cozy)
       --locale LANG       Language (default: en)
       --context NAME      Context: which of "contexts" in the configuration holds
                           for it (default: dev)
       --email E-MAIL      E-mail address of its owner
       --public-name NAME  Name of its owner

     Other options
       --json      Answer with JSON, for another program
       -h, --help  Show this help
       --verbose   Show where in the code an error comes from

     Examples
       cozy-jobs stack
           An instance at http://cozy.localhost:8080/, its data kept in the home
           folder
       cozy-jobs stack --print-config
           A commented cozy.yaml with every default
       cozy-jobs stack --memory --port 0 --admin-port 0 --json
           An empty one on free ports; the line of JSON says which
     "
    `)
  })

  it('shows the words that an argument may be', async () => {
    expect((await runCli('token -h')).out).toMatchInlineSnapshot(`
     "Print a token of a stack on this machine, and nothing else

     Usage: cozy-jobs token cli|app|konnector SUBJECT [options]

     It comes from the admin port, as "cozy-stack instances token-cli" and its likes
     get theirs.

     Arguments
       cli|app|konnector  Of the command line, or the one that a job of an app or
                          konnector gets
       SUBJECT            For cli the permissions, in one text; else the slug

     Options
       --domain HOST:PORT  The instance, or its whole address (default:
                           cozy.localhost:8080)
       --admin-port PORT   The admin port of its stack, on this machine (default:
                           6060)
       -h, --help          Show this help
       --verbose           Show where in the code an error comes from

     Examples
       cozy-jobs token cli "io.cozy.files io.cozy.bank.operations:GET"
           A token that reads operations and does all with files
       cozy-jobs token app banks --domain cozy.localhost:8080
           The token with which the services of banks run
     "
    `)
  })

  it('shows a documented name as a program of its own', async () => {
    const [runDev] = ALIASES
    expect((await runCli('--help', { ...(runDev ? { only: runDev } : {}) })).out).toMatchInlineSnapshot(`
     "Run a built service, or any command, once against a stack

     Usage: cozy-run-dev [BUILT] [WORDS…] [options]

     The built file needs neither a first line with #! nor to be executable. Its
     token has the permissions of the manifest: COZY_CREDENTIALS where that is set,
     else one from the admin port of a stack on this machine. Anything else is a
     command of its own: it finds COZY_URL and COZY_CREDENTIALS in its environment,
     and fails where that fails.

     Arguments
       BUILT  The built file (default: build/onOperationCreate.js), or a command
       WORDS  What the command is given; behind -- where there are options among them

     Options
       --url URL          The address of the Cozy (default: COZY_URL, that of
                          konnector-dev-config.json, or http://cozy.localhost:8080)
       -t, --token FILE   Log in as a client of OAuth, and keep the login in this
                          file
       --admin-port PORT  Take a token from the admin port of a stack on this
                          machine, and ask nobody

     Other options
       -m, --manifest FILE  Its manifest (default: the nearest one above the built
                            file, or here)
       -h, --help           Show this help
       --verbose            Show where in the code an error comes from

     Examples
       cozy-run-dev -m manifest.webapp build/onOperationCreate.js
           Once, on the stack at cozy.localhost:8080
       cozy-run-dev -m manifest.konnector -- node --watch build/index.js
           Another program, with a token
     "
    `)
  })

  it('is the same for "help COMMAND" and "COMMAND --help"', async () => {
    for (const { name } of COMMANDS) {
      expect(await runCli(`help ${name}`)).toEqual(await runCli(`${name} --help`))
    }
  })

  it('fits into 80 columns', async () => {
    for (const { name } of COMMANDS) {
      const { out } = await runCli(`${name} --help`)
      // A line that is to be copied is never broken.
      const lines = out.split('\n').filter(line => !/^ {2}(cozy-|source|COZY_)|^Usage/.test(line))
      expect(lines.filter(line => line.length > 80)).toEqual([])
    }
  })

  it('is the reference page, too: write it anew with "cozy-jobs help --markdown"', () => {
    const page = readFileSync(new URL('../../../../docs/reference/cli.md', import.meta.url), 'utf8')
    expect(page).toBe(referencePage(COMMANDS, ALIASES))
  })

  it('tells the version', async () => {
    expect(await runCli('--version')).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: ''
    })
  })
})
