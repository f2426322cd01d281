/** What to say of a snapshot that was made the current one. A server of the folder opens it before it moves over. */
export function isCurrent(id: string, more = ""): string {
  return `snapshot ${id} is the current one${more}; a server of this folder moves over within seconds`;
}
