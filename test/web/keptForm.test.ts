import { describe, expect, it } from 'vitest';
import { keepForm } from '../../web/src/work/keptForm.ts';

function sent(fields: readonly (readonly [string, string | File])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, value.name);
  }
  return form;
}

describe('A form that was sent when the session was over', () => {
  it('is kept whole: every field goes along again, also one of several answers and the button', () => {
    const fields = [
      ['do', 'write'],
      ['noteId', 'a1b2c3d4e5f6g7h8i9j0'],
      ['topics', 'WORK'],
      ['topics', 'MONEY'],
      ['text', 'Nuori kertoi\r\nkahdesta asiasta. <b>Toinen</b> jäi auki.'],
      ['empty', ''],
    ] as const;
    expect(keepForm(sent(fields)).fields).toEqual(fields);
    expect(keepForm(sent(fields)).incomplete).toBe(false);
  });

  it('shows what somebody wrote in words, and not the ids, choices and times that a form carries', () => {
    const kept = keepForm(
      sent([
        ['clientId', 'a1b2c3d4e5f6g7h8i9j0'],
        ['displayName', 'Aino'],
        ['email', 'aino@example.org'],
        ['routeIn', 'SCHOOL'],
        ['slot', '2027-02-01T10:05:00.000Z 2027-02-01T10:50:00.000Z'],
        ['text', ' Kaksi\nriviä '],
        ['reason', ''],
      ]),
    );
    expect(kept.written).toEqual(['Aino', 'aino@example.org', 'Kaksi\nriviä']);
  });

  it.each([
    ['password', 'pitkä lause jonka keksin'],
    ['code', '123456'],
    ['phoneCode', '123456'],
    ['newCode', 'ABCD'],
    ['identityCode', '020204A902X'],
    ['totpSecret', 'JBSWY3DP'],
    ['secret', 'f'.repeat(26)],
  ])('never repeats %s, and is then not sent again without it', (name, value) => {
    const kept = keepForm(
      sent([
        [name, value],
        ['text', 'Muu teksti'],
      ]),
    );
    expect(kept).toEqual({ written: ['Muu teksti'], fields: [['text', 'Muu teksti']], incomplete: true });
  });

  it('can be sent again when the secret field was empty', () => {
    expect(keepForm(sent([['identityCode', '']])).incomplete).toBe(false);
  });

  it('carries no file', () => {
    const kept = keepForm(sent([['file', new File(['{}'], 'instrument.json')]]));
    expect(kept).toEqual({ written: [], fields: [], incomplete: true });
  });
});
