import { kinds } from '@ohjaamo/shared/templateKinds.ts';
import { MOST_FILE_BYTES, readTemplateFile, writeTemplateFile } from '@ohjaamo/shared/templates/file.ts';
import { canonicalJson, type Json, sha256Of } from '@ohjaamo/shared/templates/json.ts';
import type { TemplateReference } from '@ohjaamo/shared/templates/version.ts';
import { describe, expect, it } from 'vitest';
import { addressed, kit, texts } from './given.ts';

const nothingInLibrary = () => false;
const read = (bytes: Uint8Array, isInLibrary: (of: TemplateReference) => boolean = nothingInLibrary) =>
  readTemplateFile(kinds, bytes, isInLibrary);
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A file as a program of another make would write it: the checksum is right, whatever the versions are. */
async function fileOf(versions: readonly { address: string; template: unknown }[], more: object = {}) {
  const checksum = await sha256Of(versions as unknown as Json);
  return bytesOf({ format: 'ohjaamo-templates', formatVersion: 1, checksum, versions, ...more });
}

const message = texts('short-messages');
const naming = kit('small-house', [message]);

describe('A file of templates', () => {
  it('comes out the same to the last byte when it is read and written again', async () => {
    const versions = await Promise.all([naming, message].map(addressed));
    const written = await writeTemplateFile(versions);
    const back = await read(written);
    expect(back.ok).toBe(true);
    if (!back.ok) return;
    expect(await writeTemplateFile(back.value)).toEqual(written);
    expect(await writeTemplateFile([...versions].reverse())).toEqual(written);
  });

  it('may have been laid out anew by an editor', async () => {
    const written = await writeTemplateFile([await addressed(message)]);
    const laidOut = JSON.stringify(JSON.parse(new TextDecoder().decode(written)), null, 2);
    expect((await read(new TextEncoder().encode(laidOut))).ok).toBe(true);
  });

  it('is refused by its size before anything of it is read', async () => {
    const huge = new Uint8Array(MOST_FILE_BYTES + 1);
    expect(await read(huge)).toEqual({ ok: false, error: { code: 'TOO_LARGE' } });
    expect(await read(new Uint8Array(50_000_000))).toEqual({ ok: false, error: { code: 'TOO_LARGE' } });
  });

  it('of a newer form is refused with both numbers, whatever else it holds', async () => {
    const newer = bytesOf({ format: 'ohjaamo-templates', formatVersion: 2, somethingNew: true });
    expect(await read(newer)).toEqual({
      ok: false,
      error: { code: 'NEWER_FORMAT', found: 2, known: 1 },
    });
  });

  it('in which one sign was changed is refused by its checksum', async () => {
    const written = new TextDecoder().decode(await writeTemplateFile([await addressed(message)]));
    const changed = written.replace('Kirjoita meille', 'Kirjoita meihin');
    expect(await read(new TextEncoder().encode(changed))).toEqual({
      ok: false,
      error: { code: 'CHECKSUM_WRONG' },
    });
  });

  it('that is none is told to be none', async () => {
    const latin1 = Buffer.from('{"format":"ohjaamo-templates","ä":1}', 'latin1');
    const notJson = new TextEncoder().encode('{"format":');
    for (const bytes of [latin1, notJson, bytesOf([]), bytesOf(null), bytesOf({ format: 'xlsx' })]) {
      expect(await read(bytes)).toEqual({ ok: false, error: { code: 'NOT_TEMPLATES' } });
    }
  });

  it('that is deeper than any template is refused', async () => {
    const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`) as Json;
    const file = bytesOf({ format: 'ohjaamo-templates', formatVersion: 1, versions: deep });
    expect(await read(file)).toEqual({ ok: false, error: { code: 'TOO_DEEP' } });
  });

  it('with half of a surrogate pair is refused, since nothing can have hashed it', async () => {
    const written = new TextDecoder().decode(await writeTemplateFile([await addressed(message)]));
    const changed = written.replace('Kirjoita meille', '\\ud83d');
    expect(await read(new TextEncoder().encode(changed))).toMatchObject({ ok: false });
  });
});

describe('What a file says and cannot be so', () => {
  const faultsOf = async (bytes: Uint8Array, isInLibrary?: (of: TemplateReference) => boolean) => {
    const answer = await read(bytes, isInLibrary);
    return !answer.ok && answer.error.code === 'FAULTS' ? answer.error.faults : answer;
  };

  it('is an address that its version does not have', async () => {
    const wrong = { address: '0'.repeat(64), template: message };
    expect(await faultsOf(await fileOf([wrong]))).toEqual([
      { pointer: '/versions/0/address', code: 'address_wrong' },
    ]);
  });

  it('is a circle of parents', async () => {
    const [one, other] = ['1'.repeat(64), '2'.repeat(64)];
    const circle = [
      { address: one, template: texts('one', { parents: [other] }) },
      { address: other, template: texts('other', { parents: [one] }) },
    ];
    const faults = await faultsOf(await fileOf(circle));
    expect(faults).toContainEqual({ pointer: '/versions/0/template/parents', code: 'cycle' });
    expect(faults).toContainEqual({ pointer: '/versions/1/template/parents', code: 'cycle' });
  });

  it('is a kit that names what is nowhere: each place is told, and the library counts', async () => {
    const missing = texts('nowhere');
    const file = await fileOf([await addressed(kit('small-house', [message, missing]))]);
    expect(await faultsOf(file)).toEqual([
      { pointer: '/versions/0/template/content/parts/0/template', code: 'template_missing' },
      { pointer: '/versions/0/template/content/parts/1/template', code: 'template_missing' },
    ]);
    expect(await faultsOf(file, ({ name }) => name === 'short-messages')).toEqual([
      { pointer: '/versions/0/template/content/parts/1/template', code: 'template_missing' },
    ]);
    // Of the same name and another number, it is another thing.
    expect(
      await faultsOf(file, ({ name, version }) => name === 'short-messages' && version === '2'),
    ).toHaveLength(2);
  });

  it('is two versions of one name', async () => {
    const other = texts('short-messages', { summary: { fi: 'Toiset viestit.' } });
    const faults = await faultsOf(await fileOf(await Promise.all([message, other].map(addressed))));
    expect(faults).toEqual([{ pointer: '/versions/1', code: 'repeated' }]);
  });

  it('is a content that is not of its kind, a key that stands twice, a text without a national language', async () => {
    const [other, twice, foreign] = [
      texts('other', { content: { texts: [], more: 1 } }),
      texts('twice', {
        content: {
          texts: [
            { key: 'messages.title', text: { fi: 'Yksi' } },
            { key: 'messages.title', text: { fi: 'Kaksi' } },
          ],
        },
      }),
      texts('foreign', { content: { texts: [{ key: 'messages.title', text: { en: 'Write to us' } }] } }),
    ];
    const faults = await faultsOf(await fileOf(await Promise.all([other, twice, foreign].map(addressed))));
    expect(faults).toEqual([
      { pointer: '/versions/0/template/content/texts', code: 'too_small' },
      { pointer: '/versions/0/template/content', code: 'unrecognized_keys' },
      { pointer: '/versions/1/template/content/texts', code: 'repeated' },
      { pointer: '/versions/2/template/content/texts/0/text', code: 'national_language_missing' },
    ]);
  });

  it('is a version that no row of the table would hold', async () => {
    const long = { fi: 'a'.repeat(1000), sv: 'b'.repeat(1000) };
    const many = Array.from({ length: 200 }, (_, index) => ({ key: `messages.text${index}`, text: long }));
    const faults = await faultsOf(
      await fileOf([await addressed(texts('many', { content: { texts: many } }))]),
    );
    expect(faults).toEqual([{ pointer: '/versions/0/template', code: 'too_big' }]);
  });
});

describe('The canonical text', () => {
  it('is what the file is made of, so that any program can check it', async () => {
    const written = new TextDecoder().decode(await writeTemplateFile([await addressed(message)]));
    expect(written).toBe(canonicalJson(JSON.parse(written) as Json));
  });
});
