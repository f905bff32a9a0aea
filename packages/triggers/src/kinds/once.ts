/**
 * When something that happens once at `at` fires. The real stack with Redis polls whatever lies behind it, so a moment
 * before the trigger's creation means at once, not never.
 */
export function atOnceIfPast(at: number, after: Date, start: Date | undefined): Date | undefined {
  const moment = start === undefined ? at : Math.max(at, start.getTime() + 1)
  return moment > after.getTime() ? new Date(moment) : undefined
}
