import type { CiProject } from './project.js'

/** One thing to do by hand. */
export interface SetupStep {
  title: string
  /** Where to click, what to type: a sentence each. */
  details: readonly string[]
}

/** What a person does once on travis-ci.com and on GitHub, in this order, before Travis builds and deploys. */
export const travisSteps = ({ mainBranch, publish }: CiProject): readonly SetupStep[] => [
  {
    title: 'Turn the project on',
    details: [
      'Log in to Travis with your GitHub account, find the project (it has the name of the repository) and switch it on.'
    ]
  },
  {
    title: 'Open its settings',
    details: ['In the project: "More options" at the top right, then "Settings".']
  },
  {
    title: 'Choose what is built: switch three options on',
    details: [
      '"Build only if .travis.yml is present": the branches of builds hold none, so they are left alone.',
      '"Build branch updates": each push is tried.',
      '"Build pull request updates": each pull request is tried.'
    ]
  },
  {
    title: 'Make a token on GitHub',
    details: [
      'In the settings of your GitHub account: "Developer settings", "Personal access tokens".',
      'Give it the scope "repo" ("public_repo" is enough for a public repository), and a date on which it ends.'
    ]
  },
  {
    title: 'Give it to Travis',
    details: [
      'In the settings of the project, below "Environment Variables": name GITHUB_TOKEN, the token as value.',
      `Choose the branch ${mainBranch} for it, so that no other build knows it; tags are deployed only where you let it be there for all branches.`,
      'Leave "Display value in build log" off: what it shows, everybody can read.',
      ...(publish
        ? ['To publish to a registry, add COZY_REGISTRY, its address, and REGISTRY_TOKEN in the same way.']
        : [])
    ]
  },
  {
    title: 'Push',
    details: [
      `Each commit is built and tried. A build is deployed for commits of ${mainBranch} alone, those that merge a pull request included.`
    ]
  }
]

/** What of it there is to do for GitHub Actions: hardly anything. */
export const githubSteps = ({ publish }: CiProject): readonly SetupStep[] => [
  {
    title: 'Nothing to switch on, no token to make',
    details: [
      'GitHub runs the workflow once it is pushed, and gives each run a token that ends with it.',
      'Only the job that deploys may write. If your organization forbids that: "Settings", "Actions", "General", "Workflow permissions" of the repository.'
    ]
  },
  ...(publish
    ? [
        {
          title: 'To publish to a registry',
          details: [
            'In the settings of the repository, "Secrets and variables", "Actions": the variable COZY_REGISTRY, its address, and the secret REGISTRY_TOKEN.'
          ]
        }
      ]
    : [])
]

/** The steps as lines for a terminal, numbered. */
export const stepLines = (steps: readonly SetupStep[]): readonly string[] =>
  steps.flatMap(({ title, details }, index) => [
    `${index + 1}. ${title}`,
    ...details.map(detail => `   - ${detail}`)
  ])
