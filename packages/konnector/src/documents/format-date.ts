/** `yyyy-MM-dd`, in the time zone of the process. @throws RangeError for what is no date */
export const formatDate = (date: Date | string | number): string => {
  const at = new Date(date)
  if (Number.isNaN(at.getTime())) throw new RangeError('Invalid time value')
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
