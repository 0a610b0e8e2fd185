import { mayBecome } from '@ohjaamo/shared/plans/actionState.ts';
import { actionStates } from '@ohjaamo/shared/kernel/actionStates.ts';
import { applyChange, changeFaults, signingFaultsOf } from '@ohjaamo/shared/plans/changes.ts';
import { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import { MOST_ITEMS, type PlanFields } from '@ohjaamo/shared/plans/fields.ts';
import { describe, expect, it } from 'vitest';

const id = 'a'.repeat(20);
const other = 'b'.repeat(20);
const place = { organisations: ['YOUTH', 'KELA'], staff: ['s'.repeat(10)], today: '2027-02-01' };
const at = { at: '2027-02-01T08:00:00.000Z', organisation: 'YOUTH' };
const set = (...pairs: [path: string, value: string][]) => ({
  set: pairs.map(([path, value]) => ({ path, value })),
  remove: [],
});
const action = set(
  [`actions/${id}/what`, 'Soitetaan kouluun'],
  [`actions/${id}/organisation`, 'YOUTH'],
  [`actions/${id}/state`, 'OPEN'],
);
const codes = (seen: PlanFields, change: ReturnType<typeof set>) =>
  changeFaults(seen, change, place).map(({ code }) => code);

describe('An action of the plan', () => {
  it('goes through its states in their order', () => {
    const steps = actionStates.map((from) => [from, actionStates.filter((to) => mayBecome([from], to))]);
    expect(Object.fromEntries(steps)).toEqual({
      OPEN: ['OPEN', 'DOING', 'DONE', 'DROPPED'],
      DOING: ['OPEN', 'DOING', 'DONE', 'DROPPED'],
      DONE: ['DOING', 'DONE'],
      DROPPED: ['OPEN', 'DOING', 'DROPPED'],
    });
  });

  it('begins open or under way, and may be decided when two set it at one time', () => {
    expect(actionStates.filter((to) => mayBecome([], to))).toEqual(['OPEN', 'DOING']);
    expect(mayBecome(['DONE', 'DROPPED'], 'DROPPED')).toBe(true);
    expect(mayBecome(['DONE', 'DROPPED'], 'OPEN')).toBe(true);
  });

  it('is refused a step that does not follow', () => {
    const seen = applyChange({}, action, at);
    const done = applyChange(seen, set([`actions/${id}/state`, 'DONE']), at);
    expect(codes(done, set([`actions/${id}/state`, 'DROPPED']))).toEqual(['wrong_order']);
    expect(codes(done, set([`actions/${id}/state`, 'DOING']))).toEqual([]);
  });

  it('keeps an organisation that is closed now, and takes none', () => {
    const seen = applyChange(
      {},
      { ...action, set: [...action.set.filter(({ value }) => value !== 'YOUTH')] },
      at,
    );
    const old = { path: `actions/${id}/organisation`, value: 'OLD' };
    const named = applyChange(seen, { set: [old], remove: [] }, at);
    expect(codes(named, set([old.path, old.value], [`actions/${id}/what`, 'Soitetaan']))).toEqual([]);
    expect(codes(applyChange({}, action, at), set([old.path, old.value]))).toEqual(['unknown_organisation']);
  });

  it('names what is there only', () => {
    const seen = applyChange({}, action, at);
    expect(codes(seen, set([`actions/${id}/goal`, other]))).toEqual(['unknown']);
    expect(codes(seen, set([`actions/${id}/organisation`, 'ELSEWHERE']))).toEqual(['unknown_organisation']);
    expect(codes(seen, set([`actions/${id}/who`, `STAFF#${'x'.repeat(10)}`]))).toEqual(['unknown']);
    expect(codes(seen, set([`actions/${id}/who`, `STAFF#${'s'.repeat(10)}`]))).toEqual([]);
    expect(codes(seen, set([`actions/${id}/who`, `SUPPORTER#${other}`]))).toEqual(['unknown']);
    const both = set([`supporters/${other}/name`, 'Mummo'], [`actions/${id}/who`, `SUPPORTER#${other}`]);
    expect(codes(seen, both)).toEqual([]);
  });
});

describe('A change of the plan', () => {
  it('leaves no goal without words, no action without what is done, no support person without a name', () => {
    const goal = applyChange({}, set([`goals/${id}/words`, 'Oma koti']), at);
    expect(codes(goal, set([`goals/${id}/words`, '']))).toEqual(['required']);
    expect(codes({}, set([`actions/${id}/what`, 'Soitetaan']))).toEqual(['required']);
    expect(codes({}, set([`supporters/${id}/how`, 'Soittaa']))).toEqual(['required']);
  });

  it('agrees on a review today or later; one that stood before may stand', () => {
    expect(codes({}, set(['reviewOn', '2027-01-31']))).toEqual(['in_the_past']);
    expect(codes({}, set(['reviewOn', '2027-02-01']))).toEqual([]);
    const stood = applyChange({}, set(['reviewOn', '2027-01-01']), at);
    expect(codes(stood, set(['reviewOn', '2027-01-01']))).toEqual([]);
  });

  it('ends where a plan is full', () => {
    const many = Array.from({ length: MOST_ITEMS.goals }, (_, index): [string, string] => [
      `goals/${String(index).padStart(20, '0')}/words`,
      'Tavoite',
    ]);
    const full = applyChange({}, set(...many), at);
    expect(codes({}, set(...many))).toEqual([]);
    expect(codes(full, set([`goals/${id}/words`, 'Yksi liikaa']))).toEqual(['too_many']);
  });

  const { body } = plansRoutes.changePlan;
  const asked = (path: string, value: string) =>
    body.safeParse({ changeId: id, base: 0, set: [{ path, value }] });

  it.each([
    ['a field that no plan has', 'diagnosis', 'x'],
    ['the mark of whose an item is', `goals/${id}/owner`, 'KELA'],
    ['a name of every object', 'constructor', 'x'],
    ['an item of another form', 'goals/1/words', 'x'],
    ['more than a field', `goals/${id}/words/more`, 'x'],
    ['a date that does not exist', 'reviewOn', '2027-02-30'],
    ['an identity code', 'needs', 'Hetu on 020204A9021'],
    ['a diagnosis code', `goals/${id}/words`, 'Parantua (F32.1)'],
    ['a text that is too long', 'needs', 'x'.repeat(2001)],
    ['a name over several lines', `supporters/${id}/name`, 'A\nB'],
  ])('does not take %s', (_, path, value) => {
    expect(asked(path, value).success).toBe(false);
  });

  it('takes what looks like a diagnosis code when the writer says that it is something else; an identity code never', () => {
    const said = (value: string) =>
      body.safeParse({ changeId: id, base: 0, set: [{ path: 'needs', value }], notADiagnosis: true });
    expect(said('Käy paikassa R02: keittiö').data?.set[0]?.value).toBe('Käy paikassa R02: keittiö');
    expect(said('R02, hetu 020204A9021').success).toBe(false);
  });

  it('tells at which text it looks like a diagnosis code, and asks it of texts only', () => {
    const set = [
      { path: `actions/${id}/organisation`, value: 'F32' },
      { path: `actions/${id}/what`, value: 'Lähete, F32.1' },
    ];
    const { error } = body.safeParse({ changeId: id, base: 0, set });
    expect(error?.issues).toMatchObject([{ path: ['set', 1, 'value'], message: 'diagnosis_code' }]);
  });

  it.each(['أريد أن أجد عملاً', 'Čohkkejuvvon ođđa ruoktu ŧ', '🏠👩‍👩‍👧 koti', '<script>alert(1)</script>'])(
    'takes %s as it was written',
    (words) => {
      expect(asked(`goals/${id}/words`, ` ${words}\r\n`).data?.set[0]?.value).toBe(words);
    },
  );
});

describe('Signing', () => {
  const goal: [string, string] = [`goals/${id}/words`, 'Oma koti'];
  it('needs a goal, a coming review and no open field', () => {
    expect(signingFaultsOf({}, place.today)).toEqual(['NO_GOAL', 'NO_REVIEW']);
    const ready = applyChange({}, set(goal, ['reviewOn', '2027-02-01']), at);
    expect(signingFaultsOf(ready, place.today)).toEqual([]);
    expect(signingFaultsOf(ready, '2027-02-02')).toEqual(['REVIEW_PAST']);
    const open = {
      ...ready,
      needs: [
        { value: 'a', at: '1' },
        { value: 'b', at: '2' },
      ],
    };
    expect(signingFaultsOf(open, place.today)).toEqual(['OPEN_FIELDS']);
  });
});
