import { crashStorm } from '../../crash-storm/crash-storm.mjs'
import { round } from '../statistics.mjs'

const SEEDS = [1, 2, 3]
const STORM = { jobs: 1000, kills: 100 }

/** 1 000 jobs under 100 kills, for each of three seeds: what the test of the storm does, in full. */
export const storm = {
  name: 'crash-storm',
  async run() {
    const seen = []
    for (const seed of SEEDS) seen.push(await crashStorm({ ...STORM, seed }))
    const each = key => seen.map(one => one[key]).join(' / ')
    const row = (figure, value, unit, target) => ({
      figure: `storm, seeds 1 / 2 / 3: ${figure}`,
      value,
      unit,
      target
    })
    return [
      row('jobs acknowledged under 100 kills', each('acknowledged'), '', '≥ 1 000'),
      row('lost', each('lost'), '', '0'),
      row('not ended', each('unfinished'), '', '0'),
      row('most runs of one job', each('mostRuns'), '', '≤ 2'),
      row('run twice', each('twice'), '', ''),
      row('broken off twice, so errored', each('broken'), '', ''),
      row(
        'last start till all had ended',
        seen.map(one => round(one.settledMs / 1000)).join(' / '),
        's',
        '≤ 30'
      ),
      row('all of it', seen.map(one => round(one.tookMs / 1000)).join(' / '), 's', '')
    ]
  }
}
