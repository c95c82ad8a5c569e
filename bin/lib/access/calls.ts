import { mayAnswerFor, mayCall, memberIdsOf } from '#modules/calls/index.ts';
import { desk, only, ordered, signedIn, type Rule } from './rules.ts';

const api = '/api/v1/centres/{centre}';
const calls = '/desk/[centre]/calls';
/** The member who was told of a call, and leads a team of it. */
const toldMember: Rule = {
	words: '被通知的党员（队员名单：队长）',
	of: (actor) => (actor.kind === 'guest' ? 'signIn' : memberIdsOf(actor, 'here').includes('member') ? 'yes' : 'hidden')
};
const anyMember: Rule = {
	words: '党员本人',
	of: (actor) => (actor.kind === 'guest' ? 'signIn' : memberIdsOf(actor, 'here').length > 0 ? 'yes' : 'hidden')
};

/** The pages and operations of calls, by the parts of docs/ACCESS.md. */
export const callParts: [string, Record<string, Rule>][] = [
	[
		'工作台：动员',
		{
			[`GET ${calls}`]: desk(mayCall),
			[`GET ${calls}/new`]: desk(mayCall),
			[`POST ${calls}/new`]: desk(mayCall),
			[`GET ${calls}/[call]`]: desk(mayCall),
			[`POST ${calls}/[call]?/remind`]: desk(mayCall),
			[`GET ${calls}/[call]/revision`]: desk(mayCall),
			[`POST ${calls}/[call]/revision`]: desk(mayCall),
			[`GET ${calls}/[call]/opening`]: desk(mayCall),
			[`POST ${calls}/[call]/opening`]: desk(mayCall),
			[`GET ${calls}/[call]/waves`]: desk(mayCall),
			[`POST ${calls}/[call]/waves?/preview`]: desk(mayCall),
			[`POST ${calls}/[call]/waves?/send`]: desk(mayCall),
			[`GET ${calls}/[call]/end`]: desk(mayCall),
			[`POST ${calls}/[call]/end`]: desk(mayCall),
			[`GET ${calls}/[call]/cancellation`]: desk(mayCall),
			[`POST ${calls}/[call]/cancellation`]: desk(mayCall),
			[`GET ${calls}/[call]/people`]: desk(mayCall),
			[`GET ${calls}/[call]/people/[member]`]: desk(mayCall),
			[`POST ${calls}/[call]/people/[member]?/answer`]: desk(mayCall),
			[`POST ${calls}/[call]/people/[member]?/contact`]: desk(mayCall),
			[`GET ${calls}/[call]/teams`]: desk(mayCall),
			[`POST ${calls}/[call]/teams?/make`]: desk(mayCall),
			[`POST ${calls}/[call]/teams?/byGrid`]: desk(mayCall),
			[`GET ${calls}/[call]/teams/[team]`]: desk(mayCall),
			[`POST ${calls}/[call]/teams/[team]?/change`]: desk(mayCall),
			[`POST ${calls}/[call]/teams/[team]?/dissolve`]: desk(mayCall),
			[`GET ${calls}/[call]/live`]: desk(mayCall),
			[`GET ${calls}/[call]/report`]: desk(mayCall)
		}
	],
	[
		'我的：动员',
		{
			'GET /my/[centre]/calls': signedIn,
			'POST /my/[centre]/calls?/choose': anyMember,
			'GET /my/[centre]/calls/[call]': toldMember,
			'POST /my/[centre]/calls/[call]': toldMember,
			'GET /my/[centre]/calls/[call]/team': toldMember,
			'POST /my/[centre]/calls/[call]/team?/contact': toldMember
		}
	],
	[
		'接口：动员',
		{
			[`GET ${api}/calls`]: only((actor) => mayCall(actor, 'here'), 'mayCall'),
			[`POST ${api}/calls`]: ordered(mayCall),
			...Object.fromEntries(
				[
					...['GET', 'GET /figures', 'GET /report', 'GET /people', 'GET /teams', 'POST /revisions', 'POST /opening'],
					...['POST /audience-counts', 'POST /waves', 'POST /reminders', 'POST /end', 'POST /cancellation'],
					...['POST /teams', 'POST /grid-teams', 'POST /teams/{team}', 'POST /teams/{team}/dissolution']
				].map((ask) => {
					const [method, path = ''] = ask.split(' ');
					return [`${method} ${api}/calls/{call}${path}`, only((actor) => mayCall(actor, 'here'), 'mayCall')];
				})
			),
			[`POST ${api}/calls/{call}/answers`]: only((actor) => mayAnswerFor(actor, 'here', 'member'), 'mayAnswerFor'),
			[`POST ${api}/calls/{call}/contact-openings`]: only(
				(actor) => mayAnswerFor(actor, 'here', 'member'),
				'mayCall，或者队长看自己的队员'
			),
			[`GET ${api}/own-calls`]: signedIn,
			[`POST ${api}/call-choices`]: only((actor) => mayAnswerFor(actor, 'here', 'member'), 'mayAnswerFor'),
			[`GET ${api}/statistics/calls`]: ordered(mayCall)
		}
	]
];
