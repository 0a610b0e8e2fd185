/** The part of the toolkit that tests use; it comes without types (https://github.com/jsonstat/toolkit). */
declare module 'jsonstat-toolkit' {
  interface Value {
    readonly value: number | null;
    readonly status: string | null;
  }
  interface Dataset {
    readonly class: string;
    readonly length: number;
    Data(at: Readonly<Record<string, string>>): Value;
    Dimension(id: string): { Category(id: string): { readonly label: string } };
  }
  // eslint-disable-next-line no-restricted-syntax -- the package exports nothing else
  export default function JSONstat(document: unknown): Dataset;
}
