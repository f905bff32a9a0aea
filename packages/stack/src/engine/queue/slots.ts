/** Runs tasks in order, at most so many at once. */
export interface Slots<Task> {
  add(task: Task): void
  /** Forgets the tasks that wait; answers how many they were. */
  clear(): number
}

/** `run` gets the number of the slot, from 0, and must not reject. */
export const createSlots = <Task>(
  size: number,
  run: (task: Task, slot: number) => Promise<void>
): Slots<Task> => {
  const free = Array.from({ length: size }, (_, slot) => size - 1 - slot)
  let waiting: Task[] = []
  const next = (): void => {
    while (waiting.length > 0 && free.length > 0) {
      const slot = free.pop()!
      void run(waiting.shift()!, slot).then(() => {
        free.push(slot)
        next()
      })
    }
  }
  return {
    add: task => {
      waiting.push(task)
      next()
    },
    clear: () => {
      const dropped = waiting.length
      waiting = []
      return dropped
    }
  }
}
