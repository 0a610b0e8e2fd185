/** The quarters before and after `2026-Q4`: `2026-Q3` and `2027-Q1`. */
export function quartersAround(quarter: string): { readonly previous: string; readonly next: string } {
  const index = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
  const name = (of: number) => `${Math.floor(of / 4)}-Q${(of % 4) + 1}`;
  return { previous: name(index - 1), next: name(index + 1) };
}

/** The months before and after `2026-12`: `2026-11` and `2027-01`. */
export function monthsAround(month: string): { readonly previous: string; readonly next: string } {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  const name = (of: number) => `${Math.floor(of / 12)}-${String((of % 12) + 1).padStart(2, '0')}`;
  return { previous: name(index - 1), next: name(index + 1) };
}

/** The value of an address's query when it has the wanted form; a hand-written one that has not is as good as none. */
export function queryIn(url: URL, name: string, form: RegExp): string | undefined {
  const value = url.searchParams.get(name);
  return value !== null && form.test(value) ? value : undefined;
}
