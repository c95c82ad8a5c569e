import type { Actor } from '#kernel/actor.ts';
import {
	isMember,
	isRepresentative,
	mayDecideRecords,
	maySeeRecords,
	mayWriteRecords,
	rolesOn,
	type RecordRole
} from '#modules/records/index.ts';
import { both, desk, everybody, ordered, type Outcome, type Rule } from './rules.ts';

const HERE = 'here';
/** The records are those of the claimer; reports go to the organisation, and one review is of a member of it. */
const isOwn = (actor: Actor) => isMember(actor, HERE, 'claimer');
const isAnyMember = (actor: Actor) => isOwn(actor) || isMember(actor, HERE, 'member');
const isUnit = (actor: Actor) => isRepresentative(actor, HERE, 'organisation');
const atDesk = (actor: Actor) => maySeeRecords(actor, HERE);
const clerk = (actor: Actor) => mayWriteRecords(actor, HERE);
const leader = (actor: Actor) => holdsRole(actor, 'leader');
const holdsRole = (actor: Actor, role: RecordRole) => rolesOn(actor, { centreId: HERE }).includes(role);

type Who = (actor: Actor) => boolean;

/** Who knows of it, and who of them may. */
const known = (words: string, knows: Who, may: Who = knows, guest: Outcome = 'hidden'): Rule => ({
	words,
	of: (actor) => (actor.kind === 'guest' ? guest : !knows(actor) ? 'hidden' : may(actor) ? 'yes' : 'no')
});
const or =
	(...some: Who[]): Who =>
	(actor) =>
		some.some((one) => one(actor));

const at = '/desk/[centre]/records';
const looking = desk(maySeeRecords);
const writing = both(looking, ordered(mayWriteRecords));
const deciding = both(looking, ordered(mayDecideRecords));
const leading = both(looking, { words: '领导', of: (actor) => (leader(actor) ? 'yes' : 'no') });

const deskPages: Record<string, Rule> = {
	[`GET ${at}`]: looking,
	[`GET ${at}/members/[member]`]: looking,
	[`POST ${at}/members/[member]?/naming`]: writing,
	[`GET ${at}/members/[member]/card`]: looking,
	[`POST ${at}/members/[member]/card`]: writing,
	[`GET ${at}/members/[member]/proofs`]: looking,
	[`POST ${at}/members/[member]/proofs`]: writing,
	[`GET ${at}/organisations/[organisation]`]: looking,
	[`GET ${at}/proofs`]: looking,
	[`GET ${at}/proofs/[proof]`]: looking,
	[`POST ${at}/proofs/[proof]?/withdraw`]: writing,
	[`POST ${at}/proofs/[proof]?/replace`]: writing,
	[`GET ${at}/reports`]: looking,
	[`POST ${at}/reports`]: writing,
	[`GET ${at}/reports/[report]`]: looking,
	[`POST ${at}/reports/[report]?/remark`]: writing,
	[`POST ${at}/reports/[report]?/send`]: writing,
	[`POST ${at}/reports/[report]?/acknowledge`]: writing,
	[`GET ${at}/reviews`]: looking,
	[`POST ${at}/reviews?/one`]: writing,
	[`POST ${at}/reviews?/all`]: writing,
	[`GET ${at}/reviews/[review]`]: looking,
	[`POST ${at}/reviews/[review]?/opinion`]: writing,
	[`POST ${at}/reviews/[review]?/decide`]: deciding,
	[`POST ${at}/reviews/[review]?/reopen`]: leading,
	[`GET ${at}/recognitions`]: looking,
	[`POST ${at}/recognitions?/confirm`]: deciding,
	[`POST ${at}/recognitions?/dismiss`]: deciding,
	[`GET ${at}/recognitions/[recognition]`]: looking,
	[`POST ${at}/recognitions/[recognition]`]: leading,
	[`GET ${at}/rules`]: looking,
	[`POST ${at}/rules`]: deciding,
	[`GET ${at}/rules/new`]: deciding,
	[`POST ${at}/rules/new`]: deciding,
	[`GET ${at}/rules/[rule]`]: deciding,
	[`POST ${at}/rules/[rule]`]: deciding
};

const my = '/my/[centre]';
const members = known('isMember', isAnyMember, isAnyMember, 'signIn');
const own = known('isMember：本人', isOwn, isOwn, 'signIn');
const units = known('isRepresentative', isUnit, isUnit, 'signIn');

