export type Shell = 'bash' | 'zsh' | 'fish';

/**
 * The scripts that shells load. Each hands the words before the cursor to `promptledger complete`,
 * as arguments and never as text to be run; where that says nothing, the shell offers files.
 */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = {
  // Bash ends a word at "@", "=" and ":", so the line is split here, and what stands before the
  // last of them is taken off the answers again. It puts them on the line as they are, so what a shell
  // would read otherwise is quoted: a label may be any text.
  bash: String.raw`# bash completion for promptledger
_promptledger() {
  local line="${'${'}COMP_LINE:0:COMP_POINT}" words token value
  read -r -a words <<< "$line"
  if [[ "$line" == *[[:space:]] ]]; then token=""; words+=(""); else token="${'${'}words[-1]}"; fi
  local kept="${'${'}token%"${'${'}token##*[@=:]}"}"
  COMPREPLY=()
  while IFS=$'\t' read -r value _; do
    [[ "$value" == "$token"* ]] || continue
    printf -v value %q "${'${'}value#"$kept"}"
    COMPREPLY+=("$value")
  done < <(promptledger complete -- "${'${'}words[@]:1}" 2>/dev/null)
}
complete -o default -F _promptledger promptledger
`,
  zsh: String.raw`#compdef promptledger
# zsh completion for promptledger
_promptledger() {
  local -a found
  local value meaning
  while IFS=$'\t' read -r value meaning; do
    found+=("${'${'}value//:/\\:}:$meaning")
  done < <(promptledger complete -- "${'${(@)'}words[2,CURRENT]}" 2>/dev/null)
  if (( $#found )); then _describe -V 'promptledger' found; else _files; fi
}
if [[ "$funcstack[1]" == _promptledger ]]; then _promptledger "$@"; else compdef _promptledger promptledger; fi
`,
  fish: String.raw`# fish completion for promptledger
function __promptledger_complete
  set -l words (commandline -opc) (commandline -ct)
  promptledger complete -- $words[2..-1] 2>/dev/null
end
complete -c promptledger -f -a '(__promptledger_complete)'
complete -c promptledger -l file -s f -r -F
complete -c promptledger -l vars -r -F
complete -c promptledger -l output -s o -r -F
complete -c promptledger -l registry -r -F
`,
};
