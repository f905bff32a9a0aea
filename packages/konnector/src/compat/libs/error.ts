/** Nothing is left to do: a run attaches its handlers itself. */
const value = { attachProcessEventHandlers: (): void => {} }

export { value as 'module.exports', value as default }