export const recordsAccess: Record<string, Rule> = {
	'GET /[centre]/proof': everybody,
	'POST /[centre]/proof': everybody,
	'GET /[centre]/thanks': everybody,
	[`GET ${my}/record`]: members,
	[`GET ${my}/record/card`]: members,
	[`GET ${my}/record/naming`]: members,
	[`POST ${my}/record/naming`]: members,
	[`GET ${my}/record/proofs`]: members,
	[`POST ${my}/record/proofs`]: members,
	[`GET ${my}/record/proofs/[proof]`]: own,
	[`POST ${my}/record/proofs/[proof]`]: own,
	[`GET ${my}/record/reviews/[review]`]: known('本人，maySeeRecords', or(isOwn, atDesk), undefined, 'signIn'),
	[`POST ${my}/record/reviews/[review]?/selfNote`]: known(
		'reviewLifecycle：写自评',
		or(isOwn, atDesk),
		isOwn,
		'signIn'
	),
	[`POST ${my}/record/reviews/[review]?/unitOpinion`]: known(
		'reviewLifecycle：写单位意见',
		or(isUnit, atDesk),
		isUnit,
		'signIn'
	),
	[`GET ${my}/record/recognitions/[recognition]`]: known('本人，maySeeRecords', or(isOwn, atDesk), undefined, 'signIn'),
	[`GET ${my}/feedback`]: units,
	[`GET ${my}/feedback/[report]`]: units,
	[`POST ${my}/feedback/[report]`]: units,
	[`GET ${my}/feedback/records/[organisation]`]: units,
	...deskPages
};

const api = '/api/v1/centres/{centre}';
const seen = known('maySeeRecords', atDesk);
const written = known('maySeeRecords，mayWriteRecords', atDesk, clerk);
const decided = known('maySeeRecords，mayDecideRecords', atDesk, (actor) => mayDecideRecords(actor, HERE));
const ofOwn = (words: string, may: Who) => known(words, or(isOwn, atDesk), may);
const ofUnit = (words: string, may: Who) => known(words, or(isUnit, atDesk), may);

export const recordsOperations: Record<string, Rule> = {
	[`GET ${api}/thanks`]: everybody,
	[`POST ${api}/proof-checks`]: everybody,
	[`GET ${api}/records/members/{member}`]: ofOwn('maySeeRecord', or(isOwn, atDesk)),
	[`GET ${api}/records/organisations/{organisation}`]: ofUnit('maySeeRecord', or(isUnit, atDesk)),
	[`GET ${api}/records/members/{member}/card`]: ofOwn('maySeeRecord', or(isOwn, atDesk)),
	[`POST ${api}/records/members/{member}/card`]: ofOwn('mayWriteRecords', clerk),
	[`POST ${api}/records/members/{member}/naming`]: ofOwn('本人，工作人员', or(isOwn, clerk)),
	[`GET ${api}/records/members/{member}/proofs`]: ofOwn('maySeeRecord', or(isOwn, atDesk)),
	[`POST ${api}/records/members/{member}/proofs`]: ofOwn('本人，工作人员', or(isOwn, clerk)),
	[`GET ${api}/proofs/{proof}`]: ofOwn('maySeeRecord', or(isOwn, atDesk)),
	[`POST ${api}/proofs/{proof}/withdrawal`]: ofOwn('proofLifecycle：作废', clerk),
	[`POST ${api}/proofs/{proof}/replacement`]: ofOwn('proofLifecycle：换一份新的', or(isOwn, clerk)),
	[`GET ${api}/feedback-reports`]: ofUnit('maySeeRecords，单位代表', or(isUnit, atDesk)),
	[`POST ${api}/feedback-reports`]: written,
	[`GET ${api}/feedback-reports/{report}`]: ofUnit('maySeeRecords，单位代表', or(isUnit, atDesk)),
	[`POST ${api}/feedback-reports/{report}/remarks`]: written,
	[`POST ${api}/feedback-reports/{report}/sending`]: written,
	[`POST ${api}/feedback-reports/{report}/acknowledgement`]: ofUnit('reportLifecycle：确认收到', or(isUnit, clerk)),
	[`GET ${api}/year-reviews`]: seen,
	[`POST ${api}/year-reviews`]: written,
	[`POST ${api}/year-reviews/starts`]: written,
	[`GET ${api}/year-reviews/{review}`]: ofOwn('maySeeRecords，本人', or(isOwn, atDesk)),
	[`POST ${api}/year-reviews/{review}/self-note`]: ofOwn('reviewLifecycle：写自评', isOwn),
	[`POST ${api}/year-reviews/{review}/community-opinion`]: ofOwn('reviewLifecycle：写社区意见', clerk),
	[`POST ${api}/year-reviews/{review}/unit-opinion`]: ofUnit('reviewLifecycle：写单位意见', isUnit),
	[`POST ${api}/year-reviews/{review}/decision`]: decided,
	[`POST ${api}/year-reviews/{review}/reopening`]: known('reviewLifecycle：退回重评', atDesk, leader),
	[`GET ${api}/recognition-rules`]: seen,
	[`POST ${api}/recognition-rules`]: decided,
	[`POST ${api}/recognition-rules/{rule}`]: decided,
	[`POST ${api}/recognition-rules/{rule}/application`]: decided,
	[`GET ${api}/recognitions`]: seen,
	[`GET ${api}/recognitions/{recognition}`]: ofOwn('maySeeRecords，本人', or(isOwn, atDesk)),
	[`POST ${api}/recognitions/{recognition}/confirmation`]: decided,
	[`POST ${api}/recognitions/{recognition}/dismissal`]: decided,
	[`POST ${api}/recognitions/{recognition}/revocation`]: known('recognitionLifecycle：撤销表彰', atDesk, leader)
};
