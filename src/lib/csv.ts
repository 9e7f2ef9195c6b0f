/** Rows as CSV by RFC 4180: lines end with CR LF, and what could be taken for a mark of its own stands in quotes. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(text: string): string {
  // Spaces belong to a field, but many readers take them away.
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
