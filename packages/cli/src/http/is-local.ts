/** Whether a host, with or without its port, is surely this machine. */
export const isLocal = (host: string): boolean => /^(.*\.)?localhost(:\d+)?$|^127\.|^\[::1\]/.test(host)
