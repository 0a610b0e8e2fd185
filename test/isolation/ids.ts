import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';

/** Every id of a tenant that a request can name. */
export interface Ids {
  readonly tenantSlug: string;
  readonly siteSlug: string;
  readonly siteId: string;
  readonly otherSiteId: string;
  readonly staffId: string;
  readonly service: string;
  readonly organisation: string;
  readonly clientId: string;
  readonly episodeId: string;
  readonly consentId: string;
  /** A guardian of the client, and a child-welfare notification. */
  readonly guardianId: string;
  readonly welfareId: string;
  /** An access in danger to be noted, and one that a colleague had. */
  readonly reviewId: string;
  readonly standingReviewId: string;
  /** Notes about the client: to be read and mended, to be corrected, to be struck out. */
  /** A referral to be drafted, one that is a draft, one that rests on a ground, and one that was sent to the own organisation. */
  readonly referralId: string;
  readonly draftedReferralId: string;
  readonly groundedReferralId: string;
  readonly sentReferralId: string;
  readonly noteId: string;
  readonly correctedNoteId: string;
  readonly struckNoteId: string;
  readonly bookingId: string;
  /** A booking whose time has come, a series of bookings, an entry of the waiting list. */
  readonly begunBookingId: string;
  readonly seriesId: string;
  readonly waitingId: string;
  /** A second worker, and the shift, the worker's place in it and the swap of it between the two. */
  readonly colleagueId: string;
  /** A worker whose account is suspended. */
  readonly awayId: string;
  /** A worker who is invited. */
  readonly invitedId: string;
  readonly shiftId: string;
  readonly swapId: string;
  readonly contactId: string;
  readonly ticketId: string;
  readonly displayId: string;
  /** A room, a group that meets there, a coming meeting and one that has begun. */
  readonly roomId: string;
  readonly groupId: string;
  readonly meetingId: string;
  readonly begunMeetingId: string;
  readonly signUpId: string;
  /** Opens whatever a link can open: all such records of a tenant have one id and one secret. */
  readonly link: string;
  readonly lentRuleId: string;
  readonly feedLink: string;
  readonly invitation: string;
  readonly threadId: string;
  readonly threadCookie: string;
  readonly messageId: string;
  /** A notification to outreach youth work, and one that became the client's own. */
  readonly notificationId: string;
  readonly agreedNotificationId: string;
  /** An employer with a place to be; a work trial that runs, one that has ended, one to be planned. */
  readonly employerId: string;
  readonly placeId: string;
  readonly trialId: string;
  readonly endedTrialId: string;
  readonly chosenTrialId: string;
  /** What a person asks of the own data: a request to be made, and one that stands. */
  readonly requestId: string;
  readonly standingRequestId: string;
  /** Of a client whose data are restricted. */
  readonly restrictedClientId: string;
  readonly callId: string;
  /** A map that is being filled in, a finished one, and one to be started. */
  readonly mapId: string;
  readonly doneMapId: string;
  readonly newMapId: string;
  /** A client whose episode is closed, that episode, the next one, and a handover to be. */
  readonly closedClientId: string;
  readonly closedEpisodeId: string;
  readonly newEpisodeId: string;
  readonly handoverId: string;
  readonly tryId: string;
  /** Another record of one person, one that was taken into the client's, the merge to be and the merge that was. */
  readonly otherClientId: string;
  readonly takenClientId: string;
  readonly mergeId: string;
  readonly standingMergeId: string;
  /** A change and a copy of the client's plan to be made, and the copy that was taken. */
  readonly changeId: string;
  readonly copyId: string;
  readonly standingCopyId: string;
  readonly planPartId: string;
  /** A version of practice that waits for the network's stewards. */
  readonly handedInAddress: string;
  /** Names of practices that the town uses: one on its way to the version of this address, one that has gone over. */
  readonly practice: string;
  readonly mergedPractice: string;
  readonly practiceTo: string;
  /** A practice that the town has adopted and ended. */
  readonly endedPractice: string;
  /** Practice that the town writes: one that waits to be gone on with, one that is whole, one that is thrown away, one to be begun. */
  readonly draft: string;
  readonly wholeDraft: string;
  readonly thrownDraft: string;
  readonly newDraft: string;
  /** When those that are whole and thrown away were changed. */
  readonly wholeDraftAt: string;
  readonly thrownDraftAt: string;
  /** An opening to be made to a sister municipality, one that stands, one of the sister's that stands and one it offers; a booking there. */
  readonly openingId: string;
  readonly givenOpeningId: string;
  readonly receivedOpeningId: string;
  readonly offeredOpeningId: string;
  readonly sisterBookingId: string;
  /** An opening of the sister's group that stands, and a sign-up to it. */
  readonly receivedGroupOpeningId: string;
  readonly sisterSignUpId: string;
  readonly sisterMeetingId: string;
  /** A trial of practice that is planned, one that runs, and one to be begun. */
  readonly trial: string;
  readonly runningTrial: string;
  /** Trials that ended as lessons: one that waits for the stewards, one that they have published. */
  readonly toldTrial: string;
  readonly publishedTrial: string;
  readonly newTrial: string;
  /** A form of feedback to be filled in; one that was typed in from paper, and its text. */
  readonly formId: string;
  readonly typedFormId: string;
  readonly feedbackTextId: string;
  /** A form about accessibility to be filled in; what was sent of another, to the municipality and to the service, and its links. */
  readonly accessibilityForm: string;
  readonly accessibilityId: string;
  readonly accessibilityLink: string;
  readonly serviceLink: string;
}

