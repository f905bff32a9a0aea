import type { SHELLS } from './command.js'

/** What each shell is to evaluate. All ask the command itself, so that they never go stale. Files follow where it has no word. */
export const SCRIPTS: Record<(typeof SHELLS)[number], string> = {
  bash: `_cozy_jobs() {
  local IFS=$'\\n' line="\${COMP_LINE:0:COMP_POINT}"
  COMPREPLY=($(cozy-jobs completion bash --words="\${line#* }" 2>/dev/null))
}
complete -o default -F _cozy_jobs cozy-jobs`,
  zsh: `_cozy_jobs() {
  local -a found
  found=(\${(f)"$(cozy-jobs completion zsh --words="\${LBUFFER#* }" 2>/dev/null)"})
  if (( \${#found} )); then compadd -a found; else _files; fi
}
compdef _cozy_jobs cozy-jobs`,
  fish: `complete -c cozy-jobs -a '(cozy-jobs completion fish --words=(commandline -cp | string replace -r "^\\\\S+ " "") 2>/dev/null)'`
}
