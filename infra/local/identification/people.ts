/** Somebody of the demo who can be chosen; the codes are of the range for tests (900–999) and belong to nobody. */
export interface TestPerson {
  readonly code: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly note: string;
}

const person = (code: string, familyName: string, note: string): TestPerson => ({
  code,
  givenName: 'Testi',
  familyName,
  note,
});

/** Whom the page of the stand-in offers: the demo's young people. */
export const testPeople: readonly TestPerson[] = [
  person('020204A9021', 'Revontuli', 'Rovaniemi, 22'),
  person('140509A901E', 'Tunturi', 'Rovaniemi, 17'),
  person('301199-905Y', 'Keloranta', 'Rovaniemi, 27'),
  person('070707A9066', 'Meriläinen', 'Helsinki, 19'),
  person('090902A907U', 'Kaisla', 'Helsinki, 24'),
  person('200197-9092', 'Salmi', 'Helsinki, 30'),
  person('040403A910X', 'Koivu', 'Helsinki, 23'),
  person('121201A9112', 'Aalto', 'Helsinki, 25'),
  person('060605A912D', 'Saari', 'Helsinki, 21'),
];