/** A tenant with one of everything in it. */
export interface Settled {
  readonly tenantId: string;
  readonly ids: Ids;
  /** The first free time that was left after the tenant's own booking. */
  readonly freeStart: string;
}

/** Ids of the right form that nobody has. */
export function nobodysIds(): Ids {
  return {
    tenantSlug: `nobody-${randomIds.id(10)}`,
    siteSlug: `nobody-${randomIds.id(10)}`,
    siteId: randomIds.id(10),
    otherSiteId: randomIds.id(10),
    staffId: randomIds.id(10),
    service: `N-${randomIds.id(10).toUpperCase()}`,
    organisation: `N-${randomIds.id(10).toUpperCase()}`,
    clientId: randomIds.id(20),
    restrictedClientId: randomIds.id(20),
    episodeId: randomIds.id(20),
    consentId: randomIds.id(20),
    guardianId: randomIds.id(20),
    welfareId: randomIds.id(20),
    reviewId: randomIds.id(20),
    standingReviewId: randomIds.id(20),
    referralId: randomIds.id(20),
    draftedReferralId: randomIds.id(20),
    groundedReferralId: randomIds.id(20),
    sentReferralId: randomIds.id(20),
    noteId: randomIds.id(20),
    correctedNoteId: randomIds.id(20),
    struckNoteId: randomIds.id(20),
    bookingId: randomIds.id(20),
    begunBookingId: randomIds.id(20),
    seriesId: randomIds.id(20),
    waitingId: randomIds.id(20),
    colleagueId: randomIds.id(10),
    awayId: randomIds.id(10),
    invitedId: randomIds.id(10),
    shiftId: randomIds.id(10),
    swapId: randomIds.id(20),
    contactId: randomIds.id(20),
    ticketId: randomIds.id(20),
    displayId: randomIds.id(10),
    roomId: randomIds.id(10),
    groupId: randomIds.id(10),
    meetingId: randomIds.id(20),
    begunMeetingId: randomIds.id(20),
    signUpId: randomIds.id(20),
    link: `${randomIds.id(10)}.${randomIds.id(20)}.${randomIds.secret(128)}`,
    invitation: randomIds.secret(256),
    lentRuleId: randomIds.id(10),
    feedLink: `${randomIds.id(10)}.${randomIds.id(10)}.${randomIds.secret(128)}`,
    threadId: randomIds.id(20),
    threadCookie: `__Host-thread=${randomIds.id(20)}.${randomIds.secret(256)}`,
    messageId: randomIds.id(20),
    notificationId: randomIds.id(20),
    agreedNotificationId: randomIds.id(20),
    employerId: randomIds.id(20),
    placeId: randomIds.id(20),
    trialId: randomIds.id(20),
    endedTrialId: randomIds.id(20),
    chosenTrialId: randomIds.id(20),
    requestId: randomIds.id(20),
    standingRequestId: randomIds.id(20),
    callId: randomIds.id(20),
    mapId: randomIds.id(20),
    doneMapId: randomIds.id(20),
    newMapId: randomIds.id(20),
    closedClientId: randomIds.id(20),
    closedEpisodeId: randomIds.id(20),
    newEpisodeId: randomIds.id(20),
    handoverId: randomIds.id(20),
    tryId: randomIds.id(20),
    otherClientId: randomIds.id(20),
    takenClientId: randomIds.id(20),
    mergeId: randomIds.id(20),
    standingMergeId: randomIds.id(20),
    changeId: randomIds.id(20),
    copyId: randomIds.id(20),
    standingCopyId: randomIds.id(20),
    planPartId: randomIds.id(20),
    handedInAddress: Buffer.from(randomIds.secret(256), 'base64url').toString('hex'),
    practice: `practice-${randomIds.id(10)}`,
    mergedPractice: `practice-${randomIds.id(10)}`,
    endedPractice: `practice-${randomIds.id(10)}`,
    draft: `draft-${randomIds.id(10)}`,
    wholeDraft: `draft-${randomIds.id(10)}`,
    thrownDraft: `draft-${randomIds.id(10)}`,
    newDraft: `draft-${randomIds.id(10)}`,
    wholeDraftAt: '2027-02-01T07:30:00.000Z',
    thrownDraftAt: '2027-02-01T07:31:00.000Z',
    openingId: randomIds.id(20),
    receivedGroupOpeningId: randomIds.id(20),
    sisterSignUpId: randomIds.id(20),
    sisterMeetingId: randomIds.id(20),
    givenOpeningId: randomIds.id(20),
    receivedOpeningId: randomIds.id(20),
    offeredOpeningId: randomIds.id(20),
    sisterBookingId: randomIds.id(20),
    trial: randomIds.id(10),
    runningTrial: randomIds.id(10),
    toldTrial: randomIds.id(10),
    publishedTrial: randomIds.id(10),
    newTrial: randomIds.id(10),
    formId: randomIds.id(20),
    typedFormId: randomIds.id(20),
    feedbackTextId: randomIds.secret(256),
    accessibilityForm: formAbout(),
    accessibilityId: `20270201${formAbout()}`,
    accessibilityLink: `${randomIds.id(10)}.20270201${formAbout()}.${randomIds.secret(128)}`,
    serviceLink: `service.20270201${formAbout()}.${randomIds.secret(128)}`,
    practiceTo: crypto.randomUUID().replaceAll('-', '').repeat(2),
  };
}

function formAbout(): string {
  return randomIds.id(20).slice(0, 12);
}
