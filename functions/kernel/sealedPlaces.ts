/**
 * What each sealed text is bound to, by where it stands: the one list of the places, so that what must open everything of a
 * municipality, its export, opens what the modules seal. A row has its texts in the attribute `sealed`.
 */

/** A text of a row in a client's partition. */
export function clientTextPlace(client: string, sk: string, name: string): string {
  return `CLIENT#${client}|${sk}|${name}`;
}

/** A text of an errand of the courier. */
export function errandPlace(sk: string, name: string): string {
  return `OUTBOX|${sk}|${name}`;
}

/** A text of a referral from another municipality, which belongs to no client here. */
export function envelopePlace(referral: string, name: string): string {
  return `ENVELOPE|${referral}|${name}`;
}

/** What a notification to outreach youth work tells. */
export function notificationPlace(sk: string): string {
  return `OUTREACH|${sk}|content`;
}

/** A map that is kept without a name. */
export function keptMapPlace(fingerprint: string): string {
  return `KEPTMAP#${fingerprint}|map`;
}

/** The key of a municipality to the Finnish Service Catalogue. */
export function cataloguePlace(name: string): string {
  return `CATALOGUE|TELLING|${name}`;
}

/**
 * Whether what is sealed in rows of such a kind stays where it is: a key that was given to this municipality here is no record, and a
 * new one is asked for elsewhere.
 */
export function staysBehind(kind: string): boolean {
  return kind === 'CATALOGUE';
}

/**
 * The place of a sealed text by the row's kind of key, what stands behind the kind in its partition key, and its sort key;
 * `undefined` when nothing is sealed in rows of such a kind.
 */
export function sealedPlaceOf(kind: string, behind: string, sk: string, name: string): string | undefined {
  switch (kind) {
    case 'CLIENT':
      return clientTextPlace(behind, sk, name);
    case 'OUTBOX':
      return errandPlace(sk, name);
    case 'ENVELOPE':
      return envelopePlace(sk, name);
    case 'OUTREACH':
      return notificationPlace(sk);
    case 'KEPTMAP':
      return keptMapPlace(behind);
    default:
      return undefined;
  }
}
