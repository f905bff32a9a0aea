/** Templates that have got another name since an earlier release: the old path in a project to the new one. */
export const RENAMED: Readonly<Record<string, string>> = {}
