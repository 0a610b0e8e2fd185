/** Acts that a case's page offers to those who may do them. */
export const caseActs = [
  'RECORD',
  'CHANGE_CLIENT',
  'REVEAL_IDENTITY_CODE',
  'RECORD_CONSENT',
  'WITHDRAW_CONSENT',
  'REFER',
  'TAKE_COPY',
  'ASSIGN_WORKER',
  'CLOSE_EPISODE',
  'NOTIFY_CHILD_WELFARE',
] as const;
